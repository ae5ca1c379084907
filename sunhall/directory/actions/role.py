"""Roles are granted by the security administrator, never to oneself."""

from datetime import date

from django.db import IntegrityError, transaction

from sunhall.directory import queries
from sunhall.directory.actions import _terms
from sunhall.directory.events import RoleGranted
from sunhall.directory.models import RoleGrant
from sunhall.directory.rules import may_grant
from sunhall.ground.access import permissions
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse, require
from sunhall.places.rules import code_of, stem


@action
def grant_role(
    staff: str,
    role: str,
    *,
    by: Actor,
    place: str = "",
    organisation: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
) -> RoleGrant:
    """Grant a role 授予角色 within a scope of places and organisations (访问控制).

    An empty scope is everywhere. The three administrators exclude each other.
    """
    if role not in permissions.roles():
        raise refuse("请选择列表中的角色", field="role")
    row = queries.staff_for_update(staff)
    held = set(row.grants.filter(withdrawn_at=None).values_list("role", flat=True))
    require(may_grant(by, row.code, role, held), field="role")
    start = from_on or today()
    if to_on is not None and to_on < start:
        raise refuse("结束日期应不早于开始日期", field="to_on")
    if organisation:
        queries.open_organisation_for(organisation)
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(
                staff=row,
                role=role,
                place_prefix=stem(code_of(place, field="place")) if place else "",
                organisation_prefix=organisation,
                from_on=start,
                to_on=to_on,
                granted_by=by.code,
            )
    except IntegrityError as error:
        raise refuse("该人员已有这个角色和范围", field="role") from error
    record(
        RoleGranted(
            staff=row.code,
            role=role,
            place=grant.place_prefix,
            organisation=organisation,
            from_on=f"{start}",
            to_on=f"{to_on or ''}",
        ),
        by=by,
    )
    _terms.ask_second_factor(row)
    return grant


@action
def withdraw_role(grant_pk: int, reason: str, *, by: Actor) -> RoleGrant:
    """Withdraw a role 收回角色: by who may grant it, for it changes just as much (安全管理中心)."""
    standing = RoleGrant.objects.filter(pk=grant_pk, withdrawn_at=None)
    holder = standing.values_list("staff__code", flat=True).first()
    # The person before the role, as everywhere: whoever locks the other way round waits for ever.
    held = queries.staff_for_update(holder).grants if holder else RoleGrant.objects
    grant = held.select_for_update().filter(pk=grant_pk, withdrawn_at=None).first()
    if grant is None:
        raise refuse("这项授权已经收回")
    require(may_grant(by, grant.staff.code, grant.role, ()))
    if len(reason.strip()) < 2:
        raise refuse("请填写收回原因", field="reason")
    _terms.withdraw(grant, reason.strip(), by)
    return grant
