"""The actor at the door: posts now held, roles in force, scopes."""

from django.db.models import Q, QuerySet

from sunhall.directory.models import RoleGrant, Staff
from sunhall.directory.queries.post import posts_held
from sunhall.directory.queries.rows import staff_for
from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.access.permissions import held_by
from sunhall.ground.kit.now import today


def actor_for_account(account_pk: int) -> Actor:
    """Build the actor of a signed-in account; an account without staff is a visitor."""
    staff = Staff.objects.filter(
        account_id=account_pk, account__is_active=True, left_on=None
    ).first()
    return _actor(staff) if staff else VISITOR


def actor_for_staff(code: str) -> Actor:
    """Build the actor of a member of staff, for tokens, commands and tests."""
    return _actor(staff_for(code))


def grants_in_force(staff: Staff) -> QuerySet[RoleGrant]:
    """The roles a person holds today."""
    return staff.grants.filter(
        Q(to_on=None) | Q(to_on__gte=today()), from_on__lte=today(), withdrawn_at=None
    ).order_by("role", "pk")


def _actor(staff: Staff) -> Actor:
    grants = list(grants_in_force(staff))
    roles = frozenset(grant.role for grant in grants)
    return Actor(
        code=f"staff:{staff.code}",
        name=staff.name,
        roles=roles,
        permissions=held_by(roles),
        posts=posts_held(staff),
        places=tuple(sorted({grant.place_prefix for grant in grants})),
        organisations=tuple(sorted({grant.organisation_prefix for grant in grants})),
    )
