"""Every road to a write asks who comes: no action relies on the door before it (K4; house 8.5).

`DO` calls the action of each move of the table; the wrong actors call it on a request that
stands where the right one could make the move. Nothing may be written.
"""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM, VISITOR, Actor
from sunhall.ground.journal.models import Entry
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.hotline import actions
from sunhall.hotline.rules import MOVES
from sunhall.hotline.tests.makers import CLASS, make_request
from sunhall.matters import actions as matter_actions
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
LATER = MONDAY + timedelta(days=1)
TALK = {"way": "field", "minutes": "现场查看后确认线路老化。", "explained": "已更换。"}
BACK = {"reason_code": "not_duty", "reason": "不属于本单位职责", "suggested": "zj-roads"}
REPLY = {"text": "路灯已修复。", "outcome": "resolved"}

Do = Callable[[str, Actor], object]

MEETING: dict[str, Any] = {
    "meets_at": datetime(2026, 11, 18, 2, 0, tzinfo=UTC),
    "place": "热线中心会议室",
    "agenda": "路灯归谁管",
    "lead": "mz-relief",
    "others": ["zj-roads"],
}

# Move → the stage the request is brought to, and the action that makes the move.
DO: dict[str, tuple[str, Do]] = {
    "accept": ("received", lambda n, by: actions.accept_request(n, by=by)),
    "refuse": ("received", lambda n, by: actions.refuse_request(n, ground="secret", by=by)),
    "classify": ("received", lambda n, by: actions.classify_request(n, class_code=CLASS, by=by)),
    "direct": ("received", lambda n, by: actions.answer_directly(n, text="已答复。", by=by)),
    "three_way": (
        "received",
        lambda n, by: actions.answer_directly(n, text="已答复。", third_party="民政局", by=by),
    ),
    "keep": ("received", lambda n, by: actions.keep_on_file(n, by=by)),
    "read": ("received", lambda n, by: actions.pass_for_reading(n, to="mz-head", by=by)),
    "assign": ("classified", lambda n, by: actions.assign_request(n, to="mz-relief", by=by)),
    "inspect": ("received", lambda n, by: actions.pass_to_inspection(n, by=by)),
    "offer": ("assigned", lambda n, by: matter_actions.move_matter(n, "offer", by=by)),
    "submit": ("received", lambda n, by: actions.submit_to_leader(n, by=by)),
    "lead": ("taken", lambda n, by: actions.take_for_leader(n, by=by)),
    "instruct": (
        "submitted",
        lambda n, by: actions.instruct_request(n, to="mz-relief", words="请办理", by=by),
    ),
    "designate": (
        "returned",
        lambda n, by: actions.decide_objection(n, upheld=False, words="属本单位职责", by=by),
    ),
    "recall": ("assigned", lambda n, by: actions.recall_request(n, by=by)),
    "confer": ("classified", lambda n, by: actions.call_conference(n, **MEETING, by=by)),
    "conclude": (
        "conferring",
        lambda n, by: actions.conclude_conference(n, decision="由民政主办", by=by),
    ),
    "call_off": (
        "conferring",
        lambda n, by: actions.call_off_conference(n, reason="不再需要", by=by),
    ),
    "split": ("merged", lambda n, by: actions.split_request(n, reason="不是同一件事", by=by)),
    "merge": ("received", lambda n, by: actions.merge_request(n, into=n, by=by)),
    "replay": ("received", lambda n, by: actions.replay_answer(n, text="已答复。", by=by)),
    "sign": ("assigned", lambda n, by: actions.sign_request(n, by=by)),
    "receive": ("submitted", lambda n, by: actions.sign_request(n, by=by)),
    "return": ("handling", lambda n, by: actions.return_request(n, **BACK, by=by)),
    "pause": (
        "handling",
        lambda n, by: matter_actions.pause_clock(n, ground="XK45_TESTING", paper="1号", by=by),
    ),
    "resume": ("paused", lambda n, by: matter_actions.resume_clock(n, by=by)),
    "extend": (
        "handling",
        lambda n, by: matter_actions.ask_extension(n, n=3, reason="需要检测线路", by=by),
    ),
    "answer": ("handling", lambda n, by: actions.answer_request(n, **REPLY, by=by)),
    "dissatisfy": ("answered", lambda n, by: actions.dissatisfy(n, said_to="portal", by=by)),
    "plan_dialogue": (
        "dialogue",
        lambda n, by: actions.plan_dialogue(n, planned_at=LATER, way="field", place="村口", by=by),
    ),
    "cancel_dialogue": ("planned", lambda n, by: actions.cancel_dialogue(n, reason="另约", by=by)),
    "reply_dialogue": (
        "planned",
        lambda n, by: actions.reply_to_dialogue(n, answer="accept", by=by),
    ),
    "hold_dialogue": (
        "dialogue",
        lambda n, by: actions.hold_dialogue(n, **TALK, result="satisfied", by=by),
    ),
    "refer_joint": (
        "contested",
        lambda n, by: actions.refer_to_joint_meeting(n, words="不服", by=by),
    ),
    "decide_joint": (
        "heard",
        lambda n, by: actions.decide_joint_review(
            n, decision="uphold", reasons="属实", basis="条例", remedies=["review"], by=by
        ),
    ),
    "overturn": ("reviewed", lambda n, by: actions.overturn_refusal(n, words="属实", by=by)),
    "revisit": (
        "answered",
        lambda n, by: actions.revisit_request(n, way="phone", reached=True, satisfied=True, by=by),
    ),
    "close": ("revisited", lambda n, by: actions.close_request(n, by=by)),
    "withdraw": ("handling", lambda n, by: actions.withdraw_request(n, by=by)),
    "call": ("handling", lambda n, by: actions.urge_request(n, by=by)),
    "remind": ("handling", lambda n, by: matter_actions.remind_holder(n, by=by)),
    "note": ("handling", lambda n, by: matter_actions.add_note(n, text="已查看", by=by)),
    "undo_return": ("returned", lambda n, by: matter_actions.undo_return(n, by=by)),
    "undo_unsigned": ("declined", lambda n, by: matter_actions.undo_return(n, by=by)),
    "undo_pause": ("paused", lambda n, by: matter_actions.undo_pause(n, by=by)),
    "undo_close": ("closed", lambda n, by: actions.undo_close(n, by=by)),
    "undo_close_talked": ("closed", lambda n, by: actions.undo_close(n, by=by)),
    "undo_close_answered": ("closed", lambda n, by: actions.undo_close(n, by=by)),
    "undo_note": ("noted", lambda n, by: matter_actions.undo_note(n, by=by)),
    "contact": (
        "handling",
        lambda n, by: matter_actions.record_contact(n, way="phone", result="reached", by=by),
    ),
}

