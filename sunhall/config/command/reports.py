"""Make the reports 日报、周报、月度分析 of past periods from the journal (H9).

A report that is there and still tells what the journal tells is left as it is; where something was
entered or imported since, a new version is drafted beside it. Nobody has approved what this makes.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.refusal import refuse
from sunhall.reports import actions, queries, rules

SUMMARY = "make the reports of past periods"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The kind of report, and one day or all periods between two."""
    parser.add_argument("--kind", choices=list(rules.KINDS), required=True)
    parser.add_argument(
        "--from", dest="first", required=True, metavar="DATE", type=_day,
        help="a day of the period",
    )  # fmt: skip
    parser.add_argument(
        "--to",
        dest="last",
        metavar="DATE",
        type=_day,
        help="a day of the last period; one unless told",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(args: argparse.Namespace) -> int:
    """Make one after another, the oldest first; each stands once it is printed."""
    last = args.last or args.first
    if last < args.first:
        raise refuse("结束日期不能早于开始日期", field="to")
    for span in _spans(args.kind, args.first, last):
        told = _made(args.kind, span)
        print(json.dumps(told, ensure_ascii=False) if args.json else _line(told), flush=True)
    return 0


def _made(kind: str, span: rules.Span) -> dict[str, Any]:
    there = queries.newest_of(kind, span)
    report = actions.make_report(kind, span.first, by=SYSTEM)
    return {
        "id": report.pk,
        "kind": kind,
        "first": f"{report.first}",
        "last": f"{report.last}",
        "version": report.version,
        "state": report.state,
        "is_new": there is None or there.pk != report.pk,
        "received": report.content["now"]["figures"]["received"][0],
        "digest": report.digest,
    }


def _line(told: dict[str, Any]) -> str:
    done = "已生成" if told["is_new"] else "与日志一致，未改"
    return (
        f"{rules.KINDS[told['kind']]}\t{told['first']} 至 {told['last']}\t第 {told['version']} 版\t"
        f"{rules.STATES[told['state']]}\t收到 {told['received']} 件\t{done}"
    )


def _spans(kind: str, first: date, last: date) -> Iterator[rules.Span]:
    day = first
    while day <= last:
        span = rules.span_of(kind, day)
        yield span
        day = span.last + timedelta(days=1)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as trouble:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date like 2026-01-31") from trouble
