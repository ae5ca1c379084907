"""Reports an actor may see, which are still to be made, and what a version was counted from."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound
from sunhall.reports import rules
from sunhall.reports.models import Report
from sunhall.reports.queries.content import counted, name_of
from sunhall.reports.queries.journal import last_entry, told


def reports_for(actor: Actor) -> QuerySet[Report]:
    """Reports: drafts for those who write and approve, sent ones for all who read them."""
    rows = Report.objects.order_by("-last", "-first", "-version")
    if actor.may("reports.write") or actor.may("reports.approve"):
        return rows
    return rows.filter(state=rules.APPROVED) if actor.may("reports.read") else rows.none()


def newest_for(actor: Actor, kind: str) -> QuerySet[Report]:
    """The newest version of each period that an actor may see."""
    rows = reports_for(actor).filter(kind=kind)
    newer = rows.filter(first=OuterRef("first"), version__gt=OuterRef("version"))
    return rows.exclude(Exists(newer.order_by()))


def report_for(actor: Actor, pk: int) -> Report:
    """One version of a report, or `NotFound`."""
    found = reports_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(str(pk))
    return found


def sent_for(actor: Actor) -> QuerySet[Report]:
    """The reports that were approved: what leaves the house, also for those who write drafts."""
    return reports_for(actor).filter(state=rules.APPROVED)


def sent_report_for(actor: Actor, pk: int) -> Report:
    """One approved report, or `NotFound`."""
    found = sent_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(str(pk))
    return found


def newest_of(kind: str, span: rules.Span) -> Report | None:
    """The newest version there is of a period."""
    return Report.objects.filter(kind=kind, first=span.first).order_by("-version").first()


def versions_of(actor: Actor, report: Report) -> list[Report]:
    """All versions of its period that an actor may see, the newest first."""
    return list(reports_for(actor).filter(kind=report.kind, first=report.first))


def is_newest(report: Report) -> bool:
    """Whether no newer version of its period stands."""
    newer = Report.objects.filter(kind=report.kind, first=report.first)
    return not newer.filter(version__gt=report.version).exists()


def owed(on: date) -> list[tuple[str, rules.Span]]:
    """Which periods ended before a day and have no report: the last one of each kind."""
    found = []
    for kind in rules.KINDS:
        span = rules.span_before(kind, rules.span_of(kind, on))
        if newest_of(kind, span) is None:
            found.append((kind, span))
    return found


def span_of(report: Report) -> rules.Span:
    """The days it tells of."""
    return rules.Span(report.first, report.last)


def title_of(report: Report) -> str:
    """What it is about; a later version says so."""
    title = rules.title_of(report.kind, span_of(report))
    return title if report.version == 1 else f"{title}（第{report.version}版）"


def authors_of(report: Report) -> frozenset[str]:
    """Everybody who has written in it."""
    return frozenset(report.authors.split())


def rows_of(report: Report, name: str, *, part: bool = False) -> list[rules.Elements]:
    """The requests one figure of a report rests on, counted again: as many as it says."""
    known = rules.counted(name)
    if known is None or (part and known.above is None):
        raise NotFound(name)
    pick = known.above if part and known.above else None
    rows = [one for one in _told(report) if one.is_new and known.beneath(one)]
    return [one for one in rows if pick is None or pick(one)]


def rows_with(report: Report, code: str, value: str) -> list[rules.Elements]:
    """The requests received in its period with one value of an element."""
    element = rules.element(code)
    if element is None:
        raise NotFound(code)
    return [one for one in _told(report) if one.is_new and element.of(one, report.kind) == value]


def facts_of(report: Report, name: str) -> list[tuple[rules.Elements, rules.Happened]]:
    """The facts one figure of what happened counts, each with its request."""
    if name not in rules.HAPPENING_WORDS:
        raise NotFound(name)
    found = [(one, fact) for one in _told(report) for fact in one.happened if fact.figure == name]
    return sorted(found, key=lambda row: (row[1].at, row[1].entry))


def _told(report: Report) -> list[rules.Elements]:
    return sorted(told(span_of(report), report.upto), key=lambda one: one.number)


@dataclass(frozen=True)
class Compared:
    """A report counted again: up to its own last entry, and up to the newest one of today."""

    same: list[rules.Difference]
    since: list[rules.Difference]


def compare(report: Report) -> Compared:
    """Recompute and compare 重算比对: the first list is empty unless something is wrong."""
    span, held = span_of(report), report.content["now"]
    then = counted(report.kind, span, report.upto).content
    today = counted(report.kind, span, last_entry()).content
    names = report.content["names"] | {
        key: words for key, words in today["names"].items() if key not in report.content["names"]
    }
    return Compared(
        rules.differences(held, then["now"], names),
        rules.differences(then["now"], today["now"], names),
    )


def names_of(report: Report) -> dict[str, str]:
    """Names of who wrote and who approved."""
    return directory.names_of([*authors_of(report), report.approved_by])


def namer(report: Report) -> Any:
    """The words of a value of an element as the report keeps them."""
    return partial(name_of, report.content)
