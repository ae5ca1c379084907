"""Answering, and the person's word on the answer. The two never overwrite each other."""

from collections.abc import Sequence

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, replaying
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.matters import events, queries, rules
from sunhall.matters.actions import _core
from sunhall.matters.models import Answer, Matter, Rating

SATISFIED_FROM = 3  # 基本满意 and better; 2 and 1 are bad ratings 差评 (国办发〔2019〕51号)


@action
def answer_matter(
    number: str,
    *,
    text: str,
    outcome: str,
    by: Actor,
    move: str = "answer",
    meet: str = "reply",
    start: tuple[str, str] | None = None,
    cause: str = "",
    basis: str = "",
    plan: str = "",
    third: str = "",
    satisfied: bool | None = None,
    version: int | None = None,
) -> Matter:
    """Answer 答复: text the person will read and what came of it, separate from closing (H2)."""
    matter = _core.locked(number, version)
    if not text.strip():
        raise refuse("请写明给诉求人的答复内容", field="text")
    if outcome not in (rules.ALL_OUTCOMES if replaying() else rules.OUTCOMES):
        raise refuse("请选择办理结果", field="outcome")
    answer = Answer.objects.create(
        matter=matter,
        text=text.strip(),
        outcome=outcome,
        cause=cause,
        basis=basis,
        plan=plan,
        third=third,
        post=matter.owner,
        by=by.code,
        at=now(),
    )
    _core.end_pause(matter, by)
    if start:
        _core.start_clock(matter, *start, by)
    _core.meet_clock(matter, meet, by)
    matter.last_answer, matter.outcome = answer, outcome
    matter.answered_at = matter.answered_at or now()
    matter.satisfied = satisfied
    _core.take(matter, move, by)
    record(
        events.MatterAnswered(
            matter=number,
            answer=answer.pk,
            outcome=outcome,
            outcome_words=rules.ALL_OUTCOMES[outcome],
            words=answer.text,
        ),
        by=by,
    )
    return _core.settle(matter)


@action
def rate_answer(
    number: str,
    *,
    stars: int,
    channel: str,
    by: Actor,
    reasons: Sequence[str] = (),
    words: str = "",
) -> Matter:
    """Rate the last answer 评价: five levels, none preselected, once per answer (S9)."""
    matter = _core.locked(number)
    if stars not in range(1, 6):
        raise refuse("请从五个等级中选择一个", field="stars")
    require(rules.may_rate(by, queries.kind(matter.kind).facts(matter)))
    answer = matter.last_answer
    if answer is None:
        raise NotFound("答复")
    rating = Rating.objects.create(
        matter=matter,
        answer=answer,
        stars=stars,
        reasons=list(reasons),
        words=words.strip(),
        channel=channel,
        at=now(),
    )
    matter.satisfied = stars >= SATISFIED_FROM
    record(
        events.MatterRated(
            matter=number,
            answer=answer.pk,
            stars=stars,
            reasons=tuple(reasons),
            words=rating.words,
            channel=channel,
        ),
        by=by,
    )
    return _core.settle(matter)
