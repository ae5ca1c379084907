"""Reading the directory: who is who, who may what, and who is accountable at an instant."""

from sunhall.directory.queries.actor import actor_for_account, actor_for_staff, grants_in_force
from sunhall.directory.queries.duty import (
    duties_between,
    duty_for_update,
    leaves_between,
    on_duty,
)
from sunhall.directory.queries.post import (
    accountable,
    accountable_at,
    empty_posts,
    gaps_in,
    holds_of,
    leaves_of,
    post_for,
    post_for_update,
    posts_held,
    posts_in_use,
    posts_within,
)
from sunhall.directory.queries.rows import (
    names_of,
    open_organisation_for,
    organisation_for,
    organisations_in_use,
    post_name_beside,
    staff_at_work,
    staff_for,
    staff_for_update,
)

__all__ = [
    "accountable",
    "accountable_at",
    "actor_for_account",
    "actor_for_staff",
    "duties_between",
    "duty_for_update",
    "empty_posts",
    "gaps_in",
    "grants_in_force",
    "holds_of",
    "leaves_between",
    "leaves_of",
    "names_of",
    "on_duty",
    "open_organisation_for",
    "organisation_for",
    "organisations_in_use",
    "post_for",
    "post_for_update",
    "post_name_beside",
    "posts_held",
    "posts_in_use",
    "posts_within",
    "staff_at_work",
    "staff_for",
    "staff_for_update",
]