# What no move of the table says: verdicts of the spine, each with its own action.
BESIDE: dict[str, tuple[str, Do]] = {
    "decide_extension": (
        "extending",
        lambda n, by: matter_actions.decide_extension(n, granted=True, reason="属实", by=by),
    ),
    "rate": (
        "answered",
        lambda n, by: matter_actions.rate_answer(n, stars=5, channel="web", by=by),
    ),
    "supplement": ("handling", lambda n, by: actions.supplement_request(n, text="又坏了", by=by)),
    "publish": ("handling", lambda n, by: actions.publish_request(n, is_public=True, by=by)),
    "wish": (
        "dialogue",
        lambda n, by: actions.wish_dialogue(n, way="home", wants_lawyer=False, by=by),
    ),
    "attach": (
        "handling",
        lambda n, by: matter_actions.attach_file(n, file="f", role="request", by=by),
    ),
    "link": ("handling", lambda n, by: _link(n, by)),
    "recompute": ("handling", lambda n, by: matter_actions.recompute_limits(n, reason="试", by=by)),
}


def _link(number: str, by: Actor) -> object:
    return matter_actions.link_matters(number, number[:-1] + "0", link="related", by=by)


def _closed(cast: Cast, number: str) -> None:
    DO["revisit"][1](number, cast.revisitor)
    DO["close"][1](number, cast.revisitor)


