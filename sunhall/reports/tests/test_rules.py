"""Periods, changes, words and who may do what with a report."""

from datetime import date, datetime, timedelta

import pytest

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.now import LOCAL
from sunhall.reports import rules
from sunhall.reports.rules import Elements, Happened, Span

WRITER = Actor(code="staff:shi", permissions=frozenset({"reports.write", "reports.approve"}))
READER = Actor(code="staff:sun", permissions=frozenset({"reports.read"}))
AT = datetime(2026, 11, 11, 9, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("kind", "day", "last", "before", "last_year", "issue"),
    [
        ("day", "2026-11-18", "2026-11-18", "2026-11-17", "2025-11-18", "〔2026〕第322期"),
        ("day", "2028-02-29", "2028-02-29", "2028-02-28", "2027-02-28", "〔2028〕第60期"),
        ("week", "2026-11-18", "2026-11-22", "2026-11-09", "2025-11-17", "〔2026〕第47期"),
        ("week", "2027-01-01", "2027-01-03", "2026-12-21", "2025-12-29", "〔2026〕第53期"),
        ("month", "2028-02-10", "2028-02-29", "2028-01-01", "2027-02-01", "〔2028〕第2期"),
        ("month", "2026-01-31", "2026-01-31", "2025-12-01", "2025-01-01", "〔2026〕第1期"),
    ],
)  # fmt: skip
def test_a_period_knows_the_one_before_and_the_same_last_year(
    kind: str, day: str, last: str, before: str, last_year: str, issue: str
) -> None:
    found = rules.span_of(kind, date.fromisoformat(day))
    assert found.first <= date.fromisoformat(day) <= found.last == date.fromisoformat(last)
    assert f"{rules.span_before(kind, found).first}" == before
    assert f"{rules.span_last_year(kind, found).first}" == last_year
    assert rules.issue_of(kind, found) == issue


def test_the_ten_elements_stand_in_the_order_of_the_source() -> None:
    assert [one.words for one in rules.ELEMENTS] == [
        "反映人", "反映时间", "反映渠道", "类型分类", "受理意见", "办理时限", "处理结果",
        "具体承办人", "具体督办人", "回访情况",
    ]  # fmt: skip


def test_only_changes_that_are_large_enough_are_told_the_largest_first() -> None:
    found = rules.changes({"a": 9, "b": 2, "c": 4}, {"a": 4, "b": 1, "d": 7}, least=3)
    assert [(one.value, one.by) for one in found] == [("d", -7), ("a", 5), ("c", 4)]
    assert rules.changes({}, {}, least=3) == []


def given(**figures: int) -> rules.Tally:
    told = [Elements(f"R{n}", opened_at=AT, is_new=True) for n in range(figures.get("received", 0))]
    return rules.tally("week", told)


def words(now: rules.Tally, before: rules.Tally, last_year: rules.Tally) -> str:
    return rules.analysis(rules.Given("week", now, before, last_year, lambda _e, value: value))


@pytest.mark.parametrize(
    ("n", "before", "last_year", "said"),
    [
        (12, 10, 0, "本周共收到诉求12件，比上周多2件（+20.0%）；去年同期没有数据。"),
        (8, 10, 16, "本周共收到诉求8件，比上周少2件（-20.0%），比去年同期少8件（-50.0%）。"),
        (5, 5, 5, "本周共收到诉求5件，与上周持平，与去年同期持平。"),
        (3, 0, 0, "本周共收到诉求3件，比上周多3件；去年同期没有数据。"),
        (0, 0, 0, "本周共收到诉求0件，与上周持平；去年同期没有数据。"),
    ],
)
def test_the_first_sentence_says_how_many_and_against_what(
    n: int, before: int, last_year: int, said: str
) -> None:
    assert said in words(given(received=n), given(received=before), given(received=last_year))


def test_an_empty_period_has_its_sentences_and_no_empty_heading() -> None:
    text = words(given(), given(), given())
    assert "二、办理、回访与约谈" in text
    assert "需要关注" not in text


def test_a_line_tells_the_course_and_nobody() -> None:
    told = Elements(
        "R1", opened_at=AT, is_new=True,
        happened=[
            Happened("dissatisfied", AT, "e1"), Happened("talked", AT, "e2", "not"),
            Happened("talked", AT + timedelta(days=2), "e3", "understands"),
        ],
    )  # fmt: skip
    line = rules.line_of(rules.Story(told, "东山镇", "市政设施/路灯", "民政局 · 社会救助岗"))
    assert line == (
        "R1（东山镇，市政设施/路灯，民政局 · 社会救助岗）：11月11日收到；11月11日群众表示不满意；"
        "11月11日约谈，群众仍不满意；11月13日约谈，群众不满意但表示理解。"
    )


def test_who_asked_for_secrecy_gets_no_line() -> None:
    told = Elements("R1", happened=[Happened("dissatisfied", AT, "e1")])
    assert rules.is_worth_a_line(told)
    told.is_confidential = True
    assert not rules.is_worth_a_line(told)


@pytest.mark.parametrize(
    ("verdict", "may"),
    [
        (rules.may_make(SYSTEM), True),
        (rules.may_make(READER), False),
        (rules.may_write(WRITER), True),
        (rules.may_write(READER), False),
        (rules.may_write(WRITER, state="approved"), False),
        (rules.may_write(WRITER, is_newest=False), False),
        (rules.may_approve(WRITER, state="draft", authors=frozenset({"system"})), True),
        (rules.may_approve(WRITER, state="draft", authors=frozenset({"staff:shi"})), False),
        (rules.may_approve(WRITER, state="approved", authors=frozenset()), False),
        (rules.may_approve(WRITER, state="draft", authors=frozenset(), is_newest=False), False),
        (rules.may_approve(READER, state="draft", authors=frozenset()), False),
    ],
)
def test_who_writes_does_not_approve(verdict: object, may: bool) -> None:
    assert bool(verdict) is may


def test_a_difference_is_named_by_what_it_counts() -> None:
    old, new = given(received=2), given(received=3)
    found = rules.differences(old, new, {"channel:": "没有渠道"})
    assert ("收到", 2, 3) in [(one.words, one.before, one.after) for one in found]
    assert ("反映渠道：没有渠道", 2, 3) in [(one.words, one.before, one.after) for one in found]
    assert rules.differences(old, old, {}) == []


def test_a_span_counts_both_days() -> None:
    assert rules.span_of("month", date(2026, 11, 30)) == Span(date(2026, 11, 1), date(2026, 11, 30))
