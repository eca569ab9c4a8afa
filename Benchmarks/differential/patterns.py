#!/usr/bin/env python3
"""Ask sluice and node, whose regular expressions are ECMA-262's, about generated patterns and strings.

    patterns.py HARNESS [--seed 1] [--cases 5000]

The exit code is 1 where they disagree.
"""
import argparse
import json
import random
import subprocess
import sys

from engines import Harness
from generate import DRAFTS

LETTERS = ["a", "b", "c", "A", "B", "0", "1", "_", "-", " ", "é", "E\u0301", "ß", "ſ", "K", "😀", "٣", "\n", "\r", "\u2028", "\ufeff", "\u00a0"]
CLASSES = [r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", ".", r"\p{L}", r"\P{L}", r"\p{Lu}", r"\p{Nd}", r"\p{Script=Greek}", r"\p{ASCII}",
           r"\p{Letter}", r"\p{gc=Ll}", r"\p{Alphabetic}", r"\t", r"\n", r"\x41", r"\u0041", r"\u{1F600}", r"\ud83d\ude00", r"\cJ", r"\0", r"\/", r"\."]
QUANTIFIERS = ["*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "*?", "+?", "??", "{0}", "{1,3}?"]


class Patterns:
    def __init__(self, r):
        self.r = r

    def whole(self):
        self.groups = 0
        text = self.alternatives(3)
        return ("^" if self.r.random() < 0.4 else "") + text + ("$" if self.r.random() < 0.4 else "")

    def alternatives(self, depth):
        return "|".join(self.sequence(depth) for _ in range(self.r.choice((1, 1, 1, 2, 3))))

    def sequence(self, depth):
        return "".join(self.term(depth) for _ in range(self.r.choice((0, 1, 1, 2, 2, 3, 4))))

    def term(self, depth):
        way = self.r.random()
        if way < 0.06:
            return self.r.choice(["^", "$", r"\b", r"\B"])
        if way < 0.12 and depth > 0:
            return f"({self.r.choice(['?=', '?!', '?<=', '?<!'])}{self.alternatives(depth - 1)})"
        atom = self.atom(depth)
        return atom + (self.r.choice(QUANTIFIERS) if self.r.random() < 0.4 else "")

    def atom(self, depth):
        way = self.r.random()
        if way < 0.4:
            return self.r.choice(["a", "b", "c", "a", "b", "0", "-", "_", " ", "é", "😀", "B", "ß"])
        if way < 0.6:
            return self.r.choice(CLASSES)
        if way < 0.78:
            return self.character_class()
        if way < 0.82 and self.groups > 0:
            return rf"\{self.r.randint(1, self.groups)}"
        if depth <= 0:
            return "b"
        if self.r.random() < 0.5:
            return f"(?:{self.alternatives(depth - 1)})"
        self.groups += 1
        name = self.r.choice(["", f"?<n{self.groups}>"])
        return f"({name}{self.alternatives(depth - 1)})"

    def character_class(self):
        parts = [self.r.choice(["a-c", "a", "b", "0-9", r"\d", r"\W", r"\s", "é", "😀", r"\p{L}", r"\-", "_", r"\]", r"\^", "À-ſ", r"\b", "A-Z", "-"])
                 for _ in range(self.r.choice((0, 1, 1, 2, 3)))]
        return f"[{self.r.choice(['', '', '^'])}{''.join(parts)}]"

    def string(self):
        return "".join(self.r.choice(LETTERS[:6] if self.r.random() < 0.7 else LETTERS) for _ in range(self.r.randrange(7)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("harness")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=5000)
    arguments = parser.parse_args()
    ours = Harness("sluice", [arguments.harness, "--every-way"])
    node = subprocess.Popen(["node", f"{sys.path[0]}/patterns_node.js"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    agreed, refused, limited, found = 0, 0, 0, 0
    for number in range(arguments.cases):
        patterns = Patterns(random.Random(f"{arguments.seed} {number}"))
        pattern = patterns.whole()
        strings = [patterns.string() for _ in range(12)]
        if r"\B" in pattern:
            # V8 finds a place that is no word's boundary in the middle of a surrogate pair; ECMA-262 has none there.
            strings = [string.replace("😀", "ß") for string in strings]
        node.stdin.write(json.dumps({"pattern": pattern, "strings": strings}).encode() + b"\n")
        node.stdin.flush()
        theirs = json.loads(node.stdout.readline())
        if theirs is None:
            refused += 1  # by ECMA-262 with the u flag; what sluice takes beyond that is its choice
            continue
        schema = json.dumps({"$schema": DRAFTS["2020-12"], "pattern": pattern})
        verdicts = ours.judge(DRAFTS["2020-12"], schema, [json.dumps(string) for string in strings])
        if verdicts == theirs:
            agreed += len(strings)
            continue
        if "lookbehind" in str(verdicts):
            limited += 1  # PCRE2 looks behind over a fixed length only, and the schema's error says so
            continue
        found += 1
        if found > 20:
            continue
        at = None if isinstance(verdicts, str) else next(i for i in range(len(strings)) if verdicts[i] != theirs[i])
        print(f"pattern {json.dumps(pattern, ensure_ascii=False)}")
        print(f"    {verdicts}" if at is None else f"    {json.dumps(strings[at])}: sluice says {verdicts[at]}, node {theirs[at]}")
    node.stdin.close()
    ours.stop()
    print(f"patterns, seed {arguments.seed}: {agreed:,} agreed, {found} patterns with a disagreement, {refused} that are none, "
          f"{limited} that look behind over no fixed length and are refused")
    sys.exit(1 if found else 0)


main()
