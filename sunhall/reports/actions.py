"""Writing reports: made from the journal, edited, approved, sent (H9)."""

from datetime import date

from django.db import IntegrityError, transaction

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.ground.papers import printing, store
from sunhall.reports import events, queries, rules
from sunhall.reports.models import Report


@action
def make_report(kind: str, day: date, *, by: Actor) -> Report:
    """Make the report of a past period 生成日报、周报、月度分析 from the journal (H9; 002).

    Asked again it gives the version that is there, unless the journal now tells the period
    otherwise (something was entered later); then a new version stands beside the old ones.
    """
    require(rules.may_make(by))
    if kind not in rules.KINDS:
        raise refuse("请选择日报、周报或月度分析", field="kind")
    span = rules.span_of(kind, day)
    if span.last >= today():
        reason = "这一期还没有结束，{on} 起可以生成"
        raise refuse(reason, field="day", on=f"{_after(span):%Y-%m-%d}")
    there = queries.newest_of(kind, span)
    upto = queries.last_entry()
    found = queries.counted(kind, span, upto)
    if there is not None and not rules.differences(there.content["now"], found.content["now"], {}):
        return there
    text = queries.words(kind, found)
    version = there.version + 1 if there is not None else 1
    try:
        with transaction.atomic():
            report = Report.objects.create(
                kind=kind,
                first=span.first,
                last=span.last,
                version=version,
                upto=upto,
                content=found.content,
                digest=digest(canonical(found.content)),
                machine=text,
                body=text,
                state=rules.DRAFT,
                made_at=now(),
                authors=by.code,
            )
    except IntegrityError:
        # Two made it at one instant: the first one's stands.
        return Report.objects.get(kind=kind, first=span.first, version=version)
    record(
        events.ReportMade(
            report=report.pk,
            kind_words=rules.KINDS[kind],
            first=f"{span.first}",
            last=f"{span.last}",
            version=version,
            upto=upto,
            digest=report.digest,
        ),
        by=by,
    )
    return report


@action
def edit_report(pk: int, *, body: str, by: Actor) -> Report:
    """Edit the words of a report 修改文字; its figures are the journal's (H9)."""
    report = _locked(pk)
    require(rules.may_write(by, state=report.state, is_newest=queries.is_newest(report)))
    text = body.strip()
    if len(text) < rules.LEAST_WORDS:
        raise refuse("请填写报告正文（至少 {n} 个字）", field="body", n=rules.LEAST_WORDS)
    report.body = text
    if by.code not in report.authors.split():
        report.authors = f"{report.authors} {by.code}"
    report.save(update_fields=["body", "authors"])
    record(events.ReportEdited(report=pk, text=text), by=by)
    return report


@action
def approve_report(pk: int, *, by: Actor) -> Report:
    """Approve and send a report 审签报送 to the leaders, by none who wrote in it (H9)."""
    report = _locked(pk)
    require(
        rules.may_approve(
            by,
            state=report.state,
            authors=queries.authors_of(report),
            is_newest=queries.is_newest(report),
        )
    )
    report.number = rules.issue_of(report.kind, queries.span_of(report))
    report.state, report.approved_by, report.approved_at = rules.APPROVED, by.code, now()
    report.save()
    paper = store.keep_paper(
        lambda check: printing.report(queries.paper_of(report, on=today(), check=check)),
        owner=f"report:{pk}",
        number=f"{rules.MASTHEADS[report.kind]}{report.number}",
        office=queries.office_of(report),
        on=today(),
        layout=printing.REPORT,
        by=by,
    )
    record(
        events.ReportSent(
            report=pk,
            kind_words=rules.KINDS[report.kind],
            paper=paper.number,
            check_code=paper.code,
            sha256=paper.sha256,
            to=tuple(directory.staff_with_role("leader")),
        ),
        by=by,
    )
    return report


def _locked(pk: int) -> Report:
    report = Report.objects.select_for_update().filter(pk=pk).first()
    if report is None:
        raise NotFound(str(pk))
    return report


def _after(span: rules.Span) -> date:
    return date.fromordinal(span.last.toordinal() + 1)
