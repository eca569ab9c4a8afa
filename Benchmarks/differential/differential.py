#!/usr/bin/env python3
"""Ask sluice, jsonschema-rs and Blaze about the same generated schemas and instances, and list where they disagree.

    differential.py HARNESS ENVIRONMENT [--seed 1] [--cases 300] [--drafts 4,6,7,2019-09,2020-12]

HARNESS is the program bowtie-sluice, ENVIRONMENT a Python environment with jsonschema-rs and sourcemeta-jsonschema. Each
disagreement of sluice with another is made small by leaving out what isn't needed for it, and printed once a kind. Those in
known.py are counted with their reason. The exit code is 1 where one is left that isn't known.
"""
import argparse
import collections
import random
import re
import sys

import known
from engines import Blaze, Harness, find_blaze
from generate import DRAFTS, Generator
from texts import Number, dump


def smaller(value):
    """Each value that has one thing less than this one."""
    if isinstance(value, dict):
        for key in value:
            yield {other: member for other, member in value.items() if other != key}
        for key, member in value.items():
            for less in smaller(member):
                yield value | {key: less}
            if isinstance(member, dict) and member and key != "properties":
                yield value | {key: {}}
    elif isinstance(value, list):
        for at in range(len(value)):
            yield value[:at] + value[at + 1:]
        for at, element in enumerate(value):
            for less in smaller(element):
                yield value[:at] + [less] + value[at + 1:]
    elif isinstance(value, Number) and value.text != "0":
        yield Number("0")
    elif isinstance(value, str) and value:
        yield ""


def minimise(schema, instance, disagrees):
    """Leaves out whatever the disagreement survives."""
    changed, tries = True, 0
    while changed and tries < 600:
        changed = False
        for pairs in (((less, instance) for less in smaller(schema)), ((schema, less) for less in smaller(instance))):
            for less_schema, less_instance in pairs:
                tries += 1
                if tries > 600:
                    break
                if disagrees(less_schema, less_instance):
                    schema, instance, changed = less_schema, less_instance, True
                    break
    return schema, instance


class Comparison:
    def __init__(self, engines):
        self.engines = engines
        self.counts = collections.Counter()
        self.known = collections.Counter()
        self.found = []
        self.seen = set()

    def judge(self, engine, draft, schema, instances):
        return engine.judge(DRAFTS[draft], dump(schema, escaped=True), [dump(instance) for instance in instances])

    def compare(self, draft, schema, instances):
        ours, *others = self.engines
        verdicts = {engine.name: self.judge(engine, draft, schema, instances) for engine in self.engines}
        mine = verdicts[ours.name]
        self.counts["schemas"] += 1
        if not isinstance(mine, str):
            self.counts["valid"] += mine.count(True)
            self.counts["invalid"] += mine.count(False)
        for other in others:
            theirs = verdicts[other.name]
            if isinstance(mine, str) and isinstance(theirs, str):
                self.counts["refused by both"] += 1
                continue
            for at, instance in enumerate(instances):
                a = mine if isinstance(mine, str) else mine[at]
                b = theirs if isinstance(theirs, str) else theirs[at]
                self.counts["comparisons"] += 1
                if kind(a) != kind(b):
                    self.report(draft, schema, instance, other)
                    break

    def report(self, draft, schema, instance, other):
        ours = self.engines[0]

        def one(engine, schema, instance):
            verdict = self.judge(engine, draft, schema, [instance])
            return verdict if isinstance(verdict, str) else verdict[0]

        wanted = (kind(one(ours, schema, instance)), kind(one(other, schema, instance)))
        if wanted[0] == wanted[1]:
            self.counts["not repeated"] += 1
            return
        # A case made smaller must be a schema: what one refuses only then is another matter.
        small, rest = minimise(schema, instance, lambda s, i: (kind(one(ours, s, i)), kind(one(other, s, i))) == wanted)
        verdicts = {engine.name: one(engine, small, rest) for engine in self.engines}
        reason = known.reason(draft, small, rest, verdicts, other.name)
        if reason:
            self.known[f"{other.name}: {reason}"] += 1
            return
        shape = (other.name, wanted, words(small))
        if shape in self.seen:
            self.counts["more of a kind that was shown"] += 1
            return
        self.seen.add(shape)
        self.found.append(shape)
        print(f"\ndraft {draft}: sluice and {other.name} disagree\n  schema    {dump(small)}\n  instance  {dump(rest)}")
        for name, verdict in verdicts.items():
            print(f"  {name:14}{verdict}")
        sys.stdout.flush()


def kind(verdict):
    """True, False, or the first words of an error without what it quotes: making a case smaller must not lead to another."""
    return re.sub(r'"[^"]*"|[0-9]+', "", verdict)[:45] if isinstance(verdict, str) else verdict


def words(schema):
    """The keywords of a schema, at any depth: what kind of case it is."""
    if isinstance(schema, dict):
        return tuple(sorted(set(schema) | {word for member in schema.values() for word in words(member)}))
    if isinstance(schema, list):
        return tuple(sorted({word for element in schema for word in words(element)}))
    return ()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("harness")
    parser.add_argument("environment")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=300, help="schemas for each draft")
    parser.add_argument("--drafts", default=",".join(DRAFTS))
    parser.add_argument("--without-blaze", action="store_true", help="ten times as fast")
    arguments = parser.parse_args()
    failed = False
    for draft in arguments.drafts.split(","):
        engines = [Harness("sluice", [arguments.harness, "--every-way"]),
                   Harness("jsonschema-rs", [f"{arguments.environment}/bin/python", f"{sys.path[0]}/rs_harness.py"])]
        if not arguments.without_blaze:
            engines.append(Blaze(find_blaze(arguments.environment), asserts_formats=False))
        comparison = Comparison(engines)
        for number in range(arguments.cases):
            # Every case has a seed of its own, so that one can be repeated alone.
            r = random.Random(f"{arguments.seed} {draft} {number}")
            generator = Generator(r, draft, tricky=r.random() < 0.3)
            schema = generator.root()
            comparison.compare(draft, schema, [generator.instance(schema) for _ in range(8)])
        for engine in engines:
            engine.stop()
        print(f"\ndraft {draft}, seed {arguments.seed}: " + ", ".join(f"{count:,} {what}" for what, count in comparison.counts.items()))
        for reason, count in comparison.known.most_common():
            print(f"  known, {count} times: {reason}")
        print(f"  {len(comparison.found)} kinds of disagreement that are not known")
        failed = failed or bool(comparison.found)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
