"""Holding posts as A or B, and noticing that nobody does."""

from datetime import date, timedelta

from sunhall.directory import queries
from sunhall.directory.actions import _terms
from sunhall.directory.events import PostFilled, PostFoundEmpty, PostHeld
from sunhall.directory.models import EmptySpell, Holding
from sunhall.directory.rules import RANKS, Hold, may_hold, may_manage
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse, require


@action
def hold_post(
    post: str,
    staff: str,
    rank: str,
    *,
    by: Actor,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Holding:
    """Put a person on a post as A or B 任职; whoever held it ends the day before (K2)."""
    require(may_manage(by))
    if rank not in RANKS:
        raise refuse("请选择 A 岗或 B 岗", field="rank")
    # The person before the post, as everywhere: whoever locks the other way round waits for ever.
    person = queries.staff_for_update(staff)
    place = queries.post_for_update(post)
    start = from_on or today()
    if to_on is not None and to_on < start:
        raise refuse("任职结束日期应不早于开始日期", field="to_on")
    for before in place.holdings.filter(rank=rank, to_on=None, from_on__lt=start):
        _terms.end(before, start - timedelta(days=1), by)
    wanted = Hold(person.code, rank, start, to_on)
    require(may_hold(wanted, queries.holds_of(place)), field="staff")
    row = Holding.objects.create(post=place, staff=person, rank=rank, from_on=start, to_on=to_on)
    record(
        PostHeld(
            post=place.code,
            staff=person.code,
            rank=rank,
            from_on=f"{start}",
            to_on=f"{to_on or ''}",
        ),
        by=by,
    )
    note_empty_post(place.code, by=by)
    return row


@action
def leave_post(post: str, rank: str, *, by: Actor, on: date | None = None) -> Holding:
    """End a holding 离岗; `on` is its last day (K2)."""
    require(may_manage(by))
    place = queries.post_for_update(post)
    last = on or today()
    row = _terms.lasting(place.holdings.filter(rank=rank), last).first()
    if row is None:
        raise refuse("该岗位目前没有这一岗的人员", field="rank")
    if last < row.from_on:
        raise refuse("结束日期应不早于任职开始日期", field="on")
    _terms.end(row, last, by)
    return row


@action
def note_empty_post(post: str, *, by: Actor) -> EmptySpell | None:
    """Record 脱岗 when nobody answers for a post, and its end when somebody does (K2).

    Asking twice records once.
    """
    place = queries.post_for_update(post)
    who = queries.accountable(place.code)
    spell = place.empty_spells.filter(to_at=None).first()
    if not who and spell is None:
        spell = EmptySpell.objects.create(post=place, from_at=now())
        record(PostFoundEmpty(post=place.code), by=by)
    elif who.staff is not None and spell is not None:
        spell.to_at = now()
        spell.save(update_fields=["to_at"])
        record(PostFilled(post=place.code, staff=who.staff), by=by)
    return spell
