"""Linking matters that belong together; a link can be undone, never erased (H13)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.matters import events, queries, rules
from sunhall.matters.actions import _core
from sunhall.matters.models import Link, Matter


@action
def link_matters(number: str, other: str, *, link: str, by: Actor, move: str = "") -> Link:
    """Link two matters; both chains tell it. `move` is the move of the kind that links 并单."""
    if link not in rules.LINKS:
        raise refuse("请选择关联方式", field="link")
    if number == other:
        raise refuse("不能与自己关联，请填写另一件的编号", field="other")
    matter, target = _both(number, other)
    _ask(matter, move, by)
    if matter.links.filter(other=target, link=link, ended_at=None).exists():
        raise refuse("两件已经关联", field="other")
    row = Link.objects.create(matter=matter, other=target, link=link, at=now(), by=by.code)
    for one, two in ((number, other), (other, number)):
        words = rules.LINKS[link]
        record(events.MatterLinked(matter=one, other=two, link=link, link_words=words), by=by)
    return row


@action
def unlink_matters(number: str, other: str, *, link: str, by: Actor, move: str = "") -> None:
    """Undo a link 解除关联; the journal keeps both facts. `move` is the kind's that parts them."""
    matter, target = _both(number, other)
    _ask(matter, move, by)
    ended = matter.links.filter(other=target, link=link, ended_at=None).update(ended_at=now())
    if not ended:
        raise refuse("两件没有这种关联", field="other")
    for one, two in ((number, other), (other, number)):
        record(events.MatterUnlinked(matter=one, other=two, link=link), by=by)


def _ask(matter: Matter, move: str, by: Actor) -> None:
    facts = _core.facts_of(matter)
    if move:
        require(queries.kind(matter.kind).moves.verdict(move, by, facts))
    else:
        require(rules.may_link(by, facts))


def _both(number: str, other: str) -> tuple[Matter, Matter]:
    """Both matters, locked in the order of their numbers: two merges that cross do not block."""
    found = {each: _core.locked(each) for each in sorted({number, other})}
    return found[number], found[other]