def _reviewed(cast: Cast, number: str) -> None:
    DO["refuse"][1](number, cast.operator)
    DO["dissatisfy"][1](number, cast.resident)
    DO["hold_dialogue"][1](number, cast.manager)


def _contested(cast: Cast, number: str) -> None:
    actions.hold_dialogue(number, **TALK, result="not", by=cast.handler)


def _heard(cast: Cast, number: str) -> None:
    """Before the joint meeting, whose sitting has come."""
    _contested(cast, number)
    actions.refer_to_joint_meeting(number, words="不服", by=cast.handler)
    actions.call_joint_meeting(
        at=MONDAY,
        place="县政府三楼",
        chair="sun",
        members=["shi", "lv"],
        numbers=[number],
        by=cast.manager,
    )


def _merged(cast: Cast, number: str) -> None:
    into = make_request(cast, upto="handling").matter.number
    actions.merge_request(number, into=into, by=cast.operator)


STEPS: dict[str, tuple[str, Callable[[Cast, str], object]]] = {
    "submitted": ("received", lambda cast, n: actions.submit_to_leader(n, by=cast.operator)),
    "paused": ("handling", lambda cast, n: DO["pause"][1](n, cast.handler)),
    "returned": ("handling", lambda cast, n: DO["return"][1](n, cast.handler)),
    "declined": ("assigned", lambda cast, n: DO["return"][1](n, cast.handler)),
    "conferring": ("classified", lambda cast, n: DO["confer"][1](n, cast.operator)),
    "merged": ("received", lambda cast, n: _merged(cast, n)),
    "noted": ("handling", lambda cast, n: DO["note"][1](n, cast.handler)),
    "extending": ("handling", lambda cast, n: DO["extend"][1](n, cast.handler)),
    "planned": ("dialogue", lambda cast, n: DO["plan_dialogue"][1](n, cast.handler)),
    "contested": ("dialogue", _contested),
    "heard": ("dialogue", _heard),
    "closed": ("answered", lambda cast, n: _closed(cast, n)),
    "reviewed": ("received", lambda cast, n: _reviewed(cast, n)),
    "revisited": ("answered", lambda cast, n: DO["revisit"][1](n, cast.revisitor)),
}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def brought(cast: Cast, stage: str) -> str:
    """The number of a request that stands at a stage, with all that has happened before."""
    if stage == "taken":
        return str(make_request(cast, owner="county-lead").matter.number)
    upto, step = STEPS.get(stage, (stage, None))
    number = str(make_request(cast, upto=upto).matter.number)
    if step:
        step(cast, number)
    return number


def wrong_actors(cast: Cast) -> dict[str, Actor]:
    """People who must not make any move of this request, each for another reason."""
    posts = frozenset(cast.posts)
    return {
        "a handler of another unit": cast.other_handler,
        "a handler of another town": cast.outsider,
        "an administrator": cast.system_admin,
        "an auditor": cast.audit_admin,
        "every post and no permission": Actor("staff:xu", posts=posts, places=("",)),
        "another resident": cast.neighbour,
        "a visitor": VISITOR,
        "the holder of another number": Actor("holder:R20261116-000000"),
    }


@pytest.mark.parametrize("move", [*MOVES.rows, *BESIDE])
def test_no_wrong_actor_makes_this_move_by_calling_its_action(desk: Cast, move: str) -> None:
    stage, do = (DO | BESIDE)[move]
    number = brought(desk, stage)
    before = Entry.objects.count()
    for who, actor in wrong_actors(desk).items():
        if move in ("attach", "link") and who == "every post and no permission":
            # What belongs to a matter follows whoever holds it, not a permission.
            continue
        with pytest.raises((Refused, NotFound)):
            pytest.fail(f"{who}: {do(number, actor)}")
    assert Entry.objects.count() == before


