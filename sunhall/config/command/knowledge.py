"""Load articles of the knowledge base 知识 from CSV or Excel (H12).

Columns 标题, 问题, 答案, 依据, 有效期至, 维护单位 must be there; 群众怎么说, 生效日期, 是否公开
may be. Every good row becomes a draft that waits for review, nothing is published unread. Twice
changes nothing; rows that cannot be taken are listed with line, column and reason.
"""

import argparse
import json
import sys
from pathlib import Path

from sunhall.ground.access.actor import SYSTEM
from sunhall.knowledge import actions, queries

SUMMARY = "load articles of the knowledge base from CSV or Excel"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which table, and whether to write."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help="compare only, write nothing")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")


def run(args: argparse.Namespace) -> int:
    """Load the table; 1 when rows were rejected."""
    rows = queries.read_table(args.file)
    if args.dry_run:
        plan = queries.plan_articles(rows)
    else:
        plan = actions.load_articles(rows, source=args.file.name, by=SYSTEM)
    for bad in plan.errors:
        sys.stderr.write(f"第 {bad.row} 行 {bad.field}：{bad.reason}\n")
    told = {
        "rows": len(rows),
        "new": len(plan.new),
        "unchanged": plan.unchanged,
        "rejected": len(plan.errors),
    }
    if args.json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(
            f"新增待审核 {told['new']}，未变 {told['unchanged']}，未采用 {told['rejected']}\n"
        )
    return 1 if plan.errors else 0
