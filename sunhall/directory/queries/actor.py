"""The actor at the door: posts now held, roles in force, scopes."""

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from sunhall.directory.models import Leave, RoleGrant, Staff
from sunhall.directory.queries.post import posts_held
from sunhall.directory.queries.rows import staff_for
from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.access.permissions import held_by
from sunhall.ground.journal.standing import kept
from sunhall.ground.kit.now import LOCAL, now, today


def actor_for_account(account_pk: int) -> Actor:
    """Build the actor of a signed-in account; an account without staff is a visitor."""
    return kept(
        "directory",
        ("account", account_pk, spell()),
        lambda: _actor(account_id=account_pk, account__is_active=True) or VISITOR,
    )


def spell() -> tuple[date, int]:
    """The stretch of time in which posts and roles change only by decision: day and leaves.

    Two instants of one spell have the same holders, for terms end with a day and leaves with
    an instant.
    """
    day = today()
    ends = kept("directory", ("leaves", day), lambda: _leave_ends(day))
    return day, bisect_right(ends, now())


def actor_for_staff(code: str) -> Actor:
    """Build the actor of a member of staff, for tokens, commands and tests."""
    return _actor(code=staff_for(code).code) or VISITOR


def grants_in_force(staff: Staff) -> QuerySet[RoleGrant]:
    """The roles a person holds today."""
    return staff.grants.filter(_in_force("")).order_by("role", "pk")


def _actor(**who: Any) -> Actor | None:
    """The actor in two queries."""
    in_force = FilteredRelation("grants", condition=_in_force("grants__"))
    rows = list(
        Staff.objects.filter(left_on=None, **who)
        .annotate(held=in_force)
        .values_list(
            "code", "name", "held__role", "held__place_prefix", "held__organisation_prefix"
        )
    )
    if not rows:
        return None
    code, name = rows[0][:2]
    grants = [row[2:] for row in rows if row[2]]
    roles = frozenset(role for role, _place, _organisation in grants)
    return Actor(
        code=f"staff:{code}",
        name=name,
        roles=roles,
        permissions=held_by(roles),
        posts=posts_held(code),
        places=tuple(sorted({place for _role, place, _organisation in grants})),
        organisations=tuple(sorted({organisation for _role, _place, organisation in grants})),
    )


def _leave_ends(day: date) -> tuple[datetime, ...]:
    """The instants of a day at which somebody goes on leave or comes back."""
    start = datetime.combine(day, time.min, tzinfo=LOCAL)
    end = start + timedelta(days=1)
    rows = Leave.objects.filter(
        Q(from_at__gte=start, from_at__lt=end) | Q(to_at__gte=start, to_at__lt=end)
    )
    instants = (instant for row in rows.values_list("from_at", "to_at") for instant in row)
    return tuple(sorted(instant for instant in instants if start <= instant < end))


def _in_force(prefix: str) -> Q:
    day = today()
    return (
        (Q(**{f"{prefix}to_on": None}) | Q(**{f"{prefix}to_on__gte": day}))
        & Q(**{f"{prefix}from_on__lte": day})
        & Q(**{f"{prefix}withdrawn_at": None})
    )
