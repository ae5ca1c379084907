"""Organisations and posts: opened and closed, never deleted."""

from sunhall.directory import queries
from sunhall.directory.actions import _terms
from sunhall.directory.events import (
    OrganisationClosed,
    OrganisationOpened,
    PostClosed,
    PostOpened,
)
from sunhall.directory.models import Organisation, Post
from sunhall.directory.rules import KINDS, may_manage, organisation_code, parent_code, plain_code
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse, require
from sunhall.people.rules import credit_code_of
from sunhall.places import queries as places


@action
def open_organisation(
    code: str,
    name: str,
    kind: str,
    *,
    by: Actor,
    place: str = "",
    credit_code: str = "",
    phone: str = "",
) -> Organisation:
    """Open an organisation 设立机构 below the one its code names (K2)."""
    require(may_manage(by))
    own, words = organisation_code(code), name.strip()
    if not words:
        raise refuse("请填写机构名称", field="name")
    if kind not in KINDS:
        raise refuse("请选择机构类型", field="kind")
    if Organisation.objects.filter(code=own).exists():
        raise refuse("这个机构代码已经使用，请换一个", field="code")
    above = parent_code(own)
    parent = queries.open_organisation_for_update(above) if above else None
    row = Organisation.objects.create(
        code=own,
        name=words,
        kind=kind,
        parent=parent,
        place=places.place_for(place) if place else None,
        credit_code=credit_code_of(credit_code),
        phone=phone.strip(),
    )
    record(OrganisationOpened(organisation=own, name=words, entity=kind), by=by)
    return row


@action
def close_organisation(code: str, *, by: Actor) -> Organisation:
    """Close an organisation 撤销机构 that has no open posts or parts left."""
    require(may_manage(by))
    row = queries.open_organisation_for_update(code)
    if row.posts.filter(closed_on=None).exists() or row.children.filter(closed_on=None).exists():
        raise refuse("该机构还有在用的岗位或下级机构，请先处理", field="code")
    row.closed_on = today()
    row.save(update_fields=["closed_on"])
    record(OrganisationClosed(organisation=row.code, name=row.name), by=by)
    return row


@action
def open_post(code: str, name: str, organisation: str, *, by: Actor, place: str = "") -> Post:
    """Open a post 设立岗位 in an organisation (K2)."""
    require(may_manage(by))
    own, words = plain_code(code), name.strip()
    if not words:
        raise refuse("请填写岗位名称", field="name")
    if Post.objects.filter(code=own).exists():
        raise refuse("这个岗位代码已经使用，请换一个", field="code")
    home = queries.open_organisation_for_update(organisation)
    row = Post.objects.create(
        code=own,
        name=words,
        organisation=home,
        place=places.place_for(place) if place else home.place,
    )
    record(PostOpened(post=own, name=words, organisation=home.code), by=by)
    return row


@action
def close_post(code: str, *, by: Actor) -> Post:
    """Close a post 撤销岗位; holdings end today."""
    require(may_manage(by))
    row = queries.post_for_update(code)
    row.closed_on = today()
    row.save(update_fields=["closed_on"])
    _terms.end_all(row.holdings.all(), by)
    row.empty_spells.filter(to_at=None).update(to_at=now())
    record(PostClosed(post=row.code, name=row.name), by=by)
    return row
