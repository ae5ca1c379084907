"""Import division codes: the national lists, or a county's own villages and household groups.

Each file is a CSV, plain or gzipped, with the columns code and name; others are ignored. Files
may be given in any order. Importing twice changes nothing; rows that cannot be taken are listed
with line, column and reason.
"""

import argparse
import json
import sys
from pathlib import Path

from sunhall.ground.access.actor import SYSTEM
from sunhall.places import actions, queries
from sunhall.places.rules import read_divisions

SUMMARY = "import division codes, villages and household groups"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which lists, and whether to write."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help="compare only, write nothing")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")


def run(args: argparse.Namespace) -> int:
    """Take the lists in as one; 1 when rows were rejected."""
    rows = [row for file in args.files for row in read_divisions(file.read_bytes())]
    source = ", ".join(file.name for file in args.files)
    if args.dry_run:
        plan = queries.plan_import(rows)
    else:
        plan = actions.import_divisions(rows, by=SYSTEM, source=source)
    for bad in plan.errors:
        sys.stderr.write(f"第 {bad.line} 行 {bad.field}：{bad.reason}\n")
    told = {
        "rows": len(rows),
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "rejected": [
            {"row": bad.line, "field": bad.field, "reason": bad.reason} for bad in plan.errors
        ],
    }
    if args.json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        words = "新增 {new}，更名 {changed}，未变 {unchanged}"
        sys.stdout.write(f"{words.format(**told)}，未采用 {len(plan.errors)}\n")
    return 1 if plan.errors else 0
