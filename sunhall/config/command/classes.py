"""Load a three-level class tree 三级分类表 from CSV or Excel (H2).

Two forms are read: three columns 一级分类, 二级分类, 三级分类, where a new one gets the next code
of its branch; or columns 代码 and 名称, where a code that is there gets the new name. A column
三步工作法 with 是 or 否 may stand beside either. Loading twice changes nothing; rows that cannot be
taken are listed with line, column and reason.
"""

import argparse
import json
import sys
from pathlib import Path

from sunhall.ground.access.actor import SYSTEM
from sunhall.hotline import actions, queries
from sunhall.hotline.rules import class_files

SUMMARY = "load the class tree of the hotline from CSV or Excel"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which table, and whether to write."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help="compare only, write nothing")
    parser.add_argument(
        "--close-missing", action="store_true", help="close the classes that the table lacks"
    )
    parser.add_argument("--json", action="store_true", help="end with one JSON object")


def run(args: argparse.Namespace) -> int:
    """Load the table; 1 when rows were rejected."""
    rows = queries.read_classes(args.file)
    if args.dry_run:
        plan = queries.plan_classes(rows, closes_missing=args.close_missing)
    else:
        plan = actions.load_classes(
            rows, source=args.file.name, closes_missing=args.close_missing, by=SYSTEM
        )
    for bad in plan.errors:
        sys.stderr.write(f"第 {bad.row} 行 {bad.field}：{bad.reason}\n")
    if args.json:
        told = {what: plan.count(what) for what in class_files.CHANGES}
        told |= {"rows": len(rows), "unchanged": plan.unchanged, "rejected": len(plan.errors)}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        words = "，".join(f"{words} {n}" for words, n in plan.counts)
        sys.stdout.write(f"{words}，未变 {plan.unchanged}，未采用 {len(plan.errors)}\n")
    return 1 if plan.errors else 0
