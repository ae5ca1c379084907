"""How fast history is imported and counted: `python -m tools.bench.imports [FILE …]`.

Each file goes into a fresh SQLite county with full durability, through the command itself.
Prints seconds, processor seconds and rows a second; then the same file again, and the figures.
Without arguments it takes the real exports beside the project.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared/data"
REAL = (
    DATA / "teddy2020c/附件4_前2000.csv.gz",
    DATA / "teddy2020c/附件3.csv.gz",
    DATA / "fuzhou12345/fuzhou12345_rivers.csv.gz",
    DATA / "sf311/sf311_10000.csv.gz",
)
MOST_SECONDS = {"附件4_前2000.csv.gz": 60}


@dataclass(frozen=True)
class Ran:
    """One run of the command."""

    said: str
    seconds: float
    busy: float


def run(env: dict[str, str], *words: str) -> Ran:
    """Run `sunhall` and measure it from outside."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "sunhall.config.command", *words],
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(done.stdout, seconds, busy)


def measure(file: Path) -> list[str]:
    """Import one file twice and count; lines to print."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "SUNHALL_VAR": folder, "PYTHONPATH": str(ROOT)}
        env["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        env.pop("SUNHALL_DEMO", None)
        run(env, "setup")
        words = ("import", "requests", str(file), "--json", "--rejects", f"{folder}/rejects.csv")
        first, again = run(env, *words), run(env, *words)
        counted = run(env, "figures", "--from", "2005-01-01", "--to", "2026-12-31", "--json")
    said, figures = json.loads(first.said), json.loads(counted.said)
    most = MOST_SECONDS.get(file.name)
    limit = f"   (at most {most})" if most else ""
    rows = said["rows"]
    return [
        f"import: {file.name}, {rows} rows, {said['imported']} taken,"
        f" {len(said['rejected'])} rejected",
        f"  first time              {first.seconds:.1f} s, processor {first.busy:.1f} s{limit}",
        f"  a second                {rows / first.seconds:.0f} rows",
        f"  again, nothing new      {again.seconds:.1f} s",
        f"  figures                 {counted.seconds:.1f} s:"
        f" {figures['on_time']} on time, {figures['late']} late, rate {figures['on_time_rate']},"
        f" median {figures['median_working_days']}, p90 {figures['p90_working_days']}",
    ]


def main(arguments: list[str]) -> int:
    """Print the figures, or why there are none."""
    for file in [Path(word) for word in arguments] or REAL:
        if not file.exists():
            print(f"import: skipped, {file.name} is not there")
            continue
        print("\n".join(measure(file)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
