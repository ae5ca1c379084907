"""Who may do what with an article, and how words find it (H12)."""

from datetime import date

import pytest

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import Refused
from sunhall.knowledge import rules


def actor(*permissions: str, post: str = "", code: str = "staff:a") -> Actor:
    posts = frozenset({post} if post else ())
    return Actor(code=code, permissions=frozenset(permissions), posts=posts)


READ, WRITE, REVIEW, MANAGE = (f"knowledge.{w}" for w in ("read", "write", "review", "manage"))
OURS = frozenset({"mz-1"})


def facts(state: str = rules.PUBLISHED, draft: str = "", *hands: str) -> rules.ArticleFacts:
    return rules.ArticleFacts(state, OURS, draft, frozenset(hands))


@pytest.mark.parametrize(
    ("who", "about", "may"),
    [
        (actor(WRITE, post="mz-1"), facts(), True),
        (actor(WRITE, post="zj-1"), facts(), False),
        (actor(WRITE, post="zj-1"), facts("draft", rules.DRAFT, "staff:a"), True),
        (actor(WRITE, MANAGE), facts(), True),
        (actor(READ, post="mz-1"), facts(), False),
        (actor(WRITE, post="mz-1"), facts("draft", rules.SUBMITTED), False),
        (actor(WRITE, post="mz-1"), facts("draft", rules.RETURNED), True),
    ],
)
def test_the_department_changes_its_own_articles_but_not_while_they_are_reviewed(who, about, may):
    assert bool(rules.may_edit(who, about)) is may


@pytest.mark.parametrize(
    ("who", "hands", "may"),
    [
        (actor(REVIEW, post="mz-1"), ("staff:b",), True),
        (actor(REVIEW, post="zj-1"), ("staff:b",), False),
        (actor(MANAGE), ("staff:b",), True),
        (actor(WRITE, post="mz-1"), ("staff:b",), False),
        (actor(REVIEW, post="mz-1"), ("staff:a",), False),
        (actor(MANAGE), ("staff:b", "staff:a"), False),
    ],
)
def test_head_or_manager_reviews_and_never_what_they_wrote_in(who, hands, may):
    assert bool(rules.may_review(who, facts("draft", rules.SUBMITTED, *hands))) is may
    assert not rules.may_review(who, facts("draft", rules.DRAFT, *hands))


def test_anybody_who_reads_may_doubt_and_only_the_owner_replies():
    assert rules.may_doubt(actor(READ), facts())
    assert not rules.may_doubt(actor(), facts())
    assert not rules.may_doubt(actor(READ), facts(rules.WITHDRAWN))
    assert rules.may_answer_doubt(actor(WRITE, post="mz-1"), facts())
    assert not rules.may_answer_doubt(actor(WRITE, post="zj-1"), facts())
    assert rules.may_answer_doubt(actor(MANAGE), facts())


DRAFT = {
    "title": "社保卡补办",
    "question": "卡丢了怎么办？",
    "answer": "到社保窗口补办。",
    "basis": "社会保险法第五十八条",
    "valid_from": date(2026, 1, 1),
    "valid_until": date(2026, 12, 31),
}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"answer": ""}, "answer"),
        ({"basis": ""}, "basis"),
        ({"valid_until": date(2025, 12, 31)}, "valid_until"),
        ({"title": "长" * 81}, "title"),
        ({"phrases": "话" * 501}, "phrases"),
    ],
)
def test_a_draft_without_a_part_names_the_part(changes, field):
    with pytest.raises(Refused) as refused:
        rules.checked(rules.Draft(**{**DRAFT, **changes}))
    assert refused.value.field == field


def test_a_draft_is_tidied():
    draft = rules.checked(rules.Draft(**DRAFT, phrases=" 卡丢了 \n\n 卡没了"))
    assert draft.phrases == "卡丢了\n卡没了"


def test_a_title_is_spelled_by_sound_and_by_initials():
    found = rules.spelled("社保卡")
    assert {"pyshebao", "pybaoka", "pisb", "pibk", "pisbk"} == found


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("shebaoka", ["pyshebao", "pybaoka"]),
        ("sheb", ["pishe", "piheb"]),
        ("shebaok", ["pyshebao"]),
        ("sbk", ["pisbk"]),
        ("sb", ["pisb"]),
        ("ＳＨＥＢＡＯ", ["pyshebao"]),
        ("社保卡", []),
        ("zhongxin", ["pyzhongxin"]),
        ("fangan", ["pyfangan"]),
    ],
)
def test_letters_are_read_as_sounds_else_as_initials(typed, asked):
    assert rules.asked_spelling(typed) == asked


def test_rare_words_weigh_more_and_common_ones_nothing_beside_them():
    weighed = rules.weight({"社保": 10, "办理": 900}, 1000)
    assert list(weighed.weights) == ["社保"]
    assert rules.weight({"办理": 900}, 1000).weights.keys() == {"办理"}
    assert not rules.weight({}, 1000)


def test_the_head_counts_more_and_what_has_expired_less():
    asked = rules.weight({"社保": 10, "保卡": 5}, 1000)
    words = {"社保", "保卡"}
    in_head = rules.score(asked, words, words, expired=False)
    in_body = rules.score(asked, set(), words, expired=False)
    expired = rules.score(asked, words, words, expired=True)
    assert in_head > in_body > 0
    assert 0 < expired < in_head


def test_what_every_call_begins_with_is_not_looked_up():
    assert rules.asked_of("来电人咨询怎么补办社保卡") == ["补办", "办社", "社保", "保卡"]
    assert rules.asked_of("怎么办") == ["怎么", "么办"]


def test_what_is_much_weaker_than_the_best_is_left_out():
    assert rules.strong({1: 10.0, 2: 4.0, 3: 3.0}) == {1: 10.0, 2: 4.0}
    assert rules.strong({}) == {}


def test_one_word_of_many_proves_nothing():
    asked = rules.weight({"社保": 10, "保卡": 5, "补办": 20, "丢了": 7}, 1000)
    assert rules.score(asked, {"社保"}, {"社保"}, expired=False) == 0
    assert rules.score(asked, set(), {"社保", "补办"}, expired=False) > 0


def test_an_article_holds_through_its_last_day():
    assert not rules.is_expired(date(2026, 12, 31), date(2026, 12, 31))
    assert rules.is_expired(date(2026, 12, 31), date(2027, 1, 1))
