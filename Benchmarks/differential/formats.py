#!/usr/bin/env python3
"""Ask sluice, jsonschema-rs and Blaze about strings that nearly have a format, and list those where sluice is alone.

    formats.py HARNESS ENVIRONMENT [--seed 1] [--strings 2000] [--formats date,time,…]

Validators read the RFCs differently in many corners, so this is a list to look through and not a test: a string on which
the two others differ from one another is only counted. Looked into and meant: a regex may hold a lone bracket or a needless
escape, as ECMA-262's annex B allows it; a host name that holds a label of a script from right to left keeps RFC 5893 in all
its labels; an international one has no capitals and no full-width digits (RFC 5892).
"""
import argparse
import collections
import json
import random
import sys

from engines import Blaze, Harness, find_blaze
from generate import DRAFTS

SEEDS = {
    "date": ["2024-02-29", "1900-02-28", "2023-12-31", "0000-01-01"],
    "time": ["08:30:06Z", "23:59:60Z", "00:00:00.123+05:30", "12:00:00-23:59", "08:30:06z"],
    "date-time": ["1963-06-19T08:30:06.283185Z", "1990-12-31T15:59:60-08:00", "2024-02-29t00:00:00z", "1998-12-31T23:59:60Z"],
    "duration": ["P4DT12H30M5S", "P1Y2M3D", "PT1H", "P4W", "P0D", "PT36H"],
    "email": ["joe.bloggs@example.com", "te~st@example.com", "\"joe bloggs\"@example.com", "joe@[127.0.0.1]", "joe@[IPv6:::1]"],
    "hostname": ["www.example.com", "xn--4gbwdl.xn--wgbh1c", "a-b.c1", "localhost", "a.b.c.d"],
    "idn-hostname": ["실례.테스트", "bücher.example", "xn--ihqwcrb4cv8a8dqg056pqjye", "א׳ב", "·"],
    "ipv4": ["192.168.0.1", "0.0.0.0", "255.255.255.255"],
    "ipv6": ["::1", "12:34::56", "1:2:3:4:5:6:7:8", "::ffff:192.168.0.1", "fe80::a"],
    "uri": ["http://foo.bar/?baz=qux#quux", "http://[2001:db8::1]:80/a%20b", "urn:oasis:names:x", "mailto:a@b.c", "tel:+1-816"],
    "uri-reference": ["/abc", "//foo.bar/?baz=qux#quux", "#frag", "a/b;c=d", "", "?q=%41"],
    "iri": ["http://ƒøø.ßår/?∂éœ=πîx#πîüx", "http://[2001:db8::1]/é"],
    "uri-template": ["http://example.com/dictionary/{term:1}/{term}", "{+x,y*}{?a}", "{/list*}"],
    "uuid": ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380", "00000000-0000-0000-0000-000000000000"],
    "json-pointer": ["/foo/bar~0/baz~1/%a", "", "/", "/é"],
    "relative-json-pointer": ["1", "0/foo/bar", "0#", "120/foo"],
    "regex": ["([abc])+\\s+$", "^\\p{L}{2,}$", "(?<year>\\d{4})\\k<year>", "[^]a-z\\-]", "(?!a)b|c*?"],
}
CHARACTERS = list("0123456789abcfxzTZtz:-+./@[]()%#?{}~\\\"'_ *^$|,;=&!\n") + ["é", "।", "１", "\u0000", "😀", "\u200d", "ß", "."]


def near(r, text):
    """The text with up to three characters changed."""
    for _ in range(r.choice((0, 1, 1, 1, 2, 3))):
        at = r.randrange(len(text) + 1)
        way = r.randrange(4)
        if way == 0:
            text = text[:at] + text[at + 1:]
        elif way == 1:
            text = text[:at] + r.choice(CHARACTERS) + text[at:]
        elif way == 2:
            text = text[:at] + r.choice(CHARACTERS) + text[at + 1:]
        else:
            other = r.randrange(len(text) + 1)
            text = text[:at] + text[other:other + 3] + text[at:]
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("harness")
    parser.add_argument("environment")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strings", type=int, default=2000, help="for each format")
    parser.add_argument("--formats", default=",".join(SEEDS))
    arguments = parser.parse_args()
    engines = [Harness("sluice", [arguments.harness, "--assert-formats", "--every-way"]),
               Harness("jsonschema-rs", [f"{arguments.environment}/bin/python", f"{sys.path[0]}/rs_harness.py", "--assert-formats"]),
               Blaze(find_blaze(arguments.environment), asserts_formats=True)]
    draft = DRAFTS["2020-12"]
    for name in arguments.formats.split(","):
        r = random.Random(f"{arguments.seed} {name}")
        strings = list(dict.fromkeys(near(r, r.choice(SEEDS[name])) for _ in range(arguments.strings)))
        texts = [json.dumps(string) for string in strings]
        schema = json.dumps({"$schema": draft, "format": name})
        verdicts = [engine.judge(draft, schema, texts) for engine in engines]
        counts, examples = collections.Counter(), []
        for at, string in enumerate(strings):
            ours, *others = [verdict if isinstance(verdict, str) else verdict[at] for verdict in verdicts]
            if ours == others[0] == others[1]:
                counts["agreed"] += 1
            elif others[0] == others[1]:
                counts["sluice alone"] += 1
                examples.append((ours, string))
            else:
                counts["the others differ"] += 1
        print(f"{name}: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()))
        for ours, string in sorted(examples, key=lambda example: len(example[1]))[:5]:
            print(f"    sluice alone says {'valid' if ours is True else 'invalid' if ours is False else ours}: {json.dumps(string)}")
        sys.stdout.flush()
    for engine in engines:
        engine.stop()


main()
