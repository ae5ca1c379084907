"""Holiday notices 放假通知: one person enters, another approves."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sunhall.clocks import queries
from sunhall.clocks.actions._proposals import approved, entered, rejected, to_decide
from sunhall.clocks.actions._versions import (
    close,
    ensure_seeded,
    next_version,
    publish,
    tell,
    write_days,
)
from sunhall.clocks.events import NoticeApproved, NoticeProposed, NoticeRejected
from sunhall.clocks.models import PROPOSED, CalendarDay, CalendarYear, NoticeProposal
from sunhall.clocks.rules.calendar import OFFICIAL, SpecialDay
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.notice_text import check_notice, parse_notice
from sunhall.clocks.rules.notices import Break, Notice
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.refusal import refuse, require


@action
def propose_notice(
    text: str, *, by: Actor, number: str = "", whole_year: bool = True
) -> NoticeProposal:
    """Enter a State Council notice 放假通知 as pasted text, for another person to approve (K3)."""
    require(may_manage(by))
    notice = parse_notice(text, whole_year=whole_year, number=number.strip())
    return _proposed(notice, text=text, whole_year=whole_year, by=by)


@action
def enter_notice(
    year: int,
    *,
    number: str,
    breaks: Iterable[Break],
    by: Actor,
    issued_on: date | None = None,
    whole_year: bool = True,
) -> NoticeProposal:
    """Enter a notice day by day when its text cannot be read, for another to approve (K3)."""
    require(may_manage(by))
    notice = Notice(year, number.strip(), issued_on, tuple(breaks))
    check_notice(notice, whole_year=whole_year)
    return _proposed(notice, text="", whole_year=whole_year, by=by)


@action
def approve_notice(proposal: int, *, by: Actor) -> int:
    """Approve a notice 批准放假安排; every running limit that hangs on it is recomputed (K3).

    Gives the calendar version.
    """
    row = to_decide(NoticeProposal, proposal, by)
    notice = queries.notice_for(row.pk).notice
    version = ensure_seeded(next_version(), by)
    touched = _lay_over(notice, version, whole_year=row.whole_year)
    approved(row, by)
    record(
        NoticeApproved(
            proposal=row.pk, year=row.year, number=row.number, proposed_by=row.proposed_by
        ),
        by=by,
    )
    why = f"{row.year} 年放假安排（{row.number}）"
    tell(version, touched, "", why, by)
    publish(version, why, by)
    return version


@action
def reject_notice(proposal: int, *, reason: str, by: Actor) -> None:
    """Send a notice back 退回 with the reason; nothing changes in the calendar (K3)."""
    row = to_decide(NoticeProposal, proposal, by)
    rejected(row, reason, by)
    record(
        NoticeRejected(proposal=row.pk, year=row.year, number=row.number, reason=row.reason), by=by
    )


def _proposed(notice: Notice, *, text: str, whole_year: bool, by: Actor) -> NoticeProposal:
    if not notice.number:
        raise refuse("请填写通知的文号，如“国办发明电〔2026〕1号”", field="number")
    waiting = NoticeProposal.objects.filter(year=notice.year, state=PROPOSED)
    if waiting.exists():
        raise refuse(
            "{year} 年已有一份待审批的安排，请先审批或退回", field="year", year=notice.year
        )
    plain = _plain(notice)
    row = NoticeProposal(
        year=notice.year,
        number=notice.number,
        issued_on=notice.issued_on,
        text=text,
        breaks=plain,
        whole_year=whole_year,
    )
    entered(row, by)
    record(
        NoticeProposed(
            proposal=row.pk, year=row.year, number=row.number, digest=digest(canonical(plain))
        ),
        by=by,
    )
    return row


def _lay_over(notice: Notice, version: int, *, whole_year: bool) -> list[SpecialDay]:
    """Put the days of a notice in place of what was there; gives every day touched."""
    days = {day.on: day for day in notice.days()}
    national = CalendarDay.objects.filter(is_local=False, until_version=None)
    replaced = national.filter(notice_year=notice.year) if whole_year else national.none()
    old = [SpecialDay(row.on, row.is_workday, row.name) for row in replaced]
    close(replaced, version)
    close(national.filter(on__in=list(days)), version)
    write_days(days.values(), version)
    current = CalendarYear.objects.filter(year=notice.year)
    if whole_year or not current.filter(until_version=None, status=OFFICIAL).exists():
        close(current, version)
        CalendarYear.objects.create(
            year=notice.year,
            status=OFFICIAL,
            notice=notice.number,
            source=notice.source,
            published_on=notice.issued_on,
            from_version=version,
        )
    return [*old, *days.values()]


def _plain(notice: Notice) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "first": each.first.isoformat(),
            "last": each.last.isoformat(),
            "work": [day.isoformat() for day in each.work],
        }
        for each in notice.breaks
    ]
