"""The table of a request: who may make which move at which stage, written down once more by hand.

`GOLDEN` mirrors the regulation (002; 000#1; mission H2–H8, K2, K3). It is not computed from
`MOVES`: a rule or a row that changes must be changed here too, by someone who read the article.
"""

from typing import Any, NamedTuple

import pytest

from sunhall.ground.access.actor import SYSTEM, VISITOR, Actor
from sunhall.ground.kit.verdict import Verdict
from sunhall.hotline.rules import MOVES, RequestFacts, may_know_person
from sunhall.hotline.rules.stages import STAGES
from sunhall.matters import rules as matter_rules
from sunhall.matters.rules import ENDED, OPEN

NUMBER = "R20261116-000001"
DESK, RELIEF, LEADER = "rx-desk", "mz-relief", "county-lead"


def staff(code: str, *permissions: str, post: str = "") -> Actor:
    posts = frozenset({post} - {""})
    return Actor(f"staff:{code}", posts=posts, permissions=frozenset(permissions))


ACTORS = {
    # Holds the intake post.
    "desk": staff("wang", "hotline.dispose", "hotline.register", post=DESK),
    # Operates the hotline, but holds no post of this matter.
    "seat": staff("ding", "hotline.dispose", "hotline.register"),
    # Holds the post that must answer.
    "handler": staff("zhao", "hotline.answer", post=RELIEF),
    # Holds another post of the same kind.
    "stranger": staff("cao", "hotline.answer", post="zj-roads"),
    "leader": staff("sun", "hotline.answer", post=LEADER),
    # Holds the posts that count, but was given no role.
    "unfit": Actor("staff:xu", posts=frozenset({DESK, RELIEF, LEADER})),
    "revisitor": staff("he", "hotline.revisit", post="rx-head"),
    "resident": Actor("resident:li"),
    "holder": Actor(f"holder:{NUMBER}"),
    "neighbour": Actor("resident:liu"),
    "other_holder": Actor("holder:R20261116-000002"),
    "visitor": VISITOR,
    "system": SYSTEM,
}

OFFICE = {"desk", "seat", "system"}
SEATS = {"desk", "seat"}
HANDLER = {"handler", "system"}
ANSWERERS = {"handler", "stranger", "leader"}
PERSON = {"resident", "holder"}
HEARS = PERSON | {"desk", "seat", "revisitor", "system"}

AT_DESK = ("received", "accepted", "classified")
BEFORE_ANSWER = (*AT_DESK, "conferring", "assigned", "submitted", "handling")
WHILE_OPEN = (*BEFORE_ANSWER, "answered", "dialogue", "talked", "joint", "decided", "revisited")
TO_CLOSE = ("answered", "talked", "revisited")


class Row(NamedTuple):
    """A move: where it starts, where it leads, who may make it, and where others may."""

    starts: tuple[str, ...]
    to: str
    allowed: set[str]
    elsewhere: dict[str, set[str]] = {}


HANDLED = {
    **dict.fromkeys(("handling", "answered", "dialogue", "talked", "revisited"), HANDLER),
    "joint": {"leader", "system"},
    "decided": {"leader", "system"},
}

