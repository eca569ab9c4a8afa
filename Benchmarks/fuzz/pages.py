#!/usr/bin/env python3
"""Write seeds for the fuzzer of documents: pieces of real pages, and small files of the other formats.

    pages.py DATA SAMPLES FOLDER

DATA holds html-gold/ and swde-sample/ (nothing is taken from them where they are not), SAMPLES the project's own
documents. A seed is a byte for the options, a byte for the name (see fuzzDocuments.swift) and the file's bytes.
"""
import glob
import gzip
import hashlib
import os
import random
import re
import sys

LONGEST = 1000
# Where `names` in fuzzDocuments.swift has each.
NAMES = {"html": 0, "xhtml": 6, "": 7, "txt": 8, "md": 9, "eml": 10, "csv": 11, "tsv": 12, "json": 13, "xml": 14}
SMALL = {
    "txt": ["A title\n=======\n\nA line that goes on\nfor two lines.\n\n- one\n- two\n\nName      Price\nTea        1.20\nCoffee    12.50\n"],
    "md": ["---\ntitle: a\n---\n# H\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```swift\nlet a = 1\n```\n> q\n"],
    "eml": ["From: a@b.c\nTo: d@e.f\nSubject: =?utf-8?Q?caf=C3=A9?=\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
            "Content-Type: multipart/alternative; boundary=\"x\"\n\n--x\nContent-Type: text/plain; charset=iso-8859-1\n"
            "Content-Transfer-Encoding: quoted-printable\n\ncaf=E9 =\ngoes on\n--x\nContent-Type: text/html\n"
            "Content-Transfer-Encoding: base64\n\nPHA+Y2Fmw6k8L3A+\n--x--\n"],
    "csv": ["name,price\n\"Tea, green\",1.20\n\"say \"\"hi\"\"\",2\n", "name;price\nTea;1,20\nCoffee;12,50\n"],
    "tsv": ["name\tprice\nTea\t1.20\nCoffee\t12.50\n"],
    "json": ['{"a":[1,2.50,{"b":"\\u00e9"}],"c":null}', '{"a":1}\n{"a":2}\n'],
    "xml": ["<?xml version='1.0' encoding='UTF-8'?><a b='c'><d>e</d><d>f &amp; g</d><![CDATA[h]]></a>"],
    "": ["<!doctype html><p>a", "plain"],
}


def write(folder, options, name, data):
    seed = bytes([options, NAMES[name]]) + data
    with open(f"{folder}/{hashlib.sha1(seed).hexdigest()}", "wb") as file:
        file.write(seed)


def pieces(page, chance):
    """Pieces of a page that begin with a tag: its head, its metadata, its tables and lists, any place."""
    starts = [0]
    for pattern in (rb"(?i)<meta", rb"(?i)<script[^>]*ld\+json", rb"(?i)<style", rb"(?i)<table", rb"(?i)<[uod]l\b", rb"(?i)itemprop",
                    rb"(?i)<h[1-6]", rb"(?i)<form", rb"(?i)hidden", rb"<"):
        found = [match.start() for match in re.finditer(pattern, page)]
        if found:
            starts += chance.sample(found, min(len(found), 2))
    for start in starts:
        start = max(page.rfind(b"<", 0, start + 1), 0)
        end = start + chance.randint(100, LONGEST)
        yield page[start:end]


def main(data, samples, folder):
    os.makedirs(folder, exist_ok=True)
    chance = random.Random(4)
    for name, texts in SMALL.items():
        for text in texts:
            write(folder, 0, name, text.encode())
    pages = sorted(glob.glob(f"{data}/*/*/html/*.gz")) + sorted(glob.glob(f"{samples}/**/*.html", recursive=True))
    for path in pages:
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            page = file.read()
        for piece in pieces(page, chance):
            write(folder, chance.choice([0, 0, 1, 2, 4]), "xhtml" if chance.random() < 0.02 else "html", piece)
    for path in sorted(glob.glob(f"{samples}/**/*", recursive=True)):
        name = os.path.splitext(path)[1][1:]
        if os.path.isfile(path) and name in NAMES and name != "html":
            with open(path, "rb") as file:
                write(folder, 0, name, file.read(LONGEST))
    print(f"{len(os.listdir(folder))} seeds for documents")


main(*sys.argv[1:])
