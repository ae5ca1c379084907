"""Reading the directory: who is who, and who is accountable at an instant."""

from datetime import datetime

from django.db.models import Q, QuerySet

from sunhall.directory.models import Holding, Leave, RoleGrant, Staff
from sunhall.directory.rules import Accountable, Away, Hold, holder_at
from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.access.permissions import held_by
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.places.rules import stem


def actor_for_account(account_pk: int) -> Actor:
    """Build the actor of a signed-in account: posts held at this instant, roles and scopes."""
    staff = Staff.objects.filter(account_id=account_pk, left_on__isnull=True).first()
    return actor_of(staff) if staff else VISITOR


def actor_of(staff: Staff) -> Actor:
    """Build the actor of a member of staff."""
    grants = list(grants_in_force(staff.pk))
    roles = frozenset(grant.role for grant in grants)
    return Actor(
        code=f"staff:{staff.code}",
        name=staff.name,
        roles=roles,
        permissions=held_by(roles),
        posts=posts_held(staff.pk),
        places=tuple(sorted({stem(grant.place_prefix) for grant in grants})),
        organisations=tuple(sorted({grant.organisation_prefix for grant in grants})),
    )


def grants_in_force(staff_pk: int) -> QuerySet[RoleGrant]:
    """The roles a person holds today."""
    return RoleGrant.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today()),
        staff_id=staff_pk,
        from_on__lte=today(),
        withdrawn_at__isnull=True,
    )


def posts_held(staff_pk: int) -> frozenset[str]:
    """The codes of the posts a person answers for now: as A, or as B because A is away."""
    mine = _in_force(today()).filter(staff_id=staff_pk).values("post_id")
    found = accountable_by_post(_in_force(today()).filter(post_id__in=mine), now())
    code = Staff.objects.values_list("code", flat=True).get(pk=staff_pk)
    return frozenset(post for post, who in found.items() if who.staff == code)


def accountable(post_code: str, at: datetime | None = None) -> Accountable:
    """Say who answers for a post at an instant: A, or B, or nobody (K2)."""
    instant = at or now()
    day = instant.astimezone(LOCAL).date()
    holdings = _in_force(day).filter(post__code=post_code)
    return accountable_by_post(holdings, instant).get(post_code, Accountable(None, None))


def accountable_by_post(holdings: QuerySet[Holding], at: datetime) -> dict[str, Accountable]:
    """Resolve several posts at one instant with two queries."""
    by_post: dict[str, list[Hold]] = {}
    rows = holdings.values_list("post__code", "staff__code", "rank", "from_on", "to_on")
    for post, staff, rank, from_on, to_on in rows:
        by_post.setdefault(post, []).append(Hold(staff, rank, from_on, to_on))
    codes = {hold.staff for holds in by_post.values() for hold in holds}
    away = [
        Away(*row)
        for row in Leave.objects.filter(
            staff__code__in=codes, from_at__lte=at, to_at__gt=at
        ).values_list("staff__code", "from_at", "to_at")
    ]
    return {post: holder_at(holds, away, at, LOCAL) for post, holds in by_post.items()}


def _in_force(day: object) -> QuerySet[Holding]:
    return Holding.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=day),
        from_on__lte=day,
        post__closed_on__isnull=True,
        staff__left_on__isnull=True,
    )
