"""Who owns it: assigning, signing, returning (K2)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse
from sunhall.matters import events, queries, rules
from sunhall.matters.actions import _core
from sunhall.matters.models import Matter, Return


@action
def assign_matter(
    number: str,
    *,
    to: str,
    by: Actor,
    move: str = "assign",
    reason: str = "",
    sign_limit: str = "",
    meet: str = "",
    version: int | None = None,
) -> Matter:
    """Assign 交办 to a post. The giver stays accountable until that post has signed (K2).

    `meet` is a clock that ends with this move.
    """
    matter = _core.locked(number, version)
    if not to:
        raise refuse("请选择承办岗位", field="to")
    if to == matter.owner and not matter.offered_to:
        raise refuse("此件已由该岗位负责，请选择其他岗位", field="to")
    _core.take(matter, move, by)
    if meet:
        _core.meet_clock(matter, meet, by)
    matter.offered_to, matter.signed_at = to, None
    if sign_limit:
        _core.start_clock(matter, "sign", sign_limit, by)
    record(
        events.MatterAssigned(matter=number, from_post=matter.owner, to=to, reason=reason),
        by=by,
    )
    return _core.settle(matter)


@action
def recall_matter(
    number: str, *, by: Actor, move: str = "recall", reason: str = "", version: int | None = None
) -> Matter:
    """Take back 收回 what was assigned while nobody has signed: a counter-entry (ux A3-09)."""
    matter = _core.locked(number, version)
    _core.take(matter, move, by)
    post, matter.offered_to = matter.offered_to, ""
    _core.drop_clock(matter, "sign")
    record(events.MatterRecalled(matter=number, post=post, reason=reason.strip() or "撤销"), by=by)
    return _core.settle(matter)


@action
def remind_holder(number: str, *, by: Actor, words: str = "", move: str = "remind") -> None:
    """Remind 催办 the post whose turn it is: the one to sign, else the one that holds it (K3)."""
    matter = _core.locked(number)
    _core.take(matter, move, by)
    last = queries.last_told(number)
    if last and last.kind == events.MatterReminded.kind and now() - last.at < rules.REMIND_AGAIN:
        raise refuse("刚才已经催办，请给承办岗位一点时间", field="words")
    post = matter.offered_to or matter.owner
    record(events.MatterReminded(matter=number, post=post, words=words.strip()), by=by)


@action
def sign_matter(
    number: str, *, by: Actor, move: str = "sign", version: int | None = None
) -> Matter:
    """Sign 签收: from now on this post, and no other, is accountable (K2)."""
    matter = _core.locked(number, version)
    _core.take(matter, move, by)
    post = matter.offered_to
    _core.pass_to(matter, post, reason="签收")
    matter.signed_at = now()
    matter.assignments.filter(to_at=None).update(signed_at=now(), signed_by=by.code)
    _core.meet_clock(matter, "sign", by)
    record(events.MatterSigned(matter=number, post=post, staff=by.name or by.code), by=by)
    return _core.settle(matter)


@action
def return_matter(
    number: str,
    *,
    to: str,
    reason_code: str,
    reason: str,
    by: Actor,
    suggested: str = "",
    start: tuple[str, str] | None = None,
    version: int | None = None,
) -> Matter:
    """Return 退回 with a reason and a better suggestion; `to` is the post that decides next.

    `start` names the clock, and its rule, in which it has to.
    """
    matter = _core.locked(number, version)
    if len(reason.strip()) < 4:
        raise refuse("请写明退回理由（至少 4 个字），例如职责依据", field="reason")
    post = matter.offered_to or matter.owner
    _core.take(matter, "return", by)
    _core.end_pause(matter, by)
    matter.returns += 1
    Return.objects.create(
        matter=matter,
        post=post,
        reason_code=reason_code,
        reason=reason,
        suggested=suggested,
        at=now(),
    )
    _core.drop_clock(matter, "sign")
    _core.pass_to(matter, to, reason="退回")
    if start:
        _core.start_clock(matter, *start, by)
    record(
        events.MatterReturned(
            matter=number,
            from_post=post,
            reason_code=reason_code,
            reason=reason,
            suggested=suggested,
            times=matter.returns,
            to=to,
        ),
        by=by,
    )
    return _core.settle(matter)
