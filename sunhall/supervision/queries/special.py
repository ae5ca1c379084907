"""The figures of a week, counted from the journal; each with the rows beneath it (H7)."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal import audit
from sunhall.ground.journal.record import Recorded
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.papers import words as papers
from sunhall.hotline.events import DialogueHeld, RequestDissatisfied
from sunhall.matters import queries as matters
from sunhall.matters.events import LimitPassed
from sunhall.supervision import events, rules
from sunhall.supervision.models import SpecialReport
from sunhall.supervision.queries.offices import full_name, unit_of_staff, units_of


def reports_for(actor: Actor) -> QuerySet[SpecialReport]:
    """Special reports: drafts for those who write and approve, sent ones for all who watch."""
    rows = SpecialReport.objects.order_by("-first")
    if actor.may("supervision.report") or actor.may("supervision.approve"):
        return rows
    return rows.filter(state=rules.APPROVED) if actor.may("supervision.watch") else rows.none()


def report_for(actor: Actor, pk: int) -> SpecialReport:
    """One special report, or `NotFound`."""
    found = reports_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(str(pk))
    return found


def last_entry() -> int:
    """The newest entry of the journal: what comes later does not change a drafted report."""
    newest = audit.entries(audit.Asked()).first()
    return newest.pk if newest else 0


@dataclass(frozen=True)
class Fact:
    """One fact a figure counts: which matter, when, and the entry that tells it."""

    figure: str
    matter: str
    entry: str
    at: datetime
    by: str = ""


def facts_of(first: date, last: date, upto: int) -> list[Fact]:
    """The facts of a week as the journal tells them, up to one entry; sealed matters are not told.

    Asked again with the same entry it gives the same, whatever has happened since.
    """
    start = datetime.combine(first, datetime.min.time(), LOCAL)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), LOCAL)
    found: list[Fact] = []
    for kind, figures in _COUNTS.items():
        rows = audit.entries(audit.Asked(kind=kind.kind))
        for entry in rows.filter(at__gte=start, at__lt=end, pk__lte=upto).order_by("pk"):
            told = audit.shut(entry)
            if told is not None:
                found += _facts(told, figures(told.event))
    shown = _shown({one.matter for one in found})
    return [one for one in found if one.matter in shown]


def counts(facts: Iterable[Fact]) -> dict[str, int]:
    """How many of each figure."""
    found = {one.code: 0 for one in rules.FIGURES}
    for fact in facts:
        found[fact.figure] += 1
    return found


def by_unit(facts: Iterable[Fact]) -> list[tuple[str, int, int]]:
    """Organisation, dialogues held, and how many of these were satisfied or understood."""
    told = list(facts)
    units = units_of(one.by for one in told)
    found: dict[str, list[int]] = {}
    for fact in told:
        if fact.figure in ("held", "satisfied", "understands"):
            unit = units.get(fact.by, "其他")
            line = found.setdefault(unit, [0, 0])
            line[0 if fact.figure == "held" else 1] += 1
    lines = [(unit, held, good) for unit, (held, good) in found.items()]
    return sorted(lines, key=lambda line: (-line[1], line[0]))


def figures_of(report: SpecialReport) -> dict[str, Any]:
    """The figures as they were counted when it was drafted."""
    found: dict[str, Any] = json.loads(report.figures)
    return found


def authors_of(report: SpecialReport) -> frozenset[str]:
    """Everybody who has written in it."""
    return frozenset(report.authors.split())


def office_of_report(report: SpecialReport) -> str:
    """The office that drafted it signs it, whoever approves (000#1 四)."""
    drafter = report.authors.split()[0]
    return full_name(
        directory.organisation_for(unit_of_staff(drafter) or unit_of_staff(report.approved_by))
    )


def special_paper(
    report: SpecialReport, *, office: str, on: date, check: papers.Check
) -> papers.Report:
    """A special report as it is printed."""
    figures = figures_of(report)
    table = [[words, str(figures["counts"][code])] for code, words in rules.FIGURE_WORDS.items()]
    units = [[unit, str(held), str(good)] for unit, held, good in figures["units"]]
    body: list[papers.Block] = [
        *_paragraphs(report.body),
        papers.Table(("项目", "数量"), table, caption="表1 本周群众约谈与督办", numeric=(1,)),
    ]
    if units:
        head = ("承办单位", "已约谈", "满意或理解")
        body.append(papers.Table(head, units, caption="表2 各单位约谈", numeric=(1, 2)))
    return papers.Report(
        masthead=rules.MASTHEAD,
        issue=report.number,
        office=office,
        on=on,
        title=title_of(report),
        body=body,
        copies="县委、县政府主要领导",
        check=check,
    )


def title_of(report: SpecialReport) -> str:
    """What a report is about."""
    first, last = report.first, report.last
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日群众约谈工作情况"


def _paragraphs(body: str) -> list[papers.Block]:
    """Lines that begin like 一、are headings."""
    return [
        papers.Heading(line) if line[:2].endswith("、") else papers.Text(line)
        for line in (one.strip() for one in body.splitlines())
        if line
    ]


def _facts(told: Recorded, figures: Iterable[str]) -> list[Fact]:
    event: Any = told.event
    entry = f"{told.stream}#{told.seq}"
    return [Fact(one, event.matter, entry, told.at, told.actor) for one in figures]


def _shown(numbers: set[str]) -> set[str]:
    rows = matters.matters_for(SYSTEM).filter(number__in=numbers, is_sealed=False)
    return set(rows.values_list("number", flat=True))


_COUNTS: dict[Any, Callable[[Any], tuple[str, ...]]] = {
    RequestDissatisfied: lambda event: ("owed",),
    DialogueHeld: lambda event: ("held", event.result),
    LimitPassed: lambda event: ("late",) if event.name == "dialogue" else (),
    events.LetterSent: lambda event: ("letters",),
    events.MatterListed: lambda event: ("listed",),
    events.CheckMade: lambda event: ("checked",),
    events.FindingOpened: lambda event: ("findings",),
}


def rows_beneath(report: SpecialReport, figure: str) -> list[Fact]:
    """The facts behind one number, counted again: as many as it says."""
    if figure not in rules.FIGURE_WORDS:
        raise NotFound(figure)
    facts = facts_of(report.first, report.last, report.upto)
    return [one for one in facts if one.figure == figure]
