"""`sluice extract` against a real server, the local model of `make demo` (run that once before): local_model.py BIN-FOLDER [CASE …]

A schema that the server can't take, a prompt that is too long for it, a client that goes away, a server that stops in the middle.
DEMO names the folder with the model and its Python environment (.demo).
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sluice = pathlib.Path(sys.argv[1]) / "sluice"
chosen = sys.argv[2:]
demo = pathlib.Path(os.environ.get("DEMO", ".demo"))
root = pathlib.Path(__file__).resolve().parents[2]
misses = []


def must(holds, what):
    if not holds:
        misses.append(what)
        print(f"  DOES NOT HOLD: {what}", flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, port):
        self.port = port
        self.url = f"http://127.0.0.1:{port}/v1"
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [demo / "venv/bin/python", root / "Scripts/serve_model.py", next((demo / "model").glob("*.gguf")), str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2)
                return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        sys.exit("the model server did not start")

    def stop(self):
        self.process.kill()
        self.process.wait()


def simple_schema(**more):
    properties = {"number": {"type": "string", "maxLength": 20}, "total": {"type": ["number", "null"]}, **more}
    return {"title": "Invoice", "type": "object", "properties": properties, "required": ["number", "total"],
            "additionalProperties": False}


def invoices(folder, count):
    os.makedirs(f"{folder}/in", exist_ok=True)
    for i in range(count):
        pathlib.Path(f"{folder}/in/{i:03}.txt").write_text(
            f"Invoice INV-{100 + i}\n\nFor services in the month of March.\n\nTotal {10 + i}.50 EUR\n")


def start(folder, server, schema, *options):
    pathlib.Path(f"{folder}/schema.json").write_text(json.dumps(schema))
    return subprocess.Popen(
        [sluice, "extract", f"{folder}/in", "--schema", f"{folder}/schema.json", "--output", f"{folder}/out.jsonl",
         "--fresh", "--base-url", server.url, "--model", "local", "--concurrency", "2", "--max-output-tokens", "200",
         *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(name, folder, process, documents, began, limit=400):
    try:
        output, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
        output += f"\n(killed after {limit} s)"
    path = pathlib.Path(f"{folder}/out.jsonl")
    lines = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    names = {line["document"] for line in lines}
    print(f"{name}: exit {process.returncode}, {len(names)} of {documents} documents, {time.monotonic() - began:.1f} s")
    print("  " + "\n  ".join(output.strip().splitlines()[-8:]), flush=True)
    must(process.returncode == 0, f"{name}: exit code {process.returncode}")
    must(len(names) == documents == len(lines), f"{name}: {len(names)} of {documents} documents, {len(lines)} lines")
    return lines


def case_schema(server):
    """Property schemas and references that llama.cpp refuses, in a schema that is in order."""
    shapes = {
        "a property that may be anything": simple_schema(extra=True),
        "a reference to the root": simple_schema(
            related={"anyOf": [{"$ref": "#"}, {"type": "null"}]}),
        "a lookbehind": simple_schema(code={"type": ["string", "null"], "pattern": "^(?<!x)[A-Za-z0-9 -]*$"}),
        "a conditional": {**simple_schema(), "if": {"required": ["total"]}, "then": {"properties": {"number": {"minLength": 1}}}},
    }
    for shape, schema in shapes.items():
        with tempfile.TemporaryDirectory() as folder:
            invoices(folder, 4)
            began = time.monotonic()
            finish(f"schema, {shape}", folder, start(folder, server, schema), 4, began)


def case_long(server):
    """A document of some 4,700 tokens for a window of 4,096, which the client is told is 32,768."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/in")
        filler = "\n\n".join(
            f"Section {i}. The parties confirm item {i} of the schedule and agree that it remains in force." for i in range(220))
        pathlib.Path(f"{folder}/in/long.txt").write_text(
            f"Invoice INV-77\n\nTotal 12.50 EUR\n\n{filler}\n")
        began = time.monotonic()
        finish("prompt too long", folder, start(folder, server, simple_schema(), "--context-tokens", "32768"), 1, began)


def case_away(server):
    """A client that is killed with requests under way: the next run is not held up."""
    with tempfile.TemporaryDirectory() as folder:
        invoices(folder, 6)
        process = start(folder, server, simple_schema())
        time.sleep(1)
        process.kill()
        process.communicate()
        began = time.monotonic()
        finish("after a client that went away", folder, start(folder, server, simple_schema()), 6, began)
        # Interrupted, a run keeps what is under way.
        process = start(folder, server, simple_schema())
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=60)
        kept = pathlib.Path(f"{folder}/out.jsonl.partial")
        lines = len(kept.read_text().splitlines()) if kept.exists() else 0
        print(f"interrupted after a second: exit {process.returncode}, {lines} records kept\n  {output.strip()}")
        must(process.returncode == 130, f"interrupted: exit code {process.returncode}")


def case_stop(server):
    """The server stops in the middle and is there again some seconds later."""
    with tempfile.TemporaryDirectory() as folder:
        invoices(folder, 12)
        began = time.monotonic()
        process = start(folder, server, simple_schema())
        partial = pathlib.Path(f"{folder}/out.jsonl.partial")
        while process.poll() is None and not (partial.exists() and partial.stat().st_size):
            time.sleep(0.05)
        server.stop()
        time.sleep(3)
        server.start()
        lines = finish("the server stopped in the middle", folder, process, 12, began)
        right = sum(line["record"]["number"] == f"INV-{100 + int(line['document'][:3])}" for line in lines)
        print(f"  {right} numbers are right")


server = Server(free_port()).start()
try:
    cases = {name.removeprefix("case_"): value for name, value in list(globals().items()) if name.startswith("case_")}
    for name in chosen or cases:
        cases[name](server)
finally:
    server.stop()
if misses:
    print("\nDoes not hold:\n" + "\n".join(f"- {miss}" for miss in misses))
    sys.exit(1)
print("\nAll of it holds.")
