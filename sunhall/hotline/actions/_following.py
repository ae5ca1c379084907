"""Opening what was agreed as a matter of its own 约定事项. Private to this room."""

from collections.abc import Sequence
from datetime import date

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import events, queries
from sunhall.hotline.actions.disposing import assign_request
from sunhall.hotline.actions.intake import receive_request
from sunhall.hotline.models import Dialogue, FollowUp, JointReview, Request
from sunhall.hotline.rules.following import LINK, MOST
from sunhall.matters import actions as matter_actions

LEAST_WORDS = 4


def last_day(agreed_on: date | None, *, field: str) -> None:
    """Refuse a day that is past."""
    if agreed_on is not None and agreed_on < today():
        raise refuse("约定完成的日期不能早于今天", field=field)


def follow(
    origin: Request,
    words: str,
    *,
    post: str,
    by: Actor,
    agreed_on: date | None = None,
    dialogue: Dialogue | None = None,
    review: JointReview | None = None,
) -> FollowUp:
    """Open a request of its own for what was agreed, assign it, and link both ways.

    The person gets its number like that of any request. Without a class the desk assigns it.
    """
    matter = origin.matter
    made = receive_request(
        text=words,
        place=matter.place,
        channel=matter.channel,
        demand=origin.demand,
        person=matter.person,
        class_code=matter.class_code,
        address=origin.address,
        is_confidential=origin.is_confidential,
        by=SYSTEM,
    )
    number = made.matter.number
    if matter.class_code and post != queries.desk_post("intake"):
        assign_request(number, to=post, reason="约谈约定事项", by=SYSTEM)
    matter_actions.link_matters(matter.number, number, link=LINK, by=SYSTEM)
    row = FollowUp.objects.create(
        matter=made.matter,
        dialogue=dialogue,
        review=review,
        post=post,
        agreed_on=agreed_on,
        at=now(),
        by=by.code,
    )
    record(
        events.FollowUpAgreed(
            matter=matter.number,
            other=number,
            post=post,
            agreed_on=agreed_on.isoformat() if agreed_on else "",
            words=words,
        ),
        by=by,
    )
    return row


def answering_post(origin: Request) -> str:
    """The post that answered before the joint meeting did, which goes on with it."""
    matter = origin.matter
    answers = matter.answers.exclude(post=matter.owner).order_by("-at", "-pk")
    return answers.values_list("post", flat=True).first() or matter.owner


def worded(agreed: Sequence[str]) -> list[str]:
    """What was agreed, one thing a line; refuses what nobody could be held to."""
    items = [words.strip() for words in agreed if words.strip()]
    if len(items) > MOST:
        raise refuse("一次约谈最多商定 {most} 项，请合并", field="agreed", most=MOST)
    if any(len(words) < LEAST_WORDS for words in items):
        raise refuse("商定事项请每行写一项，写明要做什么（至少 4 个字）", field="agreed")
    return items
