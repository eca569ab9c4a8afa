"""The validators: each says of a schema and instances, all as JSON text, which are valid."""
import fractions
import json
import os
import subprocess
import tempfile

from texts import Number, dump


def exact(value):
    """A generated value in a form that is equal where JSON Schema says equal."""
    if isinstance(value, Number):
        mantissa, _, exponent = value.text.lower().partition("e")
        return ("number", fractions.Fraction(mantissa) * fractions.Fraction(10) ** int(exponent or 0))
    if isinstance(value, dict):
        return ("object", frozenset((key, exact(member)) for key, member in value.items()))
    if isinstance(value, list):
        return ("array", tuple(map(exact, value)))
    return (type(value).__name__, value)


class Harness:
    """A process that speaks Bowtie's protocol. One that dies is started again; the case that killed it is its error."""

    def __init__(self, name, command):
        self.name, self.command, self.process, self.dialect = name, command, None, None

    def judge(self, dialect, schema, instances):
        """A list of True, False or a text that says what went wrong; or one such text for the whole case."""
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=subprocess.DEVNULL)
            self.dialect = None
            self.ask('{"cmd":"start","version":1}')
        if dialect != self.dialect:
            self.ask(f'{{"cmd":"dialect","dialect":"{dialect}"}}')
            self.dialect = dialect
        tests = ",".join(f'{{"description":"","instance":{instance}}}' for instance in instances)
        answer = self.ask(f'{{"cmd":"run","seq":1,"case":{{"description":"","schema":{schema},"tests":[{tests}]}}}}')
        if answer is None:
            code = self.process.wait()
            return f"error: the process ended with {code}"
        if "results" not in answer:
            return f"error: {answer.get('message') or answer['context']['message']}"
        return [result["valid"] if "valid" in result else f"error: {result['context']['message']}" for result in answer["results"]]

    def ask(self, line):
        try:
            self.process.stdin.write(line.encode() + b"\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            return None
        return json.loads(answer) if answer else None

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait()


class Blaze:
    """The command line of Blaze, one process a schema."""

    def __init__(self, program, asserts_formats):
        self.name = "Blaze"
        self.folder = tempfile.TemporaryDirectory()
        self.options = ["--fast", "--continue", "--json"] + (["--format-assertion"] if asserts_formats else [])
        self.program = program

    def judge(self, dialect, schema, instances):
        with open(f"{self.folder.name}/schema.json", "w") as file:
            file.write(schema)
        with open(f"{self.folder.name}/instances.jsonl", "w") as file:
            file.writelines(f"{instance}\n" for instance in instances)
        command = [self.program, "validate", "schema.json", "instances.jsonl", *self.options, "--default-dialect", dialect]
        try:
            done = subprocess.run(command, capture_output=True, cwd=self.folder.name, timeout=20)
        except subprocess.TimeoutExpired:
            return "error: no answer in 20 s"
        verdicts, text, decoder = [], done.stdout.decode(errors="replace").strip(), json.JSONDecoder()
        while text.startswith("{"):
            try:
                found, end = decoder.raw_decode(text)
            except ValueError:
                break
            if "valid" in found:
                verdicts.append(found["valid"])
            text = text[end:].strip()
        if done.returncode not in (0, 2) or len(verdicts) != len(instances):
            return f"error: exit {done.returncode}: {(done.stderr + done.stdout).decode(errors='replace')[-300:].strip()}"
        return verdicts

    def stop(self):
        self.folder.cleanup()


def find_blaze(environment):
    """The program itself: the package's own command is a Python script around it."""
    for folder, _, files in os.walk(environment):
        for file in files:
            if file.startswith("jsonschema-") and folder.endswith("sourcemeta_jsonschema"):
                return os.path.abspath(os.path.join(folder, file))
    raise SystemExit(f"There is no Blaze in {environment}.")
