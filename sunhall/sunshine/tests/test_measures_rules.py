"""Comparing without ranks, and sets as lines: tables of cases (D2; norms 1.5)."""

import pytest

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import Refused
from sunhall.matters.rules import comparing, measuring, plain_sets

SAME = comparing.share_of
KINDS = {"部门": "department", "乡镇（街道）": "town"}
OFFICES = {"民政局": "qh-mz"}


@pytest.mark.parametrize(
    ("part", "n", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 30, 0.0, 0.1135), (30, 30, 0.8865, 1.0), (45, 50, 0.7864, 0.9565)],
)
def test_an_interval_is_honest_near_its_ends(part, n, low, high):
    found = comparing.interval(part, n)
    assert tuple(round(one, 4) for one in found) == (low, high)


@pytest.mark.parametrize(
    ("one", "rest", "tier"),
    [
        ((29, 29), (60, 100), "few"),
        ((30, 30), (10, 29), "few"),
        ((20, 30), (63, 100), "within"),
        ((30, 30), (60, 100), "above"),
        ((8, 40), (60, 100), "below"),
        ((40, 40), (90, 90), "within"),
    ],
)
def test_an_office_stands_apart_only_beyond_chance_and_never_below_thirty(one, rest, tier):
    assert comparing.tier(SAME(*one), SAME(*rest)) == tier


def test_a_composite_is_the_weighted_sum_and_needs_thirty_of_each():
    weights = {"a": 30, "b": 70}
    made = comparing.composite({"a": SAME(30, 30), "b": SAME(20, 40)}, weights)
    assert round(made.value, 2) == 65.0
    assert 0 < made.low < made.value < made.high <= 100
    assert comparing.composite({"a": SAME(29, 29), "b": SAME(20, 40)}, weights) is None
    assert comparing.composite({"a": SAME(30, 30)}, weights) is None


def test_what_ships_can_be_applied_and_names_its_source():
    for kind, held in measuring.SHIPPED.items():
        measuring.check_set(kind, held.content)
        assert held.source
    assert sum(measuring.weights(measuring.SHIPPED["weights"]).values()) == 100
    figures = {one for row in measuring.reasons(measuring.SHIPPED["reasons"]).values()
               for one in row.figures}  # fmt: skip
    assert figures <= set(measuring.EXCLUDABLE)
    assert not {"on_time_rate", "sign_rate", "response_rate"} & figures


@pytest.mark.parametrize("kind", list(measuring.SETS))
def test_a_set_reads_back_as_it_was_written(kind):
    held = measuring.SHIPPED[kind]
    names = {code: words for words, code in (KINDS | OFFICES).items()}
    text = plain_sets.written(kind, held.content, names)
    assert plain_sets.read(kind, text, KINDS, OFFICES) == [dict(one) for one in held.content]


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("weights", "响应率｜30\n解决率｜60", "合计 100"),
        ("weights", "响应率｜三十", "请写成整数"),
        ("weights", "响应率 30", "第 1 行应写成"),
        ("weights", "退单率｜100", "越高越好"),
        ("weights", "好评率｜100", "没有找到"),
        ("weights", "响应率｜50\n响应率｜50", "代码相同"),
        ("weights", "", "至少填写一行"),
        ("groups", "a｜窗口组｜教育局", "“教育局”没有找到"),
        ("reasons", "a｜太难｜按时答复率｜某文件", "时限类指标不能剔除"),
    ],
)
def test_a_line_that_cannot_be_applied_is_named(kind, text, words):
    with pytest.raises(Refused) as refused:
        measuring.check_set(kind, plain_sets.read(kind, text, KINDS, OFFICES))
    assert words in refused.value.verdict.reason
    assert refused.value.field == "content"


def test_an_office_is_grouped_by_name_before_kind():
    own = measuring.Group("own", "窗口单位", offices=("qh-mz",))
    rest = measuring.Group("rest", "部门", kinds=("department",))
    assert measuring.group_of("qh-mz", "department", [rest, own]) is own
    assert measuring.group_of("qh-zj", "department", [rest, own]) is rest
    assert measuring.group_of("qh", "county", [rest, own]) is None


def test_who_may_ask_and_who_may_decide_are_two_people_of_two_offices():
    handler = Actor("staff:a", permissions=frozenset({measuring.EXCLUDE}))
    decider = Actor("staff:b", permissions=frozenset({measuring.DECIDE}))
    both = Actor("staff:a", permissions=frozenset({measuring.DECIDE}))
    assert measuring.may_propose_exclusion(handler, ["qh-mz"], "qh-mz")
    assert not measuring.may_propose_exclusion(handler, ["qh-zj"], "qh-mz")
    assert not measuring.may_propose_exclusion(decider, ["qh-mz"], "qh-mz")
    assert measuring.may_decide_exclusion(decider, ["qh-rx"], "qh-mz", "staff:a")
    assert not measuring.may_decide_exclusion(decider, ["qh-mz"], "qh-mz", "staff:a")
    assert not measuring.may_decide_exclusion(both, [], "qh-mz", "staff:a")
    assert not measuring.may_decide_exclusion(handler, [], "qh-mz", "staff:c")
