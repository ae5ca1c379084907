"""Revisiting and closing: the person's word decides (H6, H8)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions.dialogue import dissatisfy
from sunhall.hotline.models import Revisit
from sunhall.matters import actions as matter_actions


@action
def revisit_request(
    number: str,
    *,
    way: str,
    reached: bool,
    by: Actor,
    solved: bool | None = None,
    satisfied: bool | None = None,
    understands: bool | None = None,
    words: str = "",
) -> Revisit:
    """Revisit 回访 by someone other than the handler; a 不满意 opens the dialogue (H6, H8)."""
    if way not in rules.REVISIT_WAYS:
        raise refuse("请选择回访方式", field="way")
    if reached and satisfied is None:
        raise refuse("请记录诉求人是否满意", field="satisfied")
    if not reached:
        # Whoever was not reached has said nothing.
        solved = satisfied = understands = None
    matter = matter_actions.move_matter(number, "revisit", by=by, satisfied=satisfied)
    said = _said(reached, satisfied, understands)
    revisit = Revisit.objects.create(
        matter=matter,
        at=now(),
        by=by.code,
        way=way,
        reached=reached,
        solved=solved,
        satisfied=satisfied,
        understands=understands,
        words=words.strip(),
    )
    record(
        events.RequestRevisited(
            matter=number,
            revisit=revisit.pk,
            way_words=rules.REVISIT_WAYS[way],
            reached=reached,
            said=said,
            words=revisit.words,
        ),
        by=by,
    )
    known = queries.facts(matter)
    # The first dialogue is owed whatever they understand, a second to whoever does not (000#1).
    if (
        satisfied is False
        and not known.joint_decided
        and not (known.dialogues_held and understands)
    ):
        dissatisfy(number, said_to="revisit", words=words, by=by)
    return revisit


@action
def close_request(number: str, *, by: Actor, version: int | None = None) -> None:
    """Close 办结归档. Refused while the person is not satisfied and nobody has talked (H6)."""
    matter = matter_actions.move_matter(number, "close", meet="revisit", by=by, version=version)
    record(
        events.RequestClosed(
            matter=number,
            outcome=matter.outcome,
            satisfied={True: "满意", False: "不满意", None: "未表示"}[matter.satisfied],
        ),
        by=by,
    )


@action
def undo_close(number: str, *, by: Actor) -> None:
    """Take closing back 撤销办结 at once, while nothing has followed: the revisit is owed again."""
    matter_actions.undo_close(number, clock="revisit", by=by)


def _said(reached: bool, satisfied: bool | None, understands: bool | None) -> str:
    if not reached:
        return "未联系上"
    if satisfied:
        return "满意"
    return "不满意但表示理解" if understands else "不满意"
