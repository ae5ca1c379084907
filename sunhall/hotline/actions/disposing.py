"""The seven ways to dispose of a request 七种处置方式 (H3; 002)."""

from datetime import date

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions._objections import settle
from sunhall.hotline.actions._sending import not_pushed_down, post_in_use
from sunhall.hotline.actions.citing import cite_articles
from sunhall.hotline.models import DispatchMade, Instruction
from sunhall.matters import actions as matter_actions

SIGN = "HL_SIGN"
REVISIT = ("revisit", "HL_REVISIT")


@action
def answer_directly(
    number: str,
    *,
    text: str,
    by: Actor,
    outcome: str = "informed",
    third_party: str = "",
    cites: str = "",
    version: int | None = None,
) -> None:
    """Answer at the desk 直接答复, or with the department on the line 三方通话 (`third_party`)."""
    way = "three_way" if third_party else "direct"
    matter_actions.answer_matter(
        number, text=text, outcome=outcome, move=way, start=REVISIT, by=by, version=version
    )
    cite_articles(number, cites.split(), by=by)
    _dispose(number, way, by, to=third_party, answered=True)


@action
def keep_on_file(number: str, *, by: Actor, words: str = "", version: int | None = None) -> None:
    """Keep on file 留存备查: the person is told that it was registered."""
    text = words.strip() or "您反映的情况已经登记留存，供有关单位参考。感谢您的意见。"
    matter_actions.answer_matter(
        number, text=text, outcome="recorded", move="keep", by=by, version=version
    )
    _dispose(number, "keep", by)


@action
def pass_for_reading(
    number: str, *, to: str, by: Actor, words: str = "", version: int | None = None
) -> None:
    """Pass for reading 转阅 to a post; nothing is owed, and the person is told so."""
    name = _known_post(to)
    text = words.strip() or f"您反映的情况已经转{name}阅知。感谢您的意见。"
    matter_actions.answer_matter(
        number, text=text, outcome="recorded", move="read", by=by, version=version
    )
    _dispose(number, "read", by, to=to, words=words)


@action
def assign_request(
    number: str, *, to: str, by: Actor, reason: str = "", version: int | None = None
) -> None:
    """Pass for handling 转办 to the post that must answer it (H2, H3).

    Raises Refused for a township's post when the catalogue makes it a duty of departments.
    """
    matter = queries.request_of(number).matter
    not_pushed_down(matter, to)
    objection = queries.objection_open(number)
    if objection is not None and objection.row.post == to:
        raise refuse("这个岗位刚提出派单异议；要仍由其承办，请裁定为驳回", field="to")
    matter_actions.assign_matter(
        number, to=to, reason=reason, sign_limit=SIGN, meet="objection", by=by, version=version
    )
    _dispose(number, "handle", by, to=to, words=reason)
    if objection is not None:
        settle(objection, upheld=True, to=to, words=reason, by=by)
    line = queries.dispatch_for(matter.class_code, matter.place)
    DispatchMade.objects.create(
        matter=matter,
        line_id=line.line if line and line.post == to else None,
        post=to,
        at=now(),
        by=by.code,
    )


@action
def submit_to_leader(
    number: str, *, by: Actor, to: str = "", words: str = "", version: int | None = None
) -> None:
    """Submit to a leader 呈报领导, who instructs or answers."""
    post = to or queries.desk_post("leader")
    _known_post(post)
    matter_actions.assign_matter(
        number, to=post, move="submit", reason=words, sign_limit=SIGN, by=by, version=version
    )
    _dispose(number, "leader", by, to=post, words=words)


@action
def take_for_leader(number: str, *, by: Actor) -> None:
    """Note that a leader took the call 领导接听: the post instructs or answers (H11; 002)."""
    matter = matter_actions.move_matter(number, "lead", by=by)
    _dispose(number, "leader", by, to=matter.owner)


@action
def instruct_request(
    number: str,
    *,
    to: str,
    words: str,
    by: Actor,
    due_on: date | None = None,
    version: int | None = None,
) -> None:
    """Instruct 批示: the leader who received a request assigns it; tracked until done (H3)."""
    if not words.strip():
        raise refuse("请写明批示内容", field="words")
    if due_on is not None and due_on < today():
        raise refuse("回报日期不能早于今天", field="due_on")
    not_pushed_down(queries.request_of(number).matter, to)
    matter = matter_actions.assign_matter(
        number,
        to=to,
        move="instruct",
        reason=f"批示：{words.strip()}",
        sign_limit=SIGN,
        by=by,
        version=version,
    )
    instruction = Instruction.objects.create(
        matter=matter,
        leader=by.code,
        to=to,
        words=words.strip(),
        due_on=due_on,
        given_at=now(),
        remind_at=queries.reminder_of(due_on, matter.place) if due_on else None,
    )
    record(
        events.InstructionGiven(
            matter=number,
            instruction=instruction.pk,
            to=to,
            due_on=due_on.isoformat() if due_on else "",
            words=instruction.words,
        ),
        by=by,
    )


@action
def pass_to_inspection(
    number: str, *, by: Actor, words: str = "", version: int | None = None
) -> None:
    """Pass to discipline inspection 转纪检监察: sealed from all others (H3; 条例 33)."""
    post = queries.desk_post("discipline")
    objection = queries.objection_open(number)
    _dispose(number, "inspect", by, to=post, words=words)
    matter_actions.move_matter(number, "inspect", is_sealed=True, by=by, version=version)
    matter_actions.assign_matter(
        number,
        to=post,
        move="offer",
        reason="转纪检监察",
        sign_limit=SIGN,
        meet="objection",
        by=by,
    )
    if objection is not None:
        settle(objection, upheld=True, to=post, words=words, by=by)


def _dispose(
    number: str, disposal: str, by: Actor, *, to: str = "", words: str = "", answered: bool = False
) -> None:
    request = queries.request_of(number)
    request.disposal = disposal
    if answered:
        request.answered_by = by.code
        request.third_party = to
    request.save(update_fields=["disposal", "answered_by", "third_party"])
    record(
        events.RequestDisposed(
            matter=number,
            disposal=disposal,
            disposal_words=rules.DISPOSALS[disposal],
            to=to,
            words=words.strip(),
        ),
        by=by,
    )


def _known_post(code: str) -> str:
    return str(post_in_use(code).name)
