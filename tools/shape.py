"""Print the longest files and functions and the weight of each floor: a mirror, not a gate."""

import argparse
import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "sunhall"
SHOWN, LONG_FILE, LONG_FUNCTION = 12, 200, 40
# From the ground up, as in docs/house.md.
FLOORS = (
    "ground",
    "clocks places people directory",
    "knowledge",
    "matters",
    "hotline",
    "portal workbench supervision reports sunshine",
    "api",
    "config",
)


def main() -> None:
    """Print it."""
    argparse.ArgumentParser("python -m tools.shape", description=__doc__).parse_args()
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in sources()}
    show(f"files of more than {LONG_FILE} lines", long_files(lines))
    show(f"functions of more than {LONG_FUNCTION} lines", long_functions(lines))
    print("\nfloors, the highest first")
    for floor in reversed(FLOORS):
        print(f"  {floor:<40} {sum(weight(lines, room) for room in floor.split()):>7,} lines")


def sources() -> list[Path]:
    """Our own files that run: tests and migrations are as long as they are."""
    apart = {"tests", "migrations"}
    return [path for path in sorted(PACKAGE.rglob("*.py")) if not apart & set(path.parts)]


def weight(lines: dict[Path, int], room: str) -> int:
    """The lines of one room."""
    return sum(n for path, n in lines.items() if path.relative_to(PACKAGE).parts[0] == room)


def long_files(lines: dict[Path, int]) -> Iterator[tuple[int, str]]:
    """Length and name of each file that is too long."""
    for path, n in lines.items():
        if n > LONG_FILE:
            yield n, str(path.relative_to(PACKAGE))


def long_functions(lines: dict[Path, int]) -> Iterator[tuple[int, str]]:
    """Length and place of each function that is too long."""
    for path in lines:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
                length = node.end_lineno - node.lineno + 1
                if length > LONG_FUNCTION:
                    yield length, f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"


def show(title: str, found: Iterator[tuple[int, str]]) -> None:
    """Print the longest ones."""
    ranked = sorted(found, reverse=True)
    print(f"\n{title}: {len(ranked)}")
    for length, name in ranked[:SHOWN]:
        print(f"  {length:>5}  {name}")


if __name__ == "__main__":
    main()
