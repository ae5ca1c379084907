"""Print the figures of a period by local day of receipt (D2; norms 1.5)."""

import argparse
import json
from datetime import date

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline.queries.figures import figures as request_figures
from sunhall.matters.queries.figures import Figure, Period, Report, figures
from sunhall.matters.queries.kinds import all_kinds

SUMMARY = "print the figures of a period"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The period and the kind."""
    parser.add_argument("--from", dest="first", required=True, metavar="DATE", type=_day)
    parser.add_argument("--to", dest="last", required=True, metavar="DATE", type=_day)
    parser.add_argument("--kind", default="request")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print."""
    kinds = [kind.code for kind in all_kinds()]
    if args.kind not in kinds:
        raise refuse(
            "没有“{kind}”这类事项；可以选：{known}",
            field="kind",
            kind=args.kind,
            known="、".join(kinds),
        )
    period = Period(args.first, args.last)
    compute = request_figures if args.kind == "request" else figures
    report = compute(SYSTEM, period, args.kind)
    print(_as_json(report) if args.json else _as_table(report))
    return 0


def _as_json(report: Report) -> str:
    head = {
        "from": f"{report.period.first}",
        "to": f"{report.period.last}",
        "kind": report.kind,
        "as_of": report.as_of.astimezone(LOCAL).isoformat(timespec="seconds"),
    }
    n = {name: figure.n for name, figure in report.figures.items() if figure.definition.denominator}
    return json.dumps(head | report.values() | {"n": n}, ensure_ascii=False)


def _as_table(report: Report) -> str:
    at = report.as_of.astimezone(LOCAL)
    lines = [f"{report.period.first} 至 {report.period.last} 收到，统计时刻 {at:%F %T}"]
    lines += [_line(figure) for figure in report.figures.values()]
    return "\n".join(lines)


def _line(figure: Figure) -> str:
    shown = "—" if figure.value is None else f"{figure.value}"
    if figure.definition.is_rate and figure.value is not None:
        shown = f"{figure.value:.2%}"
    rests = f"（n={figure.n}）" if figure.definition.denominator else ""
    return f"{figure.definition.words}\t{shown}{rests}\t{figure.definition.meaning}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as trouble:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date like 2026-01-31") from trouble
