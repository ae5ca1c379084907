"""Changing what time means: notices by two people, local days, hours, limits, lights (K3)."""

from sunhall.clocks.actions.calendar import (
    open_provisional_year,
    override_day,
    seed_calendar,
    withdraw_override,
)
from sunhall.clocks.actions.hours import set_office_hours
from sunhall.clocks.actions.limits import seed_limits, set_limit_rule, set_thresholds
from sunhall.clocks.actions.notices import (
    approve_notice,
    enter_notice,
    propose_notice,
    reject_notice,
)

__all__ = [
    "approve_notice",
    "enter_notice",
    "open_provisional_year",
    "override_day",
    "propose_notice",
    "reject_notice",
    "seed_calendar",
    "seed_limits",
    "set_limit_rule",
    "set_office_hours",
    "set_thresholds",
    "withdraw_override",
]
