"""What an address gives is read without trust."""

from datetime import UTC, date, datetime

import pytest

from sunhall.ground.kit.given import day_of, instant_of, whole


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("42", 42), ("", None), ("²", None), ("-1", None), ("٣", None)]
)
def test_only_plain_digits_are_a_number(text: str, number: int | None) -> None:
    assert whole(text) == number


def test_a_number_that_no_database_holds_is_none() -> None:
    assert whole("9" * 40) is None


def test_an_instant_has_an_offset_and_lies_in_our_time() -> None:
    assert instant_of("2026-11-22T10:00:00+00:00") == datetime(2026, 11, 22, 10, tzinfo=UTC)
    for text in ("", "2026-11-22T10:00:00", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00Z"):
        assert instant_of(text) is None


def test_a_day_lies_in_our_time() -> None:
    assert day_of("2026-11-22") == date(2026, 11, 22)
    for text in ("", "2026-02-30", "0001-01-01", "9999-12-31"):
        assert day_of(text) is None
