"""What `--drop-repeated` saves on folders of pages of one site each, and whether a value is lost with it.

    repeated.py --reader "sluice text" [--data ../shared] [--misses]

The pages of each SWDE site stand in a folder of their own, as a crawl leaves them. Exits with 1 where less than .995
of the gold values stand in the text that is left.
"""
import argparse, os, shlex, subprocess, sys, tempfile

from measure import SETS, lines, unpack, values

FLOOR = 0.995


def folders(flat, root):
    """Moves SITE-0001.html into the folder SITE."""
    for name in os.listdir(flat):
        site = os.path.join(root, name.rsplit("-", 1)[0])
        os.makedirs(site, exist_ok=True)
        os.rename(os.path.join(flat, name), os.path.join(site, name))


def texts(reader, options, pages, output):
    command = shlex.split(reader) + options + ["--output", output, pages]
    result = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"{reader}: {result.stderr[-2000:]}")
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                found[name.removesuffix(".md").removesuffix(".html")] = file.read()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", required=True)
    parser.add_argument("--data", default="../shared")
    parser.add_argument("--misses", action="store_true", help="list what was lost")
    options = parser.parse_args()
    source = os.path.join(options.data, SETS["swde"])
    gold, misses = lines(os.path.join(source, "gold.jsonl")), []
    with tempfile.TemporaryDirectory() as root:
        flat, pages, whole, shorter = (os.path.join(root, part) for part in ("flat", "pages", "whole", "shorter"))
        for part in (flat, pages, whole, shorter):
            os.mkdir(part)
        unpack(source, flat)
        folders(flat, pages)
        before = texts(options.reader, [], pages, whole)
        after = texts(options.reader, ["--drop-repeated"], pages, shorter)
    found, total = values(gold, after, misses)
    if options.misses:
        print("\n".join(misses))
    print(f"values {found / total:.4f}")
    for site in sorted({name.rsplit("-", 1)[0] for name in before}):
        sums = [sum(len(text) for name, text in side.items() if name.startswith(site + "-")) for side in (before, after)]
        print(f"{site:24} {sums[0]:9} {sums[1]:9} {1 - sums[1] / sums[0]:7.3f} saved")
    sums = [sum(map(len, side.values())) for side in (before, after)]
    print(f"{'all':24} {sums[0]:9} {sums[1]:9} {1 - sums[1] / sums[0]:7.3f} saved")
    sys.exit(1 if found / total < FLOOR else 0)


if __name__ == "__main__":
    main()