GOLDEN: dict[str, Row] = {
    "accept": Row(("received",), "accepted", OFFICE),
    "refuse": Row(("received", "accepted"), "refused", OFFICE),
    "classify": Row(AT_DESK, "classified", OFFICE),
    "direct": Row(AT_DESK, "answered", OFFICE),
    "three_way": Row(AT_DESK, "answered", OFFICE),
    "keep": Row(AT_DESK, "kept", OFFICE),
    "read": Row(AT_DESK, "read", OFFICE),
    "assign": Row(AT_DESK, "assigned", OFFICE),
    "inspect": Row(AT_DESK, "assigned", OFFICE),
    "offer": Row(("assigned",), "", OFFICE),
    "designate": Row(("classified",), "handling", {"desk", "system"}),
    "submit": Row(AT_DESK, "submitted", OFFICE),
    "lead": Row(("received",), "submitted", OFFICE),
    "instruct": Row(("submitted",), "assigned", {"leader", "system"}),
    "recall": Row(("assigned", "submitted"), "classified", OFFICE),
    "confer": Row(("classified",), "conferring", OFFICE),
    "conclude": Row(("conferring",), "handling", OFFICE),
    "call_off": Row(("conferring",), "classified", OFFICE),
    "split": Row(("merged",), "accepted", SEATS),
    "merge": Row(AT_DESK, "merged", SEATS),
    "replay": Row(AT_DESK, "closed", {"system"}),
    "sign": Row(("assigned",), "handling", {"handler"}),
    "receive": Row(("submitted",), "", {"leader"}),
    "return": Row(("assigned", "handling"), "classified", {"handler"}, {"handling": HANDLER}),
    "pause": Row(("handling",), "", HANDLER),
    "resume": Row(("handling",), "", HANDLER),
    "extend": Row(("handling",), "", HANDLER),
    "answer": Row(
        ("handling", "submitted"), "answered", HANDLER, {"submitted": {"leader", "system"}}
    ),
    # The table asks only for the moment; whose word it is, is asked where the word is taken.
    "dissatisfy": Row(
        ("answered", "revisited", "closed", "kept", "read", "refused"), "dialogue", HEARS
    ),
    "plan_dialogue": Row(("dialogue",), "", HANDLER),
    "cancel_dialogue": Row(("dialogue",), "", HANDLER),
    "reply_dialogue": Row(("dialogue",), "", PERSON | SEATS | HANDLER),
    "hold_dialogue": Row(("dialogue",), "talked", HANDLER),
    "refer_joint": Row(
        ("talked", "revisited"), "joint", SEATS | {"handler", "revisitor", "system"} | PERSON
    ),
    "decide_joint": Row(("joint",), "decided", {"leader", "system"}),
    "overturn": Row(("talked",), "accepted", HANDLER),
    "revisit": Row(("answered", "talked", "decided", "revisited"), "revisited", {"revisitor"}),
    "close": Row(TO_CLOSE, "closed", {"revisitor"}),
    "withdraw": Row(BEFORE_ANSWER, "withdrawn", PERSON),
    "call": Row(WHILE_OPEN, "", SEATS),
    "remind": Row(("assigned", "submitted", "handling", "dialogue", "joint"), "", OFFICE),
    "note": Row(WHILE_OPEN, "", {"desk", "system"}, HANDLED),
    # Who did it and whether anything came after it is asked where it is undone.
    "undo_return": Row(("classified",), "handling", ANSWERERS | {"system"}),
    "undo_unsigned": Row(("classified",), "assigned", ANSWERERS | {"system"}),
    "undo_pause": Row(("handling",), "", HANDLER),
    "undo_close": Row(("closed",), "revisited", {"revisitor"}),
    "undo_close_talked": Row(("closed",), "talked", {"revisitor"}),
    "undo_close_answered": Row(("closed",), "answered", {"revisitor"}),
    "undo_note": Row(WHILE_OPEN, "", {"desk", "system"}, HANDLED),
    "contact": Row(WHILE_OPEN, "", {"desk", "system"}, HANDLED),
}

