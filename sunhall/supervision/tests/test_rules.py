"""Months, questions and causes as plain values (V1)."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from sunhall.supervision.rules import (
    QUESTIONS,
    Course,
    Held,
    Stop,
    cause,
    last_of_month,
    months_before,
    question,
)

AT = datetime(2026, 11, 2, 1, tzinfo=UTC)


def held(post: str, days: int) -> Held:
    return Held(post, AT, None, days)


def test_every_question_has_a_code_of_its_own_and_is_found_by_it() -> None:
    assert len({one.code for one in QUESTIONS}) == len(QUESTIONS)
    assert all(question(one.code) is one for one in QUESTIONS)
    assert question("unheard-of") is None


def test_eleven_months_before_november_is_december() -> None:
    assert months_before(date(2026, 11, 22), 11) == date(2025, 12, 1)
    assert months_before(date(2026, 1, 31), 1) == date(2025, 12, 1)
    assert last_of_month(date(2024, 2, 1)) == date(2024, 2, 29)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_before_is_a_first_day_and_counts_every_month_once(day: date, count: int) -> None:
    first = months_before(day, count)
    assert first.day == 1
    assert (day.year - first.year) * 12 + day.month - first.month == count


def test_a_running_pause_is_the_cause_and_names_who_granted_it() -> None:
    stop = Stop("检测、鉴定", "告〔2026〕12号", "邹大路", AT, None)
    why = cause(Course(held=(held("市政岗", 9),), stops=(stop,), returns=2))
    assert (why.code, why.facts["by"]) == ("paused", "邹大路")


def test_a_pause_that_ended_is_no_cause() -> None:
    over = Stop("检测、鉴定", "告〔2026〕12号", "邹大路", AT, AT)
    assert cause(Course(held=(held("市政岗", 9),), stops=(over,))).code == "held"


def test_what_nobody_signed_waits_for_that_post() -> None:
    why = cause(Course(held=(held("受理岗", 3),), offered="救助岗", offered_at=AT))
    assert (why.code, why.facts["post"], why.facts["since"]) == ("unsigned", "救助岗", AT)


def test_the_post_that_held_it_longest_is_named_with_the_whole() -> None:
    why = cause(Course(held=(held("受理岗", 1), held("市政岗", 8), held("受理岗", 2))))
    assert why.facts == {"post": "市政岗", "days": 8, "all": 11}


def test_of_equals_the_last_one_is_named() -> None:
    assert cause(Course(held=(held("甲岗", 4), held("乙岗", 4)))).facts["post"] == "乙岗"


def test_what_was_returned_says_how_often() -> None:
    why = cause(Course(held=(held("市政岗", 8),), returns=2))
    assert (why.code, why.facts["times"]) == ("returned", 2)


def test_without_any_record_nothing_is_invented() -> None:
    assert cause(Course()).code == "unknown"
