"""Identifiers are read as people write them, and refused with the way out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import Refused
from sunhall.people import rules

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
CLERK = Actor(code="staff:wang", permissions=frozenset({"people.reveal", "people.manage"}))


@pytest.mark.parametrize(
    "typed",
    [
        "13800001234",
        "138 0000 1234",
        "１３８００００１２３４",
        "+86 138-0000-1234",
        "0086 13800001234",
        "138　0000　1234",
        " 13800001234 ",
    ],
)
def test_a_mobile_number_is_one_number_however_it_is_written(typed: str) -> None:
    assert rules.mobile_of(typed) == "13800001234"
    assert rules.phone_of(typed) == "13800001234"


@given(st.text(alphabet=" -（）()　.", max_size=2), st.sampled_from(["", "+86", "0086", "86"]))
def test_gaps_and_country_codes_never_change_a_number(gap: str, country: str) -> None:
    assert rules.mobile_of(f"{country}{gap}138{gap}0000{gap}1234") == "13800001234"


def test_a_landline_keeps_its_area_code() -> None:
    assert rules.phone_of("0379-6512 3456") == "037965123456"


@pytest.mark.parametrize("typed", ["1380000123", "138000012345", "12345", "abc", "23800001234"])
def test_a_wrong_mobile_number_is_refused_with_the_way_out(typed: str) -> None:
    with pytest.raises(Refused, match="请输入 11 位手机号码") as refused:
        rules.mobile_of(typed)
    assert refused.value.field == "phone"


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002x",
    ],
)
def test_an_identity_number_is_read_in_any_width_and_case(typed: str) -> None:
    assert rules.id_number_of(typed) == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("110105194912310021", "末位校验码"),
        ("11010519491331002X", "出生日期"),
        ("1101051949123100", "18 位"),
        ("11010519491231002Y", "18 位"),
    ],
)
def test_a_wrong_identity_number_says_which_part_to_check(typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        rules.id_number_of(typed)


@given(st.integers(0, 17), st.integers(1, 9))
def test_any_single_wrong_digit_of_an_identity_number_is_noticed(at: int, shift: int) -> None:
    good = "99010119900307123"
    good += ric.calc_check_digit(good + "0")
    place = at if at < 17 else 16
    wrong = good[:place] + str((int(good[place]) + shift) % 10) + good[place + 1 :]
    assert rules.id_number_of(good) == good
    with pytest.raises(Refused):
        rules.id_number_of(wrong)


@pytest.mark.parametrize(
    "typed", ["91110000600037341L", "91350100m000100y43", "12441500196720244T"]
)
def test_a_credit_code_is_read_in_any_case(typed: str) -> None:
    assert rules.credit_code_of(typed) == typed.upper()


@pytest.mark.parametrize(("typed", "words"), [("91350100M000100Y44", "校验码"), ("9135", "18 位")])
def test_a_wrong_credit_code_says_the_way_out(typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        rules.credit_code_of(typed)


def test_nothing_typed_stays_nothing() -> None:
    assert [f("") for f in (rules.phone_of, rules.id_number_of, rules.credit_code_of)] == [
        "",
        "",
        "",
    ]


def test_a_reason_of_four_characters_is_the_least_for_a_reveal() -> None:
    assert not rules.may_reveal(CLERK, "核实 ")
    assert rules.may_reveal(CLERK, "核实诉求")
    assert not rules.may_reveal(Actor(code="staff:x"), "核实诉求")


def test_a_second_code_waits_a_minute() -> None:
    assert rules.may_send(None, AT)
    refused = rules.may_send(AT, AT + timedelta(seconds=20))
    assert "41 秒" in refused.reason
    assert rules.may_send(AT, AT + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("expires", "tries", "words"),
    [(None, 0, "请先获取"), (AT, 0, "10 分钟"), (AT + timedelta(minutes=1), 5, "5 次")],
)
def test_a_code_lives_ten_minutes_and_five_tries(expires, tries, words) -> None:
    verdict = rules.may_try(expires, tries, AT)
    assert not verdict
    assert words in verdict.reason


def facts(**change):
    return rules.Facts(**{"kind": "natural", "is_merged": False, "is_erased": False, **change})


@pytest.mark.parametrize(
    ("double", "words"),
    [
        (facts(is_erased=True), "依法删除"),
        (facts(is_merged=True), "已经合并"),
        (facts(kind="enterprise"), "个人与企业"),
        (facts(id_number="11010519491231002X"), "身份证号码不同"),
    ],
)
def test_records_that_cannot_be_one_person_are_not_merged(double, words) -> None:
    kept = facts(id_number="990101199003071230")
    assert words in rules.may_merge(CLERK, kept, double).reason


def test_merging_needs_an_operator() -> None:
    assert rules.may_merge(CLERK, facts(), facts())
    assert not rules.may_merge(Actor(code="staff:x"), facts(), facts())