# A stage as the road leaves it: who owns it, to whom it is offered, what has happened.
SIGNED = {"owner_post": RELIEF, "signed": True, "class_code": "010101"}
REPLIED = {**SIGNED, "answers": 1, "answered_by": "staff:zhao"}
TALKED = {**REPLIED, "satisfied": False, "dialogues_held": 1}
AT: dict[str, dict[str, Any]] = {
    "classified": {"class_code": "010101"},
    "conferring": {"class_code": "010101"},
    "assigned": {"class_code": "010101", "offered_to": RELIEF},
    "submitted": {"class_code": "010101", "offered_to": LEADER},
    "handling": SIGNED,
    "answered": REPLIED,
    "dialogue": {**REPLIED, "satisfied": False, "dialogue_open": True},
    "talked": TALKED,
    "joint": {**TALKED, "owner_post": LEADER, "dialogues_held": 2, "contested": True},
    "decided": {**TALKED, "owner_post": LEADER, "dialogues_held": 2, "joint_decided": True},
    "revisited": {**REPLIED, "revisits": 1},
    "closed": {**REPLIED, "revisits": 1},
}
# What must have happened beside the stage before anybody at all may make the move.
ON_LEADERS_DESK = {"owner_post": LEADER, "offered_to": "", "signed": True}
READY: dict[str, dict[str, Any]] = {
    "assign": {"class_code": "010101"},
    "designate": {"objection_open": True},
    "replay": {"replayed": True},
    "resume": {"paused": True},
    "close": {"revisits": 1},
    "lead": {"owner_post": LEADER},
    "instruct": ON_LEADERS_DESK,
    "overturn": {"refused_by": "staff:ding"},
    "undo_return": {"returns": 1, "signed": True},
    "undo_unsigned": {"returns": 1},
    "undo_pause": {"paused": True},
    "refer_joint": {"dialogues_held": 2, "satisfied": False},
    "cancel_dialogue": {"dialogue_planned": True},
    "reply_dialogue": {"dialogue_planned": True},
}


def at(stage: str, **changes: Any) -> RequestFacts:
    """The facts of a request at a stage."""
    given: dict[str, Any] = {
        "number": NUMBER,
        "kind": "request",
        "stage": stage,
        "phase": MOVES.phase(stage),
        "owner_post": DESK,
        "intake_post": DESK,
        "person": "li",
    }
    return RequestFacts(**{**given, **AT.get(stage, {}), **changes})


def ready(move: str, stage: str) -> RequestFacts:
    changes = READY.get(move, {})
    if (move, stage) == ("answer", "submitted"):
        changes = ON_LEADERS_DESK
    return at(stage, **changes)


def ask(move: str, who: str, stage: str, **changes: Any) -> Verdict:
    return MOVES.verdict(move, ACTORS[who], at(stage, **changes))


def refused(verdict: Verdict, words: str, article: str = "") -> bool:
    return not verdict and words in verdict.reason and verdict.article == article


PAIRS = [(stage, move) for stage in STAGES for move in MOVES.rows]


def test_the_golden_table_names_every_move_and_no_other() -> None:
    assert list(GOLDEN) == list(MOVES.rows)


@pytest.mark.parametrize("move", MOVES.rows)
def test_a_move_starts_and_leads_where_the_regulation_says(move: str) -> None:
    row = MOVES.rows[move]
    assert (row.from_stages, row.to) == (GOLDEN[move].starts, GOLDEN[move].to)


@pytest.mark.parametrize(("stage", "move"), PAIRS)
def test_at_this_stage_exactly_these_people_may_make_this_move(stage: str, move: str) -> None:
    golden, facts = GOLDEN[move], ready(move, stage)
    verdicts = {who: MOVES.verdict(move, actor, facts) for who, actor in ACTORS.items()}
    if stage in golden.starts:
        expected = golden.elsewhere.get(stage, golden.allowed)
        assert {who for who, verdict in verdicts.items() if verdict} == expected
        assert all(verdict.reason for verdict in verdicts.values() if not verdict)
    else:
        reason = f"当前环节为「{STAGES[stage][1]}」，不能办理「{MOVES.rows[move].words}」"
        assert {(verdict.ok, verdict.reason) for verdict in verdicts.values()} == {(False, reason)}


@pytest.mark.parametrize("stage", STAGES)
def test_the_buttons_drawn_are_the_moves_the_verdict_allows(stage: str) -> None:
    facts = at(stage)
    for actor in ACTORS.values():
        drawn = {row.name for row in MOVES.open_to(actor, facts)}
        assert drawn == {move for move in MOVES.rows if MOVES.verdict(move, actor, facts)}


def test_a_move_of_another_kind_is_refused() -> None:
    assert refused(ask("publish_work", "desk", "received"), "没有这个环节")


@pytest.mark.parametrize("stage", [s for s in STAGES if MOVES.phase(s) in OPEN])
def test_no_open_stage_is_a_dead_end(stage: str) -> None:
    reached, seen = {stage}, set()
    while reached - seen:
        here = (reached - seen).pop()
        seen.add(here)
        reached |= {row.to for row in GOLDEN.values() if here in row.starts and row.to}
    assert "closed" in reached


