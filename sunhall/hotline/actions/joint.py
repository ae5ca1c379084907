"""The joint meeting 联席会议: the end of the loop is always a recorded decision (H6; 000#1 二)."""

from collections.abc import Sequence
from datetime import date, datetime

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.hotline import events, queries
from sunhall.hotline.actions._following import answering_post, follow, last_day
from sunhall.hotline.actions.disposing import REVISIT
from sunhall.hotline.models import JointMeeting, JointReview
from sunhall.hotline.rules.remedies import DECISIONS, REDO, remedies_on, told
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.matters.rules import OUTCOMES

CLOCK = ("joint", "HL_JOINT")
LEAST_MEMBERS = 2


@action
def refer_to_joint_meeting(
    number: str, *, words: str, by: Actor, version: int | None = None
) -> JointReview:
    """Refer to the joint meeting 提请联席会议复核 what dialogues could not settle (000#1 二)."""
    if not words.strip():
        raise refuse("请写明诉求人还不满意什么，为什么提请复核", field="words")
    owner = matters.matter_for_update(number).owner
    matter = matter_actions.move_matter(
        number,
        "refer_joint",
        start=CLOCK,
        meet="revisit",
        owner=queries.joint_post(owner),
        reason="联席会议复核",
        by=by,
        version=version,
    )
    review = JointReview.objects.create(
        matter=matter, referred_at=now(), referred_by=by.code, words=words.strip()
    )
    record(events.RequestReferred(matter=number, words=review.words), by=by)
    return review


@action
def call_joint_meeting(
    *,
    at: datetime,
    place: str,
    chair: str,
    members: Sequence[str],
    numbers: Sequence[str],
    by: Actor,
) -> JointMeeting:
    """Call the joint meeting 召集联席会议: when, where, who sits, and which requests it hears."""
    require(_may_call(by))
    if at < now():
        raise refuse("会议时间请填写今后的时间", field="at")
    if not place.strip():
        raise refuse("请填写会议地点", field="place")
    seated = list(dict.fromkeys(code for code in members if code != chair))
    if len(seated) < LEAST_MEMBERS:
        raise refuse("除主持人以外，请至少选择两位成员", field="members")
    asked = {chair, *seated}
    if directory.staff_in_office().filter(code__in=asked).count() < len(asked):
        raise refuse("请选择在职的主持人和成员；系统、安全、审计管理员不参加会议", field="members")
    if not numbers:
        raise refuse("请选择要复核的诉求", field="numbers")
    meeting = JointMeeting.objects.create(
        code=queries.next_meeting_code(),
        at=at,
        place=place.strip(),
        chair=chair,
        members=seated,
        called_by=by.code,
    )
    record(
        events.JointMeetingCalled(
            meeting=meeting.code,
            at=instant(at),
            place=meeting.place,
            chair=chair,
            members=tuple(seated),
        ),
        by=by,
    )
    for number in sorted(numbers):
        _list(number, meeting, by)
    return meeting


@action
def decide_joint_review(
    number: str,
    *,
    decision: str,
    reasons: str,
    basis: str,
    remedies: Sequence[str],
    by: Actor,
    outcome: str = "",
    redo_to: str = "",
    redo_on: date | None = None,
    version: int | None = None,
) -> JointReview:
    """Record what the joint meeting decided 复核决定, why, by which law, and what remains.

    The person is told all of it; the request may then be closed though they are not content.
    责成继续办理 opens a request of its own for `redo_to`, else for the post that answered.
    """
    matter = matters.matter_for_update(number)
    review = JointReview.objects.filter(matter=matter, decided_at=None).first()
    if review is None:
        raise NotFound("没有待复核的事项")
    if decision not in DECISIONS:
        raise refuse("请选择复核决定", field="decision")
    if not reasons.strip():
        raise refuse("请写明决定的理由，诉求人会看到", field="reasons")
    if not basis.strip():
        raise refuse("请写明法律法规或政策依据", field="basis")
    if redo_to and not directory.posts_in_use().filter(code=redo_to).exists():
        raise refuse("请选择一个在用的岗位", field="redo_to")
    last_day(redo_on, field="redo_on")
    known = remedies_on(today())
    roads = [known[code] for code in remedies if code in known]
    if not roads or len(roads) < len(set(remedies)):
        raise refuse("请至少选择一条法定途径，让诉求人知道还能去哪里", field="remedies")
    if review.meeting is None or review.meeting.at > now():
        raise refuse("请先列入一次联席会议，会后记录决定", field="decision")
    matter_actions.answer_matter(
        number,
        text=f"{DECISIONS[decision]}。{reasons.strip()}\n{told(roads)}",
        outcome=outcome or (matter.outcome if matter.outcome in OUTCOMES else "unresolved"),
        basis=basis.strip(),
        move="decide_joint",
        meet="joint",
        start=REVISIT,
        satisfied=False,
        by=by,
        version=version,
    )
    review.decision, review.reasons, review.basis = decision, reasons.strip(), basis.strip()
    review.remedies = [road.code for road in roads]
    review.decided_at, review.decided_by = now(), by.code
    review.save()
    record(
        events.JointDecided(
            matter=number,
            meeting=review.meeting.code,
            decision=decision,
            decision_words=DECISIONS[decision],
            remedies=tuple(review.remedies),
            reason=review.reasons,
            basis=review.basis,
        ),
        by=by,
    )
    if decision == REDO:
        origin = queries.request_of(number)
        follow(
            origin,
            review.reasons,
            post=redo_to or answering_post(origin),
            agreed_on=redo_on,
            review=review,
            by=by,
        )
    return review


def _list(number: str, meeting: JointMeeting, by: Actor) -> None:
    """Put one request on the list of a meeting; it leaves an earlier list."""
    matter = matters.matter_for_update(number)
    review = JointReview.objects.filter(matter=matter, decided_at=None).first()
    if review is None:
        raise refuse("{number} 没有提请联席会议复核", field="numbers", number=number)
    review.meeting = meeting
    review.save(update_fields=["meeting"])
    record(
        events.JointMeetingSet(matter=number, meeting=meeting.code, at=instant(meeting.at)), by=by
    )


def _may_call(by: Actor) -> Verdict:
    if by.may("hotline.joint"):
        return YES
    return no("只有联席会议办事机构可以召集会议", article="000#1 二")
