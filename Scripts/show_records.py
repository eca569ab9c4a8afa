"""Print records for a person to read: show_records.py SLUICE FOLDER RECORDS.jsonl

Each value stands beside the words of the document in which it was found (its evidence).
"""

import json
import subprocess
import sys
from pathlib import Path


class Written(str):
    """A number as it is written in the record."""


def leaves(value, pointer=""):
    """Yield (JSON Pointer, value) for all that is neither an object nor a filled array."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from leaves(member, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list) and value:
        for index, element in enumerate(value):
            yield from leaves(element, f"{pointer}/{index}")
    else:
        yield pointer, value


def source(text: bytes, spans) -> str:
    start, end = spans[0]
    quote = " ".join(text[start:end].decode("utf-8", "replace").split())
    return f"{start}-{end} {quote}"


def main() -> None:
    sluice, folder, records = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    for line in records.read_text(encoding="utf-8").split("\n")[:-1]:
        row = json.loads(line, parse_float=Written)
        path = folder / row["document"]
        text = subprocess.run([sluice, "text", str(path)], check=True, stdout=subprocess.PIPE).stdout
        evidence, ungrounded = row.get("evidence", {}), row.get("ungrounded", [])
        print(f"\n{path}")
        for pointer, value in leaves(row["record"]):
            shown = value if isinstance(value, Written) else json.dumps(value, ensure_ascii=False)
            if pointer in evidence:
                shown = f"{shown:<44}  {source(text, evidence[pointer])}"
            elif pointer in ungrounded:
                shown = f"{shown:<44}  not found in the document"
            print(f"  {pointer[1:]:<26}  {shown}".rstrip())
    failures = records.with_suffix(".failures.jsonl")
    for line in failures.read_text(encoding="utf-8").split("\n")[:-1] if failures.exists() else []:
        row = json.loads(line)
        print(f"\n{folder / row['document']}\n  no record: {row['kind']}: {row['message']}")


main()
