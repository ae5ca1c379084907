"""Reading clocks: the calendar of a place, office hours, limits and lights in force (K3)."""

from datetime import date, datetime

from sunhall.clocks.queries.days import day_for, days_waiting
from sunhall.clocks.queries.grounds import (
    ground_versions,
    grounds_today,
    newest_ground,
    pause_ground,
    pause_grounds,
)
from sunhall.clocks.queries.holdings import holdings, steady
from sunhall.clocks.queries.impact import (
    Change,
    Impact,
    LampTrial,
    Moved,
    Progress,
    impact_of,
    impact_of_day,
    recomputations,
    teach_impact,
    trial_of,
)
from sunhall.clocks.queries.limits import (
    Stop,
    limit_proposed,
    limits_waiting,
    stopped_by,
    trial_of_limit,
)
from sunhall.clocks.queries.named import name_of, teach_names
from sunhall.clocks.queries.pages import (
    ProposedNotice,
    Sheet,
    changes_of,
    history,
    known_years,
    lamp_versions,
    limit_rules,
    limit_versions,
    newest_limit,
    notice_for,
    notices_waiting,
    office_hours_rows,
    year_sheet,
)
from sunhall.clocks.queries.presets import (
    PresetLine,
    count_running,
    preset_choice,
    preset_choices,
    preset_lines,
    preset_preview,
    preset_proposed,
    presets_decided,
    presets_waiting,
    reply_limit,
    teach_running,
)
from sunhall.clocks.rules.calendar import Calendar
from sunhall.clocks.rules.hours import OfficeHours
from sunhall.clocks.rules.light import Thresholds
from sunhall.clocks.rules.table import LimitRow

__all__ = [
    "Change",
    "Impact",
    "LampTrial",
    "Moved",
    "PresetLine",
    "Progress",
    "ProposedNotice",
    "Sheet",
    "Stop",
    "calendar",
    "changes_of",
    "count_running",
    "day_for",
    "days_waiting",
    "ground_versions",
    "grounds_today",
    "history",
    "impact_of",
    "impact_of_day",
    "known_years",
    "lamp_versions",
    "limit_proposed",
    "limit_rule",
    "limit_rules",
    "limit_versions",
    "limits_waiting",
    "name_of",
    "newest_ground",
    "newest_limit",
    "notice_for",
    "notices_waiting",
    "office_hours",
    "office_hours_rows",
    "pause_ground",
    "pause_grounds",
    "preset_choice",
    "preset_choices",
    "preset_lines",
    "preset_preview",
    "preset_proposed",
    "presets_decided",
    "presets_waiting",
    "recomputations",
    "reply_limit",
    "steady",
    "stopped_by",
    "teach_impact",
    "teach_names",
    "teach_running",
    "thresholds",
    "trial_of",
    "trial_of_limit",
    "year_sheet",
]


def calendar(place: str = "", *, at: datetime | None = None) -> Calendar:
    """The working calendar 工作日历 of a place, now or as it stood at an instant of the past."""
    return holdings(at).calendar(place)


def office_hours(place: str = "", on: date | None = None, *, organisation: str = "") -> OfficeHours:
    """The office hours 办公时间 of a place or an organisation, those in force from a day on."""
    return holdings().office(place, organisation, on)


def limit_rule(code: str, on: date) -> LimitRow:
    """The version of a limit 期限 in force on a day; refuses when there is none."""
    return holdings().limit(code, on)


def thresholds(on: date) -> Thresholds:
    """When a limit counts as near 临期, on a day."""
    return holdings().near(on)
