#!/usr/bin/env python3
"""How well pages are read: what is kept of the values that people marked in them, and what it costs.

    measure.py --reader "sluice text" [--data ../shared] [--floors floors.json] [--only SET] [--misses]

The reader is run as `READER --content full|main --output DIR FOLDER` over a folder of pages, and must write one
`.md` for each. Four measures, all from 0 to 1:

  values   of the gold values, how many stand in the text; entities, case, Unicode form and punctuation don't count
  output   characters of text for each character of HTML, of all pages together
  cells    of the gold tables' cells, how many stand in one line with the first cell of their row, and, where the
           table has a header, under the right one
  body     main mode: F1 of the 4-grams of words against the body that people marked, mean of all pages
"""
import argparse, collections, gzip, html, json, os, re, shlex, subprocess, sys, tempfile, unicodedata

SETS = {
    "swde": "swde-sample/swde", "recipes": "swde-sample/recipes", "products": "swde-sample/products",
    "articles": "html-gold/aeb", "mixed": "html-gold/wcxb",
}
PUNCTUATION = re.compile(r"[^\w]+|_+")


def normal(text):
    text = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return PUNCTUATION.sub(" ", text).strip()


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def unpack(source, folder):
    """The pages as files; returns the characters of each."""
    sizes = {}
    for name in sorted(os.listdir(os.path.join(source, "html"))):
        with gzip.open(os.path.join(source, "html", name)) as file:
            data = file.read()
        page = name.removesuffix(".html.gz")
        sizes[page] = len(data.decode("utf-8", "replace"))
        with open(os.path.join(folder, page + ".html"), "wb") as file:
            file.write(data)
    return sizes


def read(reader, content, pages, output):
    command = shlex.split(reader) + ["--content", content, "--output", output, pages]
    result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"{reader}: {result.stderr[-2000:]}")
    texts = {}
    for name in os.listdir(output):
        with open(os.path.join(output, name), encoding="utf-8") as file:
            texts[name.removesuffix(".md").removesuffix(".html")] = file.read()
    return texts


def values(gold, texts, misses):
    found = total = 0
    for page in gold:
        text = f" {normal(texts.get(page['id'], ''))} "
        for name, value, visible in page.get("fields") or []:
            wanted = normal(value)
            if not wanted:
                continue
            total += 1
            if f" {wanted} " in text:
                found += 1
            else:
                misses.append(f"{page['id']}\t{name}\t{'visible' if visible else 'metadata'}\t{value[:120]}")
    return found, total


def output_tables(text):
    """The Markdown tables of a text: lists of rows of cells, the header first, None where there is none."""
    tables, rows = [], []
    for line in text.split("\n") + [""]:
        if line.lstrip("> ").startswith("|"):
            cells = re.split(r"(?<!\\)\|", line.strip().strip("> "))[1:-1]
            rows.append([cell.strip() for cell in cells])
        elif rows:
            tables.append(rows)
            rows = []
    result = []
    for rows in tables:
        ruled = len(rows) > 1 and all(re.fullmatch(r":?-+:?", cell) for cell in rows[1])
        header = [normal(cell) for cell in rows[0]] if ruled else None
        result.append((header, [[normal(cell) for cell in row] for row in rows[2 if ruled else 0:]]))
    return result


def cells(gold, texts, misses):
    found = total = 0
    for table in gold:
        text = texts.get(table["id"], "")
        one_line = [f" {normal(line)} " for line in text.split("\n")]
        tables = output_tables(text)
        headers = [normal(header) for header in table["headers"]] if table["headers"] else None
        for row in table["rows"]:
            first = normal(row[0])
            for column, cell in enumerate(row):
                wanted = normal(cell)
                if not wanted:
                    continue
                total += 1
                if headers and column < len(headers) and headers[column]:
                    header = headers[column]
                    kept = any(
                        top and any(
                            first in line and any(
                                value == wanted and index < len(top) and top[index] == header
                                for index, value in enumerate(line))
                            for line in body)
                        for top, body in tables)
                else:
                    kept = any(f" {wanted} " in line and (not first or f" {first} " in line) for line in one_line)
                if kept:
                    found += 1
                else:
                    misses.append(f"{table['id']}\tcell {column} of {row[0][:40]!r}\t{cell[:80]!r}")
    return found, total


