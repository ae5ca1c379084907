"""Find the hot issues 热点问题 in a table of messages (H9, H13; 002).

Groups messages about one matter in one place and says which place and words they share, how many
messages and persons there are, how hot the issue was on a day, and whether it grew beyond what its
past foretold. Messages after that day are left out, so that any past day can be computed again.
"""

import argparse
import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from sunhall.config.command.columns import columns_of
from sunhall.ground.kit.refusal import refuse
from sunhall.ground.kit.table import guarded
from sunhall.hotline.rules.hot import WEIGHTS, growth, heat
from sunhall.hotline.rules.hot.group import Issue, group
from sunhall.hotline.rules.hot.material import read_messages

SUMMARY = "find the hot issues in a file of messages"
FIELDS = ("text", "time", "subject", "place", "person", "key", "likes", "dislikes")
NAMES = (
    *("heat", "place", "words", "count", "persons", "first", "last"),
    *("window", "expected", "alarm", "messages"),
)
LISTS = ("words", "messages")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to group, by which columns, on which day."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="field=header",
        help=f"one of {', '.join(FIELDS)}; text and time are needed",
    )
    parser.add_argument("--on", type=_day, metavar="DATE", help="the day of the last message")
    parser.add_argument(
        "--least", type=int, default=3, help="messages an issue needs; 3 unless told"
    )
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--json", action="store_true", help="print one JSON object")
    way.add_argument("--out", type=Path, metavar="CSV")


def run(args: argparse.Namespace) -> int:
    """Group, hottest first; a file is written whole or not at all."""
    if args.least < 2:
        raise refuse("一个热点至少要有 2 条诉求", field="least")
    columns = columns_of(args.column, need=("text", "time"), fields=FIELDS)
    material = read_messages(args.file, columns)
    on = args.on or max(one.day for one in material.messages)
    known = [one for one in material.messages if one.day <= on]
    found = [told(issue, on) for issue in group(known, least=args.least)]
    found.sort(key=lambda one: (-one["heat"], one["first"], one["messages"]))
    if args.json:
        head: dict[str, Any] = {"on": f"{on}", "weights": WEIGHTS.version, "source": WEIGHTS.source}
        head |= {"messages": len(known), "left_out": material.left_out}
        print(json.dumps(head | {"issues": found}, ensure_ascii=False))
    else:
        _write(args.out, found)
        sys.stderr.write(f"{len(known)} 条诉求中有 {len(found)} 个热点：{args.out}\n")
    if material.left_out:
        sys.stderr.write(f"{len(material.left_out)} 行没有内容或时间看不懂，没有计入\n")
    return 0


def told(issue: Issue, on: date) -> dict[str, Any]:
    """What is said about an issue: never the words of a single person."""
    seen = growth(issue.messages, on)
    return {
        "heat": heat(issue.messages, on),
        "place": issue.place,
        "words": list(issue.words),
        "count": len(issue.messages),
        "persons": len({one.person or one.key for one in issue.messages}),
        "first": f"{issue.messages[0].day}",
        "last": f"{issue.messages[-1].day}",
        "window": seen.count,
        "expected": seen.expected,
        "alarm": seen.alarm,
        "messages": [one.key for one in issue.messages],
    }


def _write(path: Path, found: list[dict[str, Any]]) -> None:
    draft = path.with_name(path.name + ".part")
    with draft.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(NAMES)
        for one in found:
            listed = {name: " ".join(one[name]) for name in LISTS}
            table.writerow([guarded(str((one | listed)[name])) for name in NAMES])
    draft.replace(path)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: YYYY-MM-DD") from None