@pytest.mark.parametrize("stage", [s for s in STAGES if MOVES.phase(s) in ENDED])
def test_an_ended_request_opens_again_only_because_the_person_is_not_satisfied(stage: str) -> None:
    leaving = [move for move, row in GOLDEN.items() if stage in row.starts]
    leaving = [move for move in leaving if not move.startswith("undo_close")]
    disputable = ("closed", "kept", "read", "refused")
    # What was merged never was answered for itself: an operator may split it again.
    back = ["split"] if stage == "merged" else []
    assert leaving == (["dissatisfy"] if stage in disputable else back)


# At the desk


def test_a_request_without_a_class_cannot_be_assigned() -> None:
    assert refused(ask("assign", "desk", "accepted"), "请先选择分类", "H2 分类")


def test_a_seat_does_not_dispose_of_what_another_post_owns() -> None:
    verdict = ask("classify", "seat", "classified", owner_post="rx-head")
    assert refused(verdict, "由其他岗位负责", "首问负责制 K2")
    assert ask("classify", "desk", "classified", owner_post=DESK)


def test_owning_a_request_does_not_make_an_operator() -> None:
    verdict = ask("classify", "handler", "classified", owner_post=RELIEF)
    assert refused(verdict, "只有热线坐席", "H3")


def test_a_machine_never_merges() -> None:
    assert refused(ask("merge", "system", "received"), "须经坐席人员确认", "H13")


def test_only_what_was_imported_gets_an_answer_of_the_past() -> None:
    assert refused(ask("replay", "system", "classified"), "只有导入的历史诉求", "H8")
    assert refused(ask("replay", "desk", "classified", replayed=True), "只有导入的历史诉求", "H8")


# Given, signed, returned


def test_a_request_nobody_was_offered_cannot_be_signed() -> None:
    assert refused(ask("sign", "handler", "assigned", offered_to=""), "没有待签收的交办")


def test_only_the_post_that_was_offered_signs() -> None:
    for who in ("stranger", "leader", "system"):
        assert refused(ask("sign", who, "assigned"), "交办给其他岗位", "首问负责制 K2")


def test_holding_the_post_without_the_permission_is_not_enough() -> None:
    assert refused(ask("sign", "unfit", "assigned"), "只有承办人员", "H5")
    assert refused(ask("classify", "unfit", "received"), "只有热线坐席", "H3")
    assert refused(ask("note", "unfit", "handling"), "承办人员和热线坐席", "H5")


def test_what_was_signed_cannot_be_recalled() -> None:
    assert refused(ask("recall", "desk", "assigned", offered_to=""), "已经签收", "首问负责制 K2")


def test_what_went_to_discipline_inspection_cannot_be_recalled() -> None:
    assert refused(ask("recall", "desk", "assigned", sealed=True), "已转纪检监察", "条例 33")


@pytest.mark.parametrize("stage", ["assigned", "handling"])
def test_a_request_returned_twice_cannot_be_returned_again(stage: str) -> None:
    assert ask("return", "handler", stage, returns=1)
    for returns in (2, 3):
        verdict = ask("return", "handler", stage, returns=returns)
        assert refused(verdict, "已两次退回", "潍坊 12345 条例 22")


def test_the_giver_cannot_return_for_the_post_that_was_offered() -> None:
    assert refused(ask("return", "stranger", "assigned"), "交办给其他岗位", "首问负责制 K2")
    assert refused(ask("return", "desk", "assigned"), "只有承办人员", "H5")


def test_the_desk_does_not_instruct_once_the_leader_has_received() -> None:
    verdict = ask("instruct", "stranger", "submitted", **ON_LEADERS_DESK)
    assert refused(verdict, "由其他岗位负责", "首问负责制 K2")


# Clocks


def test_a_clock_that_stands_still_cannot_be_paused_again() -> None:
    assert refused(ask("pause", "handler", "handling", paused=True), "时限已经暂停")
    assert refused(ask("resume", "handler", "handling"), "时限没有暂停")


