"""Real exports of mailboxes and hotlines, and figures that an independent count agrees with (D2).

The data stands beside the project and is never part of it; without it these tests are skipped.
"""

import csv
import gzip
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import chinese_calendar
import pytest

from sunhall.config.tests.conftest import Run
from sunhall.matters.models import Matter

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
ANSWERED = DATA / "teddy2020c" / "附件4_前2000.csv.gz"
UNANSWERED = DATA / "teddy2020c" / "附件3.csv.gz"
EXCEL = DATA / "teddy2020c" / "附件3.xlsx"
RIVERS = DATA / "fuzhou12345" / "fuzhou12345_rivers.csv.gz"
ENGLISH = DATA / "sf311" / "sf311_10000.csv.gz"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.exists(), reason="the real data does not stand beside the project"),
]

Table = Callable[..., Path]


def rows_of(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def head(path: Path, count: int, to: Path) -> Path:
    """The first rows of a file, as a file of its own."""
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[: count + 1]
    with to.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return to


class Independent:
    """The figures by other means: no clock code of ours, days from the chinese_calendar package."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.days = [(self._day(row["留言时间"]), self._day(row["答复时间"])) for row in rows]
        first, last = date(2010, 1, 1), date(2021, 1, 1)
        every = (first + timedelta(days=at) for at in range((last - first).days))
        self.workdays = [day for day in every if chinese_calendar.is_workday(day)]

    @staticmethod
    def _day(text: str) -> date:
        return date(*(int(part) for part in re.findall(r"\d+", text)[:3]))

    def figures(self, first: date, last: date) -> dict[str, object]:
        within = [(asked, told) for asked, told in self.days if first <= asked <= last]
        spent = sorted(
            bisect_right(self.workdays, told) - bisect_right(self.workdays, asked)
            for asked, told in within
        )
        fifth = [self.workdays[bisect_right(self.workdays, asked) + 4] for asked, _ in within]
        on_time = sum(told <= day for (_, told), day in zip(within, fifth, strict=True))
        return {
            "received": len(within),
            "answered": len(within),
            "on_time": on_time,
            "late": len(within) - on_time,
            "open": 0,
            "on_time_rate": round(on_time / len(within), 4),
            "median_working_days": self._quantile(spent, Fraction(1, 2)),
            "p90_working_days": self._quantile(spent, Fraction(9, 10)),
        }

    @staticmethod
    def _quantile(values: list[int], share: Fraction) -> float:
        place = (len(values) - 1) * share
        low, high = values[math.floor(place)], values[math.ceil(place)]
        return round(float(low + (high - low) * (place - math.floor(place))), 4)


@pytest.mark.long
def test_two_thousand_real_answers_give_the_figures_an_independent_count_gives(
    take: Run, count: Run
) -> None:
    said = take(ANSWERED)
    assert (said["rows"], said["imported"], said["rejected"]) == (2000, 2000, [])
    assert take(ANSWERED)["unchanged"] == 2000
    other = Independent(rows_of(ANSWERED))
    for first, last in [
        (date(2010, 1, 1), date(2020, 12, 31)),
        (date(2018, 1, 1), date(2018, 12, 31)),
        (date(2017, 9, 25), date(2017, 10, 13)),  # around a long holiday with make-up days
        (date(2013, 2, 1), date(2013, 2, 28)),
    ]:
        ours = count(str(first), str(last))
        theirs = other.figures(first, last)
        assert {name: ours[name] for name in theirs} == theirs


@pytest.mark.long
def test_real_messages_without_answers_are_all_taken_and_excel_says_the_same(
    take: Run, tmp_path: Path
) -> None:
    whole = take(UNANSWERED, "--dry-run")
    assert (whole["rows"], whole["imported"], whole["rejected"]) == (4326, 4326, [])
    part = head(UNANSWERED, 200, tmp_path / "part.csv")
    assert take(part)["imported"] == 200
    book = take(EXCEL, "--dry-run")
    assert (book["imported"], book["unchanged"], book["rejected"]) == (4126, 200, [])


def test_a_hotline_that_tells_days_instead_of_dates_is_understood(
    take: Run, count: Run, tmp_path: Path
) -> None:
    columns = [
        *("--column", "number=id", "--column", "subject=标题", "--column", "text=投诉件内容"),
        *("--column", "received_at=时间", "--column", "channel=信息 来源"),
        *("--column", "class=性质", "--column", "answer=回复1"),
        *("--column", "answer_days=最终回复-投诉事件"),
    ]
    whole = take(RIVERS, "--dry-run", *columns)
    assert whole["imported"] == 1434
    assert {bad["field"] for bad in whole["rejected"]} == {"received_at"}
    assert all("工作日历没有" in bad["reason"] for bad in whole["rejected"])
    assert take(head(RIVERS, 100, tmp_path / "r.csv"), *columns)["imported"] == 100
    assert count("2010-01-01", "2020-12-31")["answered"] == 100


def test_the_dirt_of_an_english_portal_is_named_row_by_row(take: Run, tmp_path: Path) -> None:
    said = take(ENGLISH, "--dry-run")
    raw = rows_of(ENGLISH)
    assert said["rows"] == 10_000
    assert said["imported"] + said["unchanged"] + len(said["rejected"]) == 10_000
    backwards = {
        at
        for at, row in enumerate(raw, start=1)
        if row["closed_date"] and row["closed_date"] < row["created_date"]
    }
    early = {bad["row"] for bad in said["rejected"] if "早于受理时间" in bad["reason"]}
    assert early == backwards
    kinds = Counter((bad["field"], bad["reason"][:6]) for bad in said["rejected"])
    assert set(kinds) == {
        ("answered_at", "答复时间 2"),
        ("answered_at", "有答复内容但"),
        ("received_at", "工作日历没有"),
    }
    part = take(head(ENGLISH, 100, tmp_path / "sf.csv"))
    assert part["imported"] > 50
    refused = {bad["row"] for bad in part["rejected"]}
    taken = [row for at, row in enumerate(raw[:100], start=1) if at not in refused]
    wordless = [row for row in taken if row["closed_date"] and not row["status_notes"].strip()]
    marked = Matter.objects.filter(stage="closed", last_answer__text="来源系统未给出答复内容")
    assert 0 < marked.count() == len(wordless)
