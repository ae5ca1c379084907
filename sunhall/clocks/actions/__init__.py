"""Changing what time means: notices by two people, local days, hours, limits, lights (K3)."""

from sunhall.clocks.actions.calendar import (
    open_provisional_year,
    seed_calendar,
)
from sunhall.clocks.actions.days import (
    approve_day,
    propose_day,
    propose_withdrawal,
    reject_day,
)
from sunhall.clocks.actions.grounds import seed_grounds, set_pause_ground
from sunhall.clocks.actions.hours import set_office_hours
from sunhall.clocks.actions.limits import (
    approve_limit,
    propose_limit,
    reject_limit,
    seed_limits,
    set_limit_rule,
    set_thresholds,
)
from sunhall.clocks.actions.notices import (
    approve_notice,
    enter_notice,
    propose_notice,
    reject_notice,
)
from sunhall.clocks.actions.presets import approve_preset, propose_preset, reject_preset

__all__ = [
    "approve_day",
    "approve_limit",
    "approve_notice",
    "approve_preset",
    "enter_notice",
    "open_provisional_year",
    "propose_day",
    "propose_limit",
    "propose_notice",
    "propose_preset",
    "propose_withdrawal",
    "reject_day",
    "reject_limit",
    "reject_notice",
    "reject_preset",
    "seed_calendar",
    "seed_grounds",
    "seed_limits",
    "set_limit_rule",
    "set_office_hours",
    "set_pause_ground",
    "set_thresholds",
]
