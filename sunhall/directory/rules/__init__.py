"""The rules of posts, organisations, roles and duty."""

from sunhall.directory.rules.device import device_words
from sunhall.directory.rules.duty import DUTIES
from sunhall.directory.rules.holding import (
    NOBODY,
    RANKS,
    Accountable,
    Away,
    Gap,
    Hold,
    gaps_ahead,
    holder_at,
    may_be_away,
    may_hold,
)
from sunhall.directory.rules.organisation import (
    KINDS,
    organisation_code,
    parent_code,
    plain_code,
    within_organisation,
)
from sunhall.directory.rules.role import (
    ADMINISTRATORS,
    ROLES,
    SECOND_FACTOR,
    SIGN_IN_ENDS,
    is_administrator,
    may_end_sign_ins,
    may_grant,
    may_keep_keys,
    may_manage,
    may_plan,
    needs_second_factor,
    role_words,
)

__all__ = [
    "ADMINISTRATORS",
    "DUTIES",
    "KINDS",
    "NOBODY",
    "RANKS",
    "ROLES",
    "SECOND_FACTOR",
    "SIGN_IN_ENDS",
    "Accountable",
    "Away",
    "Gap",
    "Hold",
    "device_words",
    "gaps_ahead",
    "holder_at",
    "is_administrator",
    "may_be_away",
    "may_end_sign_ins",
    "may_grant",
    "may_hold",
    "may_keep_keys",
    "may_manage",
    "may_plan",
    "needs_second_factor",
    "organisation_code",
    "parent_code",
    "plain_code",
    "role_words",
    "within_organisation",
]
