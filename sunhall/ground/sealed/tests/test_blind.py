"""Blind indexes: equal values meet, different purposes do not."""

from hypothesis import given
from hypothesis import strategies as st

from sunhall.ground.sealed.blind import blind_index
from sunhall.ground.sealed.normal import normal_for


def test_one_phone_number_has_one_index_however_it_is_written():
    ways = [
        "13812345678",
        "+86 138 1234 5678",
        "138-1234-5678",
        "１３８１２３４５６７８",
        "008613812345678",
    ]
    assert len({blind_index(way, "phone") for way in ways}) == 1


def test_one_identity_card_has_one_index_in_either_case():
    assert blind_index("11010519491231002x", "id_number") == blind_index(
        " 110105 19491231 002X", "id_number"
    )


def test_different_purposes_do_not_meet():
    assert blind_index("13812345678", "phone") != blind_index("13812345678", "id_number")


def test_an_empty_value_has_no_index():
    assert blind_index("", "phone") == blind_index("  - ", "phone") == ""


def test_another_key_gives_another_index(settings):
    before = blind_index("13812345678", "phone")
    settings.BLIND_KEY = "another"
    assert blind_index("13812345678", "phone") != before


def test_sm3_can_be_chosen(settings):
    before = blind_index("13812345678", "phone")
    settings.JOURNAL_DIGEST = "sm3"
    found = blind_index("13812345678", "phone")
    assert found != before
    assert len(found) == 64


@given(st.sampled_from(["phone", "id_number", "name"]), st.text(max_size=40))
def test_normalising_twice_changes_nothing(purpose, value):
    once = normal_for(purpose, value)
    assert normal_for(purpose, once) == once


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_an_index_never_contains_its_value(value):
    assert len(value) < 4 or value not in blind_index(value, "name")