def test_more_time_is_given_once() -> None:
    verdict = ask("extend", "handler", "handling", extensions=1)
    assert refused(verdict, "只能延期一次", "许可法 42")


def test_more_time_is_not_asked_for_twice_at_once() -> None:
    assert refused(ask("extend", "handler", "handling", extension_asked=True), "正在审批")


@pytest.mark.parametrize("stage", ["answered", "talked", "closed", "refused"])
def test_after_the_answer_no_clock_is_paused_or_extended(stage: str) -> None:
    assert refused(matter_rules.may_pause(SYSTEM, at(stage)), "没有可以暂停的时限")
    assert refused(matter_rules.may_extend(SYSTEM, at(stage)), "不能再延期")


# Not satisfied, talked to, revisited, closed


def test_a_dissatisfied_request_cannot_be_closed_before_the_dialogue() -> None:
    for who in ("revisitor", "system"):
        verdict = ask("close", who, "revisited", satisfied=False)
        assert refused(verdict, "须先约谈才能办结", "000#1 四")


def test_an_open_dialogue_keeps_the_request_open() -> None:
    verdict = ask("close", "revisitor", "revisited", dialogue_open=True)
    assert refused(verdict, "约谈尚未进行", "000#1 四")
    again = ask("close", "revisitor", "talked", dialogue_open=True, revisits=1)
    assert refused(again, "约谈尚未进行", "000#1 四")


def test_after_the_dialogue_a_dissatisfied_request_may_be_closed() -> None:
    assert ask("close", "revisitor", "talked", satisfied=False, dialogues_held=1, revisits=1)


def test_a_request_is_revisited_before_it_is_closed() -> None:
    for stage in ("answered", "talked"):
        assert refused(ask("close", "revisitor", stage), "须先回访", "002 回访100%")


def test_a_satisfied_person_is_revisited_all_the_same() -> None:
    verdict = ask("close", "revisitor", "answered", satisfied=True)
    assert refused(verdict, "须先回访", "002 回访100%")


def test_history_replayed_by_the_import_closes_without_a_revisit_but_not_without_a_dialogue() -> (
    None
):
    assert ask("close", "system", "answered", replayed=True)
    assert refused(ask("close", "revisitor", "answered", replayed=True), "须先回访", "002 回访100%")
    assert refused(
        ask("close", "system", "answered", replayed=True, satisfied=False), "须先约谈", "000#1 四"
    )
    assert not ask("close", "system", "answered", replayed=True, dialogue_open=True)


def test_nobody_revisits_what_he_answered_himself() -> None:
    assert refused(
        ask("revisit", "revisitor", "answered", answered_by="staff:he"), "承办人以外", "H8"
    )


def test_nobody_revisits_what_his_own_post_answered() -> None:
    assert refused(
        ask("revisit", "revisitor", "answered", owner_post="rx-head"), "承办人以外", "H8"
    )


def test_the_desk_neither_answers_nor_instructs_what_it_handed_on() -> None:
    for move in ("answer", "instruct"):
        verdict = ask(move, "desk", "submitted", owner_post=DESK, offered_to=LEADER)
        assert not verdict


def test_one_dialogue_at_a_time_is_owed() -> None:
    for stage in ("answered", "revisited", "closed"):
        verdict = ask("dissatisfy", "resident", stage, dialogue_open=True)
        assert refused(verdict, "约谈已经安排", "000#1 四")


def test_after_a_dialogue_a_closed_request_stays_closed() -> None:
    assert refused(ask("dissatisfy", "resident", "closed", dialogues_held=1), "请重新反映", "H6")
    assert ask("dissatisfy", "resident", "answered", dialogues_held=1)


def test_without_an_open_dialogue_there_is_nothing_to_arrange_or_hold() -> None:
    for move in ("plan_dialogue", "hold_dialogue"):
        verdict = ask(move, "handler", "dialogue", dialogue_open=False)
        assert refused(verdict, "没有待进行的约谈")


