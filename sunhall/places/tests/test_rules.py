"""Codes: what they mean, what lies within what, and what a list may hold."""

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunhall.ground.kit.refusal import Refused
from sunhall.places import rules
from sunhall.places.rules.pinyin import spelled


def codes() -> st.SearchStrategy[str]:
    """Codes of every level, padded as they are stored."""
    digits = st.integers(1, 99).map("{:02d}".format)
    three = st.integers(1, 999).map("{:03d}".format)
    parts = st.tuples(digits, digits, digits, three, three, three)
    return st.builds(
        lambda part, depth: rules.full_code("".join(part[:depth])), parts, st.integers(1, 6)
    )


@pytest.mark.parametrize(
    ("code", "stem", "level"),
    [
        ("990000000000", "99", "province"),
        ("990100000000", "9901", "city"),
        ("990101000000", "990101", "county"),
        ("990101010000", "990101010", "town"),
        ("990101100201", "990101100201", "village"),
        ("990101100201001", "990101100201001", "group"),
    ],
)
def test_a_code_says_its_level_by_what_is_not_zero(code: str, stem: str, level: str) -> None:
    assert rules.stem(code) == stem
    assert rules.level_of(code) == level


@given(codes())
def test_a_stem_padded_again_is_the_code(code: str) -> None:
    assert rules.full_code(rules.stem(code)) == code


@given(codes(), codes())
def test_within_agrees_with_the_range_that_an_index_serves(code: str, scope: str) -> None:
    low, high = rules.span(scope)
    in_range = code >= low and (not high or code < high)
    assert rules.within(code, scope) == in_range


@given(codes())
def test_a_place_lies_within_itself_everything_above_and_everywhere(code: str) -> None:
    assert rules.within(code, code)
    assert rules.within(code, "")
    assert all(rules.within(code, above) for above in rules.ancestors(code))


def test_a_neighbour_is_not_within() -> None:
    assert not rules.within("990101101201", "990101100")
    assert not rules.within("990101100000", "990101100201")


@pytest.mark.parametrize("typed", ["９９０１０１", " 990101 ", "990101000000"])
def test_a_code_is_read_in_any_width(typed: str) -> None:
    assert rules.code_of(typed) == "990101000000"


@pytest.mark.parametrize("typed", ["", "99010", "99010110", "abcdef", "9901011002010011", "000000"])
def test_a_code_of_no_level_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="区划代码请"):
        rules.code_of(typed)


def test_ancestors_run_from_the_widest_and_name_each_once() -> None:
    assert rules.ancestors("990101100201001") == [
        "990000000000",
        "990100000000",
        "990101000000",
        "990101100000",
        "990101100201",
    ]


def test_a_full_name_leaves_out_what_nobody_says() -> None:
    assert rules.full_name(["北京市", "市辖区", "东城区"]) == "北京市东城区"
    assert rules.full_name(["广东省", "东莞市", "东城街道"]) == "广东省东莞市东城街道"


@pytest.mark.parametrize(
    ("name", "initials", "pinyin"),
    [
        ("青禾县", "qhx", "qinghexian"),
        ("重庆市", "cqs", "chongqingshi"),
        ("六安市", "las", "luanshi"),
        ("石桥村（东）", "sqcd", "shiqiaocundong"),
    ],
)
def test_names_are_spelled_by_phrase(name: str, initials: str, pinyin: str) -> None:
    assert spelled(name) == (initials, pinyin)


LIST = "code,name\n990101,青禾县\n9901011,坏代码\n990101100,\n\n990101101,柳溪镇\n"


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.encode("gb18030"),
        gzip.compress(LIST.encode(), mtime=0),
    ],
)
def test_a_list_is_read_in_any_usual_encoding_with_row_errors(data: bytes) -> None:
    rows = list(rules.read_divisions(data))
    assert rows[0] == rules.Division(2, "990101000000", "青禾县")
    assert rows[1].field == "code"
    assert rows[2] == rules.BadRow(4, "name", "请填写名称")
    assert rows[3].name == "柳溪镇"


def test_a_list_without_the_two_columns_says_which_are_missing() -> None:
    with pytest.raises(Refused, match="code（代码）和 name（名称）"):
        list(rules.read_divisions(b"a,b\n1,2\n"))


def test_a_broken_archive_asks_for_another_upload() -> None:
    packed = gzip.compress(LIST.encode(), mtime=0)
    for torn in (packed[:20], packed[:10] + b"\xff" * 12 + packed[22:]):
        with pytest.raises(Refused, match="压缩文件不完整"):
            list(rules.read_divisions(torn))


@given(st.binary(max_size=200))
def test_no_upload_breaks_the_reader(data: bytes) -> None:
    with suppress(Refused):
        list(rules.read_divisions(data))