def grams(text):
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    return collections.Counter(zip(*(words[i:] for i in range(4)))) if len(words) >= 4 else collections.Counter([tuple(words)])


def bodies(gold, texts, misses):
    by_type = collections.defaultdict(list)
    for page in gold:
        if not page.get("body"):
            continue
        wanted, given = grams(page["body"]), grams(texts.get(page["id"], ""))
        same = sum((wanted & given).values())
        precision, recall = same / max(1, sum(given.values())), same / max(1, sum(wanted.values()))
        f1 = 2 * precision * recall / (precision + recall) if same else 0.0
        by_type[page["type"]].append(f1)
        if f1 < 0.8:
            misses.append(f"{page['id']}\t{page['type']}\tF1 {f1:.2f}\tprecision {precision:.2f}\trecall {recall:.2f}")
    return by_type


def mean(numbers):
    return sum(numbers) / len(numbers) if numbers else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", required=True)
    parser.add_argument("--data", default="../shared")
    parser.add_argument("--floors")
    parser.add_argument("--misses", action="store_true", help="list what was lost")
    parser.add_argument("--only", help="one set")
    options = parser.parse_args()
    figures, misses = {}, []
    table_counts = [0, 0]
    mixed_pages, article_pages = [], []
    for name, folder in SETS.items():
        if options.only and name != options.only:
            continue
        source = os.path.join(options.data, folder)
        if not os.path.isdir(source):
            sys.exit(f"no pages in {source}: give --data")
        gold = lines(os.path.join(source, "gold.jsonl"))
        tables = lines(os.path.join(source, "tables.jsonl"))
        with tempfile.TemporaryDirectory() as root:
            pages, full, main_texts = (os.path.join(root, part) for part in ("pages", "full", "main"))
            for part in (pages, full, main_texts):
                os.mkdir(part)
            sizes = unpack(source, pages)
            texts = read(options.reader, "full", pages, full)
            found, total = values(gold, texts, misses)
            figures[f"{name}.values"] = found / total if total else None
            figures[f"{name}.output"] = sum(map(len, texts.values())) / sum(sizes.values())
            figures[f"{name}.output.mean"] = mean([len(texts.get(page, "")) / size for page, size in sizes.items()])
            kept, all_cells = cells(tables, texts, misses)
            table_counts[0] += kept
            table_counts[1] += all_cells
            if any(page.get("body") for page in gold):
                by_type = bodies(gold, read(options.reader, "main", pages, main_texts), misses)
                for kind, scores in by_type.items():
                    figures[f"{name}.body.{kind}"] = mean(scores)
                figures[f"{name}.body"] = mean([score for scores in by_type.values() for score in scores])
    if table_counts[1]:
        figures["cells"] = table_counts[0] / table_counts[1]
    figures = {name: value for name, value in figures.items() if value is not None}
    if options.misses:
        print("\n".join(misses))
    for name, value in figures.items():
        print(f"{name:24} {value:.4f}")
    if options.floors:
        sys.exit(0 if hold(options.floors, figures, options.only is None) else 1)


def hold(path, figures, is_all):
    """True if no figure is under its floor or over its ceiling. A figure that is pinned must be there, but for --only."""
    with open(path, encoding="utf-8") as file:
        floors = json.load(file)
    broken = []
    for kind, words in (("atLeast", "at least"), ("atMost", "at most")):
        for name, bound in floors[kind].items():
            value = figures.get(name)
            if value is None:
                if is_all:
                    broken.append(f"{name} was pinned and is not there")
            elif value < bound if kind == "atLeast" else value > bound:
                broken.append(f"{name} is {value:.4f}, {words} {bound} was pinned")
    print("\n".join(broken) or "all floors hold")
    return not broken


if __name__ == "__main__":
    main()
