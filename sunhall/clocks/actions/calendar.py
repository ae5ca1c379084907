"""The calendar: seeding, and years nobody has announced."""

from sunhall.clocks.actions._versions import (
    ensure_seeded,
    newest_number,
    next_version,
    publish,
    seed,
    tell,
    write_notices,
)
from sunhall.clocks.models import CalendarYear
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.notices import provisional_year, special_days
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.kit.refusal import refuse, require


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
