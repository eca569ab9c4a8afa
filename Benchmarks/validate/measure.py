#!/usr/bin/env python3
"""Run sluice and its rivals in turn on each set and print a table. Called by `run`, which prepares everything.

The figures are the operating system's for the whole process: CPU is user and system time. Of several runs,
which go round all contestants before the next begins, the lowest CPU and wall time and the highest memory count.
"""
import argparse
import glob
import json
import os
import platform
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


# How each contestant says which lines are invalid: a reader of its standard output and error.

def plain_numbers(out, err):
    return [int(line) for line in open(out)]


def jsonl_lines(out, err):
    return [json.loads(line)["line"] for line in open(out)]


def blaze_entries(out, err):
    # It lists them in no order of the file.
    found = []
    for path in (out, err):
        for line in open(path, encoding="utf-8", errors="replace"):
            found += [int(number) for number in re.findall(r"^fail: .*\(entry #(\d+)\)", line)]
    return sorted(found)


def contestants(sluice, cache, name, schema, file):
    python = f"{cache}/venv/bin/python"
    blaze = glob.glob(f"{cache}/venv/lib/python*/site-packages/sourcemeta_jsonschema/jsonschema-*")
    with_jobs = "--jobs" in subprocess.run([sluice, "validate", "--help"], capture_output=True, text=True).stdout
    validate = [sluice, "validate", file, "--schema", schema, "--format", "jsonl"]
    floor, loop = f"{cache}/simdjson_lines", f"{HERE}/rivals/jsonschema_rs_loop.py"
    found = [("simdjson, parse alone, in blocks", [floor, file, "blocks"], None),
             ("simdjson, parse alone, file loaded", [floor, file, "loaded"], None)]
    if with_jobs:
        found += [("sluice --jobs 1", [*validate, "--jobs", "1"], jsonl_lines),
                  ("sluice --jobs 2", [*validate, "--jobs", "2"], jsonl_lines)]
    else:
        found += [("sluice (one thread)", validate, jsonl_lines)]
    found += [("jsonschema-rs with orjson", [python, loop, schema, file], plain_numbers)]
    if blaze:
        found += [("Blaze --fast", [blaze[0], "validate", schema, file, "--fast", "--format-assertion", "--continue"],
                   blaze_entries)]
    has_ajv = subprocess.run(["node", "-e", "require('ajv')"], capture_output=True,
                             env=os.environ | {"NODE_PATH": "/usr/share/nodejs"}).returncode == 0
    if name == "invoices" and has_ajv:
        found += [("ajv 6", ["node", f"{HERE}/rivals/ajv_loop.js", schema, file], plain_numbers)]
    return found


def run_once(command, out, err):
    """CPU seconds, wall seconds, peak MB, exit code.

    A process that Python starts counts Python's own memory as its peak, so GNU time starts it and reports the peak.
    """
    command = ["/usr/bin/time", "--quiet", "--format", "%M", "--output", f"{err}.peak", *command]
    with open(out, "wb") as stdout, open(err, "wb") as stderr:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL,
                                   env=os.environ | {"NODE_PATH": "/usr/share/nodejs"})
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    with open(f"{err}.peak") as text:
        peak = int(text.read()) / 1024
    return used.ru_utime + used.ru_stime, wall, peak, process.returncode


def verdict(read, code, expected, out, err):
    if read is None:
        return "" if code == 0 else f"exit {code}"
    try:
        found = read(out, err)
    except (OSError, ValueError, KeyError) as error:
        return f"unreadable: {error}"
    if found == expected:
        return "right"
    missed, extra = len(set(expected) - set(found)), len(set(found) - set(expected))
    return f"WRONG: {missed} missed, {extra} too many" if missed or extra else "WRONG: order"


def measure(sluice, cache, data, name, runs):
    schema, file = f"{HERE}/schemas/{name}.json", f"{data}/{name}.jsonl"
    expected = [int(line.split("\t")[0]) for line in open(f"{data}/{name}.labels.tsv", encoding="utf-8")]
    everyone = contestants(sluice, cache, name, schema, file)
    out, err = f"{cache}/stdout", f"{cache}/stderr"
    best, verdicts = {}, {}
    for _ in range(runs):
        for who, command, read in everyone:
            cpu, wall, peak, code = run_once(command, out, err)
            known = best.get(who, (cpu, wall, peak))
            best[who] = (min(cpu, known[0]), min(wall, known[1]), max(peak, known[2]))
            said = verdict(read, code, expected, out, err)
            if verdicts.get(who) in (None, "right"):
                verdicts[who] = said
    size = os.path.getsize(file)
    with open(file, "rb") as lines:
        count = sum(1 for _ in lines)
    print(f"\n{name}: {count:,} lines, {size / 1e6:.1f} MB, {len(expected):,} invalid; the best of {runs} runs\n")
    floor = best["simdjson, parse alone, in blocks"][0]
    loaded = best["simdjson, parse alone, file loaded"][0]
    leader = best["jsonschema-rs with orjson"][0]
    print("| | CPU s | wall s | peak MB | × simdjson in blocks | × simdjson loaded | × jsonschema-rs | invalid lines |")
    print("|---|---|---|---|---|---|---|---|")
    for who, (cpu, wall, peak) in best.items():
        print(f"| {who} | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {cpu / floor:.1f} | {cpu / loaded:.1f} | "
              f"{cpu / leader:.2f} | {verdicts[who]} |")
    if "sluice --jobs 2" in best:
        print(f"\nTwo threads' wall time is {best['sluice --jobs 2'][1] / best['sluice --jobs 1'][1]:.2f} of one thread's.")
    sys.stdout.flush()
    return all(said in ("", "right") for who, said in verdicts.items() if who.startswith("sluice"))


def first_answer(sluice, cache, data, runs):
    """From the start of the process to the answer for one line."""
    with open(f"{data}/invoices.jsonl", "rb") as lines, open(f"{cache}/one.jsonl", "wb") as one:
        one.write(lines.readline())
    command = [sluice, "validate", f"{cache}/one.jsonl", "--schema", f"{HERE}/schemas/invoices.json"]
    results = [run_once(command, f"{cache}/stdout", f"{cache}/stderr") for _ in range(4 * runs)]
    print(f"\nStart to the answer for one line: {1000 * min(r[1] for r in results):.1f} ms wall, "
          f"{1000 * min(r[0] for r in results):.1f} ms CPU, {max(r[2] for r in results):.0f} MB")


def machine():
    try:
        model = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor()
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sluice")
    parser.add_argument("cache")
    parser.add_argument("data")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    print(f"\n{machine()}; load average {os.getloadavg()[0]:.1f} (wall times need an idle machine)")
    right = [measure(arguments.sluice, arguments.cache, arguments.data, name, arguments.runs) for name in arguments.sets]
    first_answer(arguments.sluice, arguments.cache, arguments.data, arguments.runs)
    sys.exit(0 if all(right) else 1)


main()