def test_whoever_has_the_permission_for_all_decides_only_within_sight(desk: Cast) -> None:
    number = brought(desk, "extending")
    elsewhere = replace(
        desk.other_handler,
        permissions=desk.other_handler.permissions | {"matters.decide_extension"},
    )
    with pytest.raises(NotFound):
        matter_actions.decide_extension(number, granted=True, reason="属实", by=elsewhere)


# Actions that take no request, or that keep only what is the caller's own.
OWN = {
    "drop_draft": "a draft is found by who wrote it",
    "save_draft": "a draft is kept under who wrote it",
    "save_view": "a view is kept under who named it",
    "drop_view": "a view is found by who named it",
    "raise_view": "a view is found by who named it",
    "file_request": "everybody may file for themselves",
    "forget_draft": "whoever holds the key of a draft may erase it",
    "forget_drafts": "erases only what is past its time",
    "open_matter": "who may open is asked by the kind that opens",
    "index_texts": "derived from what is there, no fact",
    "begin_recomputation": "follows from a calendar that was approved",
    "advance_recomputation": "goes on with what was begun",
}
GIVEN: dict[str, Any] = {
    "number": "R20261116-000000", "code": "x", "to": "mz-relief", "text": "文字文字", "by": VISITOR,
    "name": "名称", "organisation": "qh-mz", "post": "mz-relief", "basis": "依据",
    "link": "related",
    "sha256": "0", "rows": 1, "columns": {}, "source": "来源", "content": [b"a,b\n1,2\n"],
    "lines": [], "class_code": CLASS, "purpose": "intake", "place": "990101100201", "pk": 0,
    "channel": "phone", "kind": "request", "subject": "主题", "owner": "rx-desk", "other": "x",
    "move": "accept", "reason": "理由理由", "n": 1, "granted": True, "ground": "x", "paper": "x",
    "outcome": "resolved", "stars": 5, "words": "话", "contact": 0, "file": "f", "role": "request",
    "way": "phone", "result": "reached", "is_public": True, "editing": False, "into": "x",
    "reached": True, "said_to": "portal", "planned_at": LATER, "minutes": "x", "explained": "x",
    "clock": "revisit", "meet": "revisit",
    "wants_lawyer": False, "reason_code": "x", "suggested": "x", "seal": "x",
    "person": "x", "upheld": True, "booking": 0, "answer": "accept",
    "at": LATER, "chair": "sun", "members": ["shi", "lv"], "numbers": ["x"], "decision": "uphold",
    "reasons": "理由", "remedies": ["review"],
    "level": "city", "organ": "市信访局", "groups": [], "on": MONDAY.date(),
    "done": True, "call": "x", "use": "register", "marks": ["x"], "draft": None,
    "older_than": timedelta(days=1), "from_at": LATER, "to_at": LATER + timedelta(days=1),
    "tie": "other", "signer": "person", "witness": "见证人",
    "proposal": 0, "exclusion": 0, "evidence": "证据", "why": "原因", "from_on": MONDAY.date(),
    "phone": "13900000021", "proof": "paper",
    "given": {"text": "文字文字", "place": "990101100201"},
    **MEETING,
}  # fmt: skip


@pytest.mark.parametrize(
    ("room", "name"),
    [(room, name) for room in (actions, matter_actions) for name in sorted(set(room.__all__))],
    ids=str,
)
def test_every_public_action_refuses_somebody_from_the_street(
    desk: Cast, room: Any, name: str
) -> None:
    if name in OWN:
        return
    asked = inspect.signature(getattr(room, name)).parameters.values()
    given = {one.name: GIVEN[one.name] for one in asked if one.default is one.empty}
    given["by"] = VISITOR
    before = Entry.objects.count()
    with pytest.raises((Refused, NotFound)):
        getattr(room, name)(**given)
    assert Entry.objects.count() == before


def test_the_house_itself_revisits_nobody_and_takes_no_call(desk: Cast) -> None:
    number = brought(desk, "answered")
    for move in ("revisit", "call", "merge"):
        with pytest.raises((Refused, NotFound)):
            DO[move][1](number, SYSTEM)
