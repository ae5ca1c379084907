"""The compulsory dialogue 群众约谈 (H6; 000#1)."""

from collections.abc import Sequence
from datetime import date, datetime

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions._booking import give_back, owed
from sunhall.hotline.actions._calling import serve
from sunhall.hotline.actions._following import follow, last_day, worded
from sunhall.hotline.actions.disposing import REVISIT
from sunhall.hotline.actions.joint import refer_to_joint_meeting
from sunhall.hotline.models import Dialogue, JointReview
from sunhall.hotline.rules import MOST_DIALOGUES, RequestFacts
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.matters.rules import OUTCOMES

CLOCK = ("dialogue", "HL_DIALOGUE")
LEAST_MINUTES = 10
MOST_AGENDA = 4000
SAID_AGAIN = "两次约谈后诉求人仍不满意"


@action
def dissatisfy(number: str, *, by: Actor, said_to: str, words: str = "") -> Dialogue | JointReview:
    """Say 不满意: a dialogue is owed within five working days (H6; 000#1 四).

    `said_to` is where it was said: rating, portal, desk, revisit. The unit that answered holds it;
    a refusal is talked about by a person of power to decide who did not refuse. After two
    dialogues it is the joint meeting that hears them (000#1 二).
    """
    # Behind the lock: a refusal of this very moment is reviewed by somebody else too.
    matters.matter_for_update(number)
    request = queries.request_of(number)
    if _goes_to_joint_meeting(queries.facts(request.matter)):
        return refer_to_joint_meeting(number, words=words.strip() or SAID_AGAIN, by=by)
    refused_by = request.refused_by
    matter = matter_actions.move_matter(
        number,
        "dissatisfy",
        start=CLOCK,
        meet="revisit",
        satisfied=False,
        owner=queries.reviewer_of(refused_by) if refused_by else "",
        reason="复核不予受理",
        by=by,
    )
    dialogue = Dialogue.objects.create(
        matter=matter, opened_at=now(), said_to=said_to, words=words.strip()
    )
    record(events.RequestDissatisfied(matter=number, said_to=said_to, words=dialogue.words), by=by)
    return dialogue


@action
def hold_dialogue(
    number: str,
    *,
    way: str,
    minutes: str,
    explained: str,
    result: str,
    by: Actor,
    attendees: str = "",
    outcome: str = "",
    held_at: datetime | None = None,
    served: int | None = None,
    agreed: Sequence[str] = (),
    agreed_on: date | None = None,
    version: int | None = None,
) -> Dialogue:
    """Record a held dialogue 约谈记录: minutes, what was explained, how the person sees it (H6).

    Each line of `agreed` becomes a request of its own. `served` are the minutes of the legal
    volunteer: none given means as long as planned, 0 that they did not come.
    """
    dialogue = owed(number)
    if way not in rules.DIALOGUE_WAYS:
        raise refuse("请选择约谈方式", field="way")
    if len(minutes.strip()) < LEAST_MINUTES:
        raise refuse("请填写约谈纪要（至少 10 个字）", field="minutes")
    if not explained.strip():
        raise refuse("请写明向诉求人解释了什么、依据是什么", field="explained")
    if result not in rules.DIALOGUE_RESULTS:
        raise refuse("请选择约谈结果：满意、理解或仍不满意", field="result")
    if held_at is not None and not dialogue.opened_at <= held_at <= now():
        raise refuse("约谈时间应在诉求人表示不满意之后、现在之前", field="held_at")
    if dialogue.wants_lawyer and dialogue.volunteer is None:
        raise refuse("诉求人要求法律志愿者参加，请先安排志愿者", field="volunteer")
    items = worded(agreed)
    last_day(agreed_on, field="agreed_on")
    dialogue.held_at, dialogue.host, dialogue.way = held_at or now(), by.code, way
    dialogue.minutes, dialogue.explained = minutes.strip(), explained.strip()
    dialogue.attendees, dialogue.result = attendees.strip(), result
    matter = queries.request_of(number).matter
    dialogue.post = matter.owner
    matter_actions.answer_matter(
        number,
        text=dialogue.explained,
        # What a source never said of its answer is not said of ours.
        outcome=outcome or (matter.outcome if matter.outcome in OUTCOMES else "unresolved"),
        move="hold_dialogue",
        meet="dialogue",
        start=REVISIT,
        by=by,
        version=version,
        satisfied=result == "satisfied",
    )
    dialogue.save()
    booking = give_back(dialogue, "held")
    serve(dialogue, number, booking=booking, minutes=served, by=by)
    record(
        events.DialogueHeld(
            matter=number,
            dialogue=dialogue.pk,
            held_at=instant(dialogue.held_at),
            way_words=rules.DIALOGUE_WAYS[way],
            result=result,
            result_words=rules.DIALOGUE_RESULTS[result],
            volunteer=dialogue.volunteer.code if dialogue.volunteer else "",
            minutes=dialogue.minutes,
            explained=dialogue.explained,
        ),
        by=by,
    )
    origin = queries.request_of(number)
    for words in items:
        follow(
            origin,
            words,
            post=origin.matter.owner,
            agreed_on=agreed_on,
            dialogue=dialogue,
            by=by,
        )
    if result == "not" and _goes_to_joint_meeting(queries.facts(matters.matter_for_update(number))):
        # Two dialogues at most: whoever is still not content is heard by others (000#1 二).
        refer_to_joint_meeting(number, words=SAID_AGAIN, by=SYSTEM)
    return dialogue


@action
def set_agenda(number: str, *, agenda: str, by: Actor) -> Dialogue:
    """Set the agenda 约谈议题 of an owed dialogue: begun from the case, then edited (H6)."""
    dialogue = owed(number)
    facts = queries.facts(matters.matter_for_update(number))
    require(rules.MOVES.verdict("plan_dialogue", by, facts))
    if not agenda.strip():
        raise refuse("请写明要谈什么", field="agenda")
    if len(agenda) > MOST_AGENDA:
        raise refuse("议题请控制在 {most} 字以内", field="agenda", most=MOST_AGENDA)
    dialogue.agenda = agenda.strip()
    dialogue.save(update_fields=["agenda"])
    record(events.AgendaSet(matter=number, dialogue=dialogue.pk, agenda=dialogue.agenda), by=by)
    return dialogue


def _goes_to_joint_meeting(facts: RequestFacts) -> bool:
    """Whether two dialogues have been held and the joint meeting has not yet decided."""
    return (
        facts.dialogues_held >= MOST_DIALOGUES
        and not facts.joint_decided
        and facts.stage in ("talked", "revisited")
    )
