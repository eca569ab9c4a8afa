#!/usr/bin/env python3
"""Write seeds for the fuzzers from the parsing suite and the JSON Schema suite, where they are.

    seeds.py SUITES FOLDER

SUITES holds json-parsing-test-suite/ and json-schema-test-suite/. FOLDER gets reader/, compiler/ and validation/.
"""
import glob
import hashlib
import json
import os
import sys


def write(folder, data):
    if len(data) <= 4096:
        with open(f"{folder}/{hashlib.sha1(data).hexdigest()}", "wb") as seed:
            seed.write(data)


def main(suites, out):
    for name in ("reader", "compiler", "validation"):
        os.makedirs(f"{out}/{name}", exist_ok=True)
    for path in glob.glob(f"{suites}/json-parsing-test-suite/test_parsing/*.json"):
        with open(path, "rb") as text:
            write(f"{out}/reader", text.read())
    for path in glob.glob(f"{suites}/json-schema-test-suite/tests/**/*.json", recursive=True):
        with open(path, encoding="utf-8") as text:
            groups = json.load(text)
        for group in groups:
            schema = json.dumps(group["schema"], separators=(",", ":"), ensure_ascii=False).encode()
            write(f"{out}/compiler", schema)
            for valid in (True, False):
                for test in [test for test in group["tests"] if test["valid"] == valid][:2]:
                    data = json.dumps(test["data"], separators=(",", ":")).encode()
                    write(f"{out}/validation", schema + b"\0" + data)
    print(", ".join(f"{len(os.listdir(f'{out}/{name}'))} seeds for {name}" for name in ("reader", "compiler", "validation")))


main(*sys.argv[1:])