def test_the_unit_that_answered_holds_the_dialogue_itself() -> None:
    for who in ("stranger", "leader"):
        assert refused(ask("hold_dialogue", who, "dialogue"), "由其他岗位负责", "首问负责制 K2")


def test_nobody_reviews_their_own_refusal() -> None:
    for move, stage in (("hold_dialogue", "dialogue"), ("overturn", "talked")):
        own = ask(move, "handler", stage, refused_by="staff:zhao")
        assert refused(own, "作出决定以外的人员复核", "H6")
        assert ask(move, "handler", stage, refused_by="staff:wang")


def test_only_a_refusal_is_overturned_and_then_it_is_not_refused_again() -> None:
    assert refused(ask("overturn", "handler", "talked"), "没有不予受理的决定")
    assert refused(ask("refuse", "desk", "accepted", answer_voided=True), "不能再次不予受理", "H6")


def test_a_seat_whose_post_answered_meets_the_person_itself() -> None:
    assert ask("hold_dialogue", "desk", "dialogue", owner_post=DESK)
    assert not ask("hold_dialogue", "unfit", "dialogue", owner_post=DESK)


# The person and their words


def test_a_request_of_an_unknown_person_is_nobodys_to_withdraw_but_the_code_holders() -> None:
    nameless = at("handling", person="")
    assert not MOVES.verdict("withdraw", Actor("resident:"), nameless)
    assert MOVES.verdict("withdraw", ACTORS["holder"], nameless)


def test_only_a_seat_writes_down_a_call_and_only_while_the_request_is_open() -> None:
    assert refused(ask("call", "handler", "handling"), "只有热线坐席可以记录来电", "H3")
    caller = Actor("resident:li", permissions=frozenset({"hotline.register"}))
    assert refused(MOVES.verdict("call", caller, at("handling")), "由热线坐席记录")
    assert refused(matter_rules.may_take_words(ACTORS["desk"], at("closed")), "请登记新的诉求")


@pytest.mark.parametrize("stage", ["closed", "kept", "refused", "withdrawn"])
def test_an_ended_request_takes_no_more_notes_contacts_or_files(stage: str) -> None:
    assert refused(matter_rules.may_note(SYSTEM, at(stage)), "不能再添加办理记录")
    assert refused(matter_rules.may_contact(SYSTEM, at(stage)), "不能再添加办理记录")
    assert refused(matter_rules.may_supplement(ACTORS["resident"], at(stage)), "不能再补充")


@pytest.mark.parametrize("who", ACTORS)
def test_only_the_person_supplements_publishes_and_disputes(who: str) -> None:
    rules = (
        matter_rules.may_supplement,
        matter_rules.may_publish,
        matter_rules.may_dispute_contact,
    )
    assert [bool(rule(ACTORS[who], at("handling"))) for rule in rules] == [who in PERSON] * 3


def test_a_sealed_request_is_not_published_even_by_the_person() -> None:
    verdict = matter_rules.may_publish(ACTORS["resident"], at("assigned", sealed=True))
    assert refused(verdict, "不能公开", "条例 33")


def test_an_answer_is_rated_once_and_not_before_it_is_given() -> None:
    rate = matter_rules.may_rate
    assert refused(rate(ACTORS["holder"], at("handling")), "还没有答复")
    assert rate(ACTORS["holder"], at("answered"))
    assert refused(
        rate(ACTORS["holder"], at("answered", rated=True)), "已经评价过", "国办发〔2019〕51号"
    )


def test_a_confidential_person_is_known_only_to_the_desk() -> None:
    handler, desk = (
        staff("zhao", "people.reveal"),
        staff("wang", "people.manage", "hotline.dispose"),
    )
    assert may_know_person(handler, is_confidential=False)
    assert may_know_person(desk, is_confidential=True)
    verdict = may_know_person(handler, is_confidential=True)
    assert refused(verdict, "诉求人要求保密", "GB/T 33358 保密")


def test_a_post_that_reveals_nothing_does_not_know_the_person() -> None:
    for confidential in (True, False):
        actor = ACTORS["seat"]
        assert refused(may_know_person(actor, is_confidential=confidential), "不查看诉求人信息")
