#!/usr/bin/env python3
"""How fast pages are read, beside other readers in the same run. Called by `run`, which prepares everything.

    speed.py SLUICE CACHE [--data ../shared] [--runs 5]

All pages of the quality measure lie in one folder. CPU is user and system time of the whole process, with reading and
writing the files; of several runs, which go round all contestants before the next begins, the lowest time and the highest
memory count. The exit code is 1 if sluice needs more memory than 8 times the largest page for each thread and 30 MB.
"""
import argparse
import os
import platform
import shutil
import subprocess
import sys
import time

from measure import SETS, unpack

HERE = os.path.dirname(os.path.abspath(__file__))


def contestants(sluice, cache, pages, output):
    python, rivals = f"{cache}/venv/bin/python", f"{HERE}/rivals"
    text = [*sluice, "--content", "full", "--output", output, pages]
    found = {
        "libxml2, SAX": [f"{cache}/libxml2_pages", "sax", pages],
        "libxml2, DOM": [f"{cache}/libxml2_pages", "dom", pages],
    }
    if os.path.basename(sluice[0]) == "sluice":
        found["sluice, one thread"] = [*text, "--quiet", "--jobs", "1"]
        found["sluice, two threads"] = [*text, "--quiet", "--jobs", "2"]
    else:
        found["sluice, one thread"] = text
    for name in ("html-text", "trafilatura"):
        found[name] = [python, f"{rivals}/reader.py", name, "--output", output, pages]
    return found


def run_once(command, output):
    """CPU seconds, wall seconds, peak MB; GNU time starts it, since a child of Python counts Python's memory."""
    shutil.rmtree(output, ignore_errors=True)
    os.mkdir(output)
    peak = f"{output}.peak"
    start = time.monotonic()
    process = subprocess.Popen(["/usr/bin/time", "--quiet", "--format", "%M", "--output", peak, *command],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    errors = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {errors.decode(errors='replace')[-2000:]}")
    with open(peak) as text:
        return used.ru_utime + used.ru_stime, wall, int(text.read()) / 1024


def machine():
    try:
        model = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor()
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sluice", help="the command that reads, for one 'sluice text'")
    parser.add_argument("cache")
    parser.add_argument("--data", default="../shared")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    pages, output = f"{options.cache}/pages", f"{options.cache}/output"
    shutil.rmtree(pages, ignore_errors=True)
    os.mkdir(pages)
    for folder in SETS.values():
        unpack(os.path.join(options.data, folder), pages)
    sizes = [os.path.getsize(f"{pages}/{name}") for name in os.listdir(pages)]
    everyone = contestants(options.sluice.split(), options.cache, pages, output)
    best = {}
    for _ in range(options.runs):
        for who, command in everyone.items():
            cpu, wall, peak = run_once(command, output)
            known = best.get(who, (cpu, wall, peak))
            best[who] = (min(cpu, known[0]), min(wall, known[1]), max(peak, known[2]))
    total, largest = sum(sizes) / 1e6, max(sizes) / 1e6
    print(f"\n{machine()}; load average {os.getloadavg()[0]:.1f} (wall times need an idle machine)")
    print(f"{len(sizes)} pages, {total:.1f} MB, the largest {largest:.2f} MB; the best of {options.runs} runs\n")
    print("| | MB per CPU s | wall s | peak MB |\n|---|---|---|---|")
    for who, (cpu, wall, peak) in best.items():
        print(f"| {who} | {total / cpu:.0f} | {wall:.2f} | {peak:.0f} |")
    if "sluice, two threads" in best:
        one, two = best["sluice, one thread"][1], best["sluice, two threads"][1]
        print(f"\nTwo threads are {one / two:.2f} times as fast as one.")
    over = [f"{who} took {peak:.0f} MB" for who, (_, _, peak) in best.items() if who.startswith("sluice")
            and peak > (16 if "two" in who else 8) * largest * 1e6 / 2**20 + 30]
    print("\n".join(over) or "Memory is within 8 times the largest page for each thread and 30 MB.")
    sys.exit(1 if over else 0)


main()
