"""The weekly 《群众约谈工作专报》: drafted from the journal, edited, approved, sent (H7)."""

import json
from datetime import date

from django.db import IntegrityError, transaction

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.ground.papers import printing, store
from sunhall.supervision import events, queries, rules
from sunhall.supervision.actions import _shared
from sunhall.supervision.models import SpecialReport


@action
def draft_special(day: date, *, by: Actor) -> SpecialReport:
    """Draft the special report 起草专报 of one week from the journal (H7; 000#1 四)."""
    require(rules.may_write(by))
    first, last = rules.week_of(day)
    if last >= today():
        raise refuse("这一周还没有结束，请在下周一以后起草", field="day")
    there = SpecialReport.objects.filter(first=first).first()
    if there is not None:
        return there
    upto = queries.last_entry()
    facts = queries.week_facts(first, last, upto)
    counts = queries.week_counts(facts)
    figures = json.dumps({"counts": counts, "units": queries.week_units(facts)}, ensure_ascii=False)
    body = "\n".join(
        ("一、约谈情况", rules.summary(counts), "二、督办情况", rules.supervised(counts))
    )
    try:
        with transaction.atomic():
            report = SpecialReport.objects.create(
                first=first,
                last=last,
                upto=upto,
                figures=figures,
                body=body,
                state=rules.DRAFT,
                drafted_at=now(),
                authors=by.code,
            )
    except IntegrityError:
        # Two colleagues drafted at one instant: the first one's stands.
        return SpecialReport.objects.get(first=first)
    record(
        events.SpecialDrafted(
            special=report.pk, first=f"{first}", last=f"{last}", upto=upto, figures=figures
        ),
        by=by,
    )
    return report


@action
def edit_special(pk: int, *, body: str, by: Actor) -> SpecialReport:
    """Edit the words of a special report 修改专报; its figures are the journal's (H7)."""
    report = _locked(pk)
    require(rules.may_write(by, state=report.state))
    report.body = _shared.worded(body, "请填写专报正文（至少 {n} 个字）", field="body")
    if by.code not in report.authors.split():
        report.authors = f"{report.authors} {by.code}"
    report.save(update_fields=["body", "authors"])
    record(events.SpecialEdited(special=pk, text=report.body), by=by)
    return report


@action
def approve_special(pk: int, *, by: Actor) -> SpecialReport:
    """Approve and send a special report 审签报送 to the leaders, by none who wrote in it (H7)."""
    report = _locked(pk)
    require(rules.may_approve(by, state=report.state, authors=queries.authors_of(report)))
    year = report.last.year
    report.number = f"〔{year}〕第{_shared.next_number(f'special:{year}')}期"
    report.state, report.approved_by, report.approved_at = rules.APPROVED, by.code, now()
    report.save()
    office = queries.office_of_report(report)
    paper = store.keep_paper(
        lambda check: printing.report(
            queries.special_paper(report, office=office, on=today(), check=check)
        ),
        owner=f"special:{pk}",
        number=f"{rules.MASTHEAD}{report.number}",
        office=office,
        on=today(),
        layout=printing.REPORT,
        by=by,
    )
    record(
        events.SpecialSent(
            special=pk,
            paper=paper.number,
            check_code=paper.code,
            sha256=paper.sha256,
            to=tuple(directory.staff_with_role("leader")),
        ),
        by=by,
    )
    return report


def _locked(pk: int) -> SpecialReport:
    report = SpecialReport.objects.select_for_update().filter(pk=pk).first()
    if report is None:
        raise NotFound(str(pk))
    return report
