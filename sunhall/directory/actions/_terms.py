"""How a holding 任职 or a role ends. Private to this room."""

from datetime import date

from django.db.models import Q, QuerySet

from sunhall.directory.events import PostLeft, RoleWithdrawn
from sunhall.directory.models import Holding, RoleGrant, Staff
from sunhall.directory.rules import needs_second_factor
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today


def lasting(rows: QuerySet[Holding], day: date) -> QuerySet[Holding]:
    """Those that would go on after a day, with or without an end, the earliest first."""
    going_on = rows.filter(Q(to_on=None) | Q(to_on__gt=day))
    return going_on.select_related("post", "staff").order_by("from_on", "pk")


def end(row: Holding, last: date, by: Actor) -> None:
    """End a holding with its last day."""
    row.to_on = last
    row.save(update_fields=["to_on"])
    _tell(row, last, by)


def end_all(rows: QuerySet[Holding], by: Actor) -> None:
    """End today what is held, and strike out what has not begun: it would keep a post taken."""
    day = today()
    for row in lasting(rows, day):
        if row.from_on <= day:
            end(row, day, by)
        else:
            row.delete()
            _tell(row, day, by)


def withdraw(grant: RoleGrant, reason: str, by: Actor) -> None:
    """Withdraw a role now; whoever calls has asked whether it may be."""
    grant.withdrawn_at = now()
    grant.save(update_fields=["withdrawn_at"])
    record(
        RoleWithdrawn(
            staff=grant.staff.code,
            role=grant.role,
            place=grant.place_prefix,
            organisation=grant.organisation_prefix,
            reason=reason,
        ),
        by=by,
    )
    ask_second_factor(grant.staff)


def ask_second_factor(row: Staff) -> None:
    """Keep on the account whether the roles held need a second factor (身份鉴别 d)."""
    held = row.grants.filter(withdrawn_at=None).values_list("role", flat=True)
    row.account.needs_second_factor = needs_second_factor(set(held))
    row.account.save(update_fields=["needs_second_factor"])


def _tell(row: Holding, last: date, by: Actor) -> None:
    left = PostLeft(post=row.post.code, staff=row.staff.code, rank=row.rank, to_on=f"{last}")
    record(left, by=by)
