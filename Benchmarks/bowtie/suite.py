#!/usr/bin/env python3
"""Feed the official JSON Schema test suite to a harness that speaks Bowtie's protocol, and count its answers.

    suite.py SUITE HARNESS [ARGUMENT ...]

SUITE is a folder with tests/ and remotes/. The exit code is 0 when every answer is right.
"""
import collections
import glob
import json
import os
import subprocess
import sys

DRAFTS = {
    "draft4": "http://json-schema.org/draft-04/schema#", "draft6": "http://json-schema.org/draft-06/schema#",
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}


def read(path):
    """The file with its numbers kept: json.dumps would write 1e400 as Infinity and 1.0e5 in another way."""
    with open(path, encoding="utf-8") as text:
        return json.load(text, parse_float=Number, parse_int=Number)


class Number(float):
    def __new__(cls, text):
        number = super().__new__(cls, text)
        number.text = text
        return number


def write(value):
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{write(member)}" for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value)


class Harness:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        answer = self.ask({"cmd": "start", "version": 1})
        assert answer["ready"] is True and answer["version"] == 1, answer
        self.dialects = answer["implementation"]["dialects"]

    def ask(self, command):
        self.process.stdin.write(write(command).encode() + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"The harness ended with {self.process.wait()} at: {write(command)[:2000]}")
        return json.loads(line)

    def stop(self):
        self.process.stdin.write(b'{"cmd":"stop"}\n')
        self.process.stdin.close()
        return self.process.wait()


def main(suite, *command):
    remotes = {}
    for path in glob.glob(f"{suite}/remotes/**/*.json", recursive=True):
        remotes["http://localhost:1234/" + os.path.relpath(path, f"{suite}/remotes")] = read(path)
    all_right = True
    for folder, options in (("", []), ("optional", []), ("optional/format", ["--assert-formats"])):
        harness, asserting = Harness([*command, *options]), Harness([*command, "--assert-formats"])
        for draft, dialect in DRAFTS.items():
            for each in (harness, asserting):
                assert each.ask({"cmd": "dialect", "dialect": dialect}) == {"ok": True}
            counts, examples = collections.Counter(), []
            for path in sorted(glob.glob(f"{suite}/tests/{draft}/{folder}/*.json")):
                for number, group in enumerate(read(path)):
                    tests = [{"description": test["description"], "instance": test["data"]} for test in group["tests"]]
                    case = {"description": group["description"], "schema": group["schema"], "tests": tests,
                            "registry": remotes}
                    # What strings hold may be checked in draft 7, and is where formats are.
                    chosen = asserting if path.endswith("optional/content.json") else harness
                    answer = chosen.ask({"cmd": "run", "seq": number, "case": case})
                    assert answer["seq"] == number, answer
                    results = answer.get("results") or [answer] * len(tests)
                    assert len(results) == len(tests), answer
                    for test, result in zip(group["tests"], results):
                        kind = ("skipped" if result.get("skipped") else "errored" if result.get("errored")
                                else "right" if result["valid"] == test["valid"] else "wrong")
                        counts[kind] += 1
                        if kind != "right":
                            examples.append(f"    {kind}: {os.path.basename(path)}: {group['description']}: "
                                            f"{test['description']} {result.get('context', result.get('message', ''))}")
            if counts:
                said = ", ".join(f"{counts[kind]} {kind}" for kind in ("wrong", "errored", "skipped") if counts[kind])
                print(f"{draft}/{folder}".rstrip("/") + f": {counts['right']} of {counts.total()}{', ' + said if said else ''}")
                print("\n".join(examples[:5]), end="\n" if examples else "")
            all_right = all_right and counts.total() == counts["right"]
        assert harness.stop() == 0 and asserting.stop() == 0
    sys.exit(0 if all_right else 1)


main(*sys.argv[1:])
