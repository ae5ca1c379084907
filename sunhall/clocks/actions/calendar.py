"""The calendar: seeding, local days, years nobody has announced."""

from datetime import date

from sunhall.clocks.actions._versions import (
    close,
    ensure_seeded,
    newest_number,
    next_version,
    publish,
    seed,
    tell,
    write_days,
    write_notices,
)
from sunhall.clocks.events import DayOverridden
from sunhall.clocks.models import CalendarDay, CalendarYear
from sunhall.clocks.rules.calendar import SpecialDay
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.notices import provisional_year, special_days
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.refusal import refuse, require

EVERYWHERE = "全县"


@action
def seed_calendar(*, by: Actor) -> int:
    """Store the working calendar 工作日历 2010 to 2027 that the house comes with (K3).

    Gives the version; does nothing when a calendar is stored already.
    """
    require(may_manage(by))
    if CalendarYear.objects.exists():
        return newest_number()
    number = next_version()
    seed(number, by)
    return number


@action
def override_day(
    on: date, *, is_workday: bool, reason: str, source: str, by: Actor, place: str = ""
) -> int:
    """Declare a local day off or a local working day 本地调整, with its paper (K3).

    Gives the calendar version. It goes before the national calendar in its place and below.
    """
    require(may_manage(by))
    if not reason.strip():
        raise refuse("请填写调整的原因，如“防汛停工”", field="reason")
    if not source.strip():
        raise refuse("请填写依据的文件及文号", field="source")
    number = ensure_seeded(next_version(), by)
    day = SpecialDay(on, is_workday, reason.strip(), source.strip(), is_local=True)
    close(CalendarDay.objects.filter(on=on, place=place, is_local=True), number)
    write_days([day], number, place=place)
    word = "上班" if is_workday else "停止办公"
    record(
        DayOverridden(
            on=f"{on}", place=place or EVERYWHERE, is_workday=is_workday, word=word,
            reason=day.name, source=day.source,
        ),
        by=by,
    )  # fmt: skip
    why = f"{on} {word}：{day.name}"
    tell(number, [day], place, why, by)
    publish(number, why[:200], by)
    return number


@action
def withdraw_override(on: date, *, reason: str, by: Actor, place: str = "") -> int:
    """Take a local day back 撤销本地调整; the national calendar holds again (K3)."""
    require(may_manage(by))
    rows = CalendarDay.objects.filter(on=on, place=place, is_local=True, until_version=None)
    row = rows.first()
    if row is None:
        raise refuse("这一天没有本地调整，请核对日期和地区", field="on")
    number = next_version()
    day = SpecialDay(row.on, row.is_workday, row.name, row.source, is_local=True)
    close(rows, number)
    why = f"撤销 {on} 的本地调整：{reason.strip()}"
    tell(number, [day], place, why, by)
    publish(number, why[:200], by)
    return number


@action
def open_provisional_year(year: int, *, by: Actor) -> int:
    """Open a year nobody has announced, provisionally 暂定, with its fixed statutory days (K3)."""
    require(may_manage(by))
    number = ensure_seeded(next_version(), by)
    if CalendarYear.objects.filter(year=year, until_version=None).exists():
        raise refuse("{year} 年已经在工作日历中，无需再建", field="year", year=year)
    previous = CalendarYear.objects.filter(year=year - 1, until_version=None)
    if not previous.exists():
        raise refuse("请先建立 {year} 年的日历，年份须连续", field="year", year=year - 1)
    notice = provisional_year(year)
    write_notices([notice], number)
    why = f"建立 {year} 年暂定日历"
    tell(number, special_days([notice]), "", why, by)
    publish(number, why, by)
    return number
