"""The plan of the house, read from the import contracts: floors from the top down."""

import configparser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "sunhall"


def contract(name: str, key: str) -> list[str]:
    """The lines under one key of one import-linter contract."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser[f"importlinter:contract:{name}"][key].split("\n")[1:]


def floors() -> dict[str, int]:
    """Package → height; the ground is 0."""
    rows = list(reversed(contract("floors", "layers")))
    return {name.strip(" ()"): height for height, row in enumerate(rows) for name in row.split("|")}


def domains() -> list[str]:
    """Every domain that stands: a package with rooms."""
    return [line.removeprefix("sunhall.") for line in contract("rooms", "containers")]


def modules(*rooms: str) -> list[Path]:
    """Python files of these rooms in every domain."""
    found = []
    for domain in domains():
        for room in rooms:
            found += [PACKAGE / domain / f"{room}.py", *(PACKAGE / domain / room).rglob("*.py")]
    return [path for path in found if path.exists()]


def sources() -> list[Path]:
    """Every Python file of the product, without tests and migrations."""
    return [
        path
        for path in PACKAGE.rglob("*.py")
        if not {"tests", "migrations"} & set(path.relative_to(PACKAGE).parts)
    ]
