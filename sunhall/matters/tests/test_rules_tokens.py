"""The tokens of search: the same on both databases (K1)."""

import pytest

from sunhall.matters.rules import asked_tokens, tokens


def test_chinese_is_cut_into_characters_and_pairs() -> None:
    assert tokens("路灯坏") == ["路", "灯", "坏", "路灯", "灯坏"]


def test_latin_words_and_numbers_stay_whole_and_lose_their_case_and_width() -> None:
    assert tokens("ＳＢＫ卡 G318 国道") == ["sbk", "卡", "g318", "国", "道", "国道"]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("路灯坏了", ["路灯", "灯坏", "坏了"]),
        ("灯", ["灯"]),
        ("a'b\" | 路", ["a", "b", "路"]),
        ("！？", []),
    ],
)
def test_a_search_asks_for_pairs_and_cannot_speak_to_the_engine(
    asked: str, wanted: list[str]
) -> None:
    assert asked_tokens(asked) == wanted


def test_a_very_long_text_is_cut() -> None:
    assert len(tokens("字" * 50_000)) == 4000
