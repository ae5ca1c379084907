"""Local days 本地调整: one person enters a day or takes one back, another approves (K3)."""

from datetime import date

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
from sunhall.clocks.events import DayOverridden, DayProposed, DayRejected, DayWithdrawn
from sunhall.clocks.models import PROPOSED, CalendarDay, DayProposal
from sunhall.clocks.rules.calendar import SpecialDay
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.scope import scope_of
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.refusal import refuse, require

EVERYWHERE = "全县"
WITHDRAWN = "撤销"


@action
def propose_day(
    on: date, *, is_workday: bool, reason: str, source: str, by: Actor, place: str = ""
) -> DayProposal:
    """Enter a local day off or working day 本地调整 with its paper, for another to approve (K3)."""
    require(may_manage(by))
    if not reason.strip():
        raise refuse("请填写调整的原因，如“防汛停工”", field="reason")
    if not source.strip():
        raise refuse("请填写依据的文件及文号", field="source")
    place = scope_of(place)
    if queries.calendar(place).is_workday(on) == is_workday:
        raise refuse("这一天在当地本来就是这样，无需调整", field="is_workday")
    row = DayProposal(
        on=on, place=place, is_workday=is_workday, name=reason.strip(), source=source.strip()
    )
    return _proposed(row, by)


@action
def propose_withdrawal(on: date, *, reason: str, by: Actor, place: str = "") -> DayProposal:
    """Ask to take a local day back 撤销本地调整; the national calendar would hold again (K3)."""
    require(may_manage(by))
    if not reason.strip():
        raise refuse("请填写撤销的原因", field="reason")
    place = scope_of(place)
    row = _standing(on, place)
    if row is None:
        raise refuse("这一天没有本地调整，请核对日期和地区", field="on")
    return _proposed(
        DayProposal(on=on, place=place, is_workday=None, name=reason.strip(), source=row.source), by
    )


@action
def approve_day(proposal: int, *, by: Actor) -> int:
    """Approve a local day 批准本地调整; every limit that hangs on it is recomputed (K3).

    Gives the calendar version. It goes before the national calendar in its place and below.
    """
    row = to_decide(DayProposal, proposal, by)
    version = ensure_seeded(next_version(), by)
    why = _withdraw(row, version, by) if row.is_workday is None else _lay(row, version, by)
    approved(row, by)
    publish(version, why[:200], by)
    return version


@action
def reject_day(proposal: int, *, reason: str, by: Actor) -> None:
    """Send a local day back 退回 with the reason; nothing changes in the calendar (K3)."""
    row = to_decide(DayProposal, proposal, by)
    rejected(row, reason, by)
    record(DayRejected(proposal=row.pk, on=f"{row.on}", reason=row.reason), by=by)


def _proposed(row: DayProposal, by: Actor) -> DayProposal:
    if DayProposal.objects.filter(on=row.on, place=row.place, state=PROPOSED).exists():
        raise refuse("这一天已有一份待审批的调整，请先审批或退回", field="on")
    entered(row, by)
    record(
        DayProposed(
            proposal=row.pk, on=f"{row.on}", place=row.place or EVERYWHERE, word=_word(row),
            reason=row.name, source=row.source,
        ),
        by=by,
    )  # fmt: skip
    return row


def _lay(row: DayProposal, version: int, by: Actor) -> str:
    day = SpecialDay(row.on, bool(row.is_workday), row.name, row.source, is_local=True)
    close(CalendarDay.objects.filter(on=row.on, place=row.place, is_local=True), version)
    write_days([day], version, place=row.place)
    record(
        DayOverridden(
            on=f"{row.on}", place=row.place or EVERYWHERE, is_workday=day.is_workday,
            word=_word(row), reason=row.name, source=row.source, proposed_by=row.proposed_by,
        ),
        by=by,
    )  # fmt: skip
    why = f"{row.on} {_word(row)}：{row.name}"
    tell(version, [day], row.place, why, by)
    return why


def _withdraw(row: DayProposal, version: int, by: Actor) -> str:
    standing = _standing(row.on, row.place)
    if standing is None:
        raise refuse("这一天的本地调整已经不在，请退回这份申请", field="on")
    day = SpecialDay(row.on, standing.is_workday, standing.name, standing.source, is_local=True)
    close(CalendarDay.objects.filter(pk=standing.pk), version)
    place = row.place or EVERYWHERE
    record(DayWithdrawn(on=f"{row.on}", place=place, reason=row.name), by=by)
    why = f"撤销 {row.on} 的本地调整：{row.name}"
    tell(version, [day], row.place, why, by)
    return why


def _standing(on: date, place: str) -> CalendarDay | None:
    rows = CalendarDay.objects.filter(on=on, place=place, is_local=True, until_version=None)
    return rows.first()


def _word(row: DayProposal) -> str:
    return {True: "上班", False: "停止办公", None: WITHDRAWN}[row.is_workday]
