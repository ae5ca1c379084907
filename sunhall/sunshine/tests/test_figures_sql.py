"""The figures against a second opinion: plain SQL over the rows, and days counted one by one."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import chinese_calendar
import pytest
import time_machine
from django.db import connection
from django.test import Client

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL, now
from sunhall.matters.queries.figures import Period
from sunhall.sunshine import queries
from sunhall.sunshine.tests.makers import NOW, published_county
from sunhall.sunshine.views.shapes import value_words
from tests.cast import Cast

PERIOD = Period(date(2026, 9, 1), date(2026, 11, 30))
PUBLISHED = Period(date(2026, 9, 1), date(2026, 9, 30))

# Each request of the period once, with the due moment of its last reply clock.
ROWS = """
    SELECT m.id, m.opened_at, m.answered_at, m.satisfied, m.stage, m.outcome, m.is_replayed,
           (SELECT d.due_at FROM matters_deadline d
             WHERE d.matter_id = m.id AND d.name = 'reply' ORDER BY d.id DESC LIMIT 1) AS due_at,
           (SELECT q.disposal FROM hotline_request q WHERE q.matter_id = m.id) AS disposal,
           (SELECT COUNT(*) FROM hotline_dispatchmade s
             WHERE s.matter_id = m.id AND s.recalled_at IS NULL) AS dispatches,
           (SELECT COUNT(*) FROM hotline_dispatchmade s
             JOIN matters_return b ON b.matter_id = s.matter_id AND b.post = s.post
                                  AND b.at >= s.at AND b.undone_at IS NULL
             LEFT JOIN hotline_objection o ON o.row_id = b.id
             WHERE s.matter_id = m.id AND s.recalled_at IS NULL
               AND (o.upheld IS NULL OR o.upheld)) AS returns,
           (SELECT COUNT(*) FROM hotline_revisit r WHERE r.matter_id = m.id) AS revisits,
           (SELECT r.solved FROM hotline_revisit r
             WHERE r.matter_id = m.id AND r.reached AND r.solved IS NOT NULL
             ORDER BY r.at DESC, r.id DESC LIMIT 1) AS solved,
           (SELECT COUNT(*) FROM hotline_dialogue g WHERE g.matter_id = m.id)
           + (SELECT COUNT(*) FROM hotline_jointreview j WHERE j.matter_id = m.id) AS again,
           (SELECT MIN(s.at) FROM hotline_dispatchmade s
             WHERE s.matter_id = m.id AND s.recalled_at IS NULL) AS sent_at,
           m.person,
           (SELECT g.result FROM hotline_dialogue g
             WHERE g.matter_id = m.id AND g.held_at IS NOT NULL
             ORDER BY g.held_at DESC LIMIT 1) AS talked
      FROM matters_matter m
     WHERE m.kind = 'request' AND m.opened_at >= %s AND m.opened_at < %s
"""
COUNTS = f"""
    SELECT COUNT(*) AS received,
           COUNT(answered_at) AS answered,
           SUM(CASE WHEN answered_at <= due_at THEN 1 ELSE 0 END) AS on_time,
           SUM(CASE WHEN answered_at > due_at OR (answered_at IS NULL AND due_at < %s)
                    THEN 1 ELSE 0 END) AS late,
           SUM(CASE WHEN satisfied IS NOT NULL THEN 1 ELSE 0 END) AS said,
           SUM(CASE WHEN satisfied THEN 1 ELSE 0 END) AS satisfied,
           SUM(CASE WHEN owed THEN 1 ELSE 0 END) AS owed,
           SUM(CASE WHEN owed AND revisits > 0 THEN 1 ELSE 0 END) AS revisited,
           SUM(CASE WHEN valid THEN 1 ELSE 0 END) AS valid,
           SUM(CASE WHEN valid AND disposal IN ('direct', 'three_way') THEN 1 ELSE 0 END) AS direct,
           SUM(CASE WHEN dispatches > 0 THEN 1 ELSE 0 END) AS dispatched,
           SUM(CASE WHEN returns > 0 THEN 1 ELSE 0 END) AS returned,
           COUNT(solved) AS heard,
           SUM(CASE WHEN solved THEN 1 ELSE 0 END) AS solved,
           SUM(CASE WHEN worked THEN 1 ELSE 0 END) AS worked,
           SUM(CASE WHEN worked AND again > 0 THEN 1 ELSE 0 END) AS redone,
           COUNT(talked) AS talked,
           SUM(CASE WHEN talked IN ('satisfied', 'understands') THEN 1 ELSE 0 END) AS understood
      FROM (SELECT x.*, answered_at IS NOT NULL
                   AND stage NOT IN ('merged', 'withdrawn', 'kept', 'read', 'refused')
                   AND NOT (outcome = 'unstated' AND is_replayed) AS owed,
                   stage NOT IN ('merged', 'withdrawn', 'refused') AND NOT is_replayed AS valid,
                   answered_at IS NOT NULL AND stage NOT IN ('merged', 'withdrawn')
                   AND NOT (outcome = 'unstated' AND is_replayed) AS worked
              FROM ({ROWS}) x) y
"""  # noqa: S608  # no word of it comes from outside


@pytest.fixture
def county(cast: Cast) -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        published_county(cast)
        yield cast


def moment(value: datetime) -> Any:
    """A moment as this database compares it in plain SQL."""
    return connection.ops.adapt_datetimefield_value(value)


def asked(sql: str, *params: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def counted(period: Period) -> dict[str, int]:
    (found,) = asked(COUNTS, moment(now()), moment(period.start), moment(period.end))
    return {name: int(n or 0) for name, n in found.items()}


def local(value: Any) -> date:
    stamp = datetime.fromisoformat(value) if isinstance(value, str) else value
    aware = stamp if stamp.tzinfo else stamp.replace(tzinfo=now().tzinfo)
    return aware.astimezone(LOCAL).date()  # type: ignore[no-any-return]


def working_days(first: date, last: date) -> int:
    """Counted one by one with a calendar that is not ours."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(chinese_calendar.is_workday(day) for day in days)


def spent(period: Period) -> list[int]:
    rows = asked(ROWS, moment(period.start), moment(period.end))
    return sorted(
        working_days(local(row["opened_at"]), local(row["answered_at"]))
        for row in rows
        if row["answered_at"] is not None
    )


def instant(value: Any) -> datetime | None:
    if value is None:
        return None
    stamp = datetime.fromisoformat(value) if isinstance(value, str) else value
    return stamp if stamp.tzinfo else stamp.replace(tzinfo=now().tzinfo)


SIGNING = """
    SELECT d.matter_id, d.due_at, d.met_at, d.ended_at FROM matters_deadline d
      JOIN matters_matter m ON m.id = d.matter_id
     WHERE d.name = 'sign' AND m.kind = 'request' AND m.opened_at >= %s AND m.opened_at < %s
"""
REACHED = """
    SELECT c.matter_id, c.at FROM matters_contactattempt c
     WHERE c.result = 'reached' AND c.disputed_at IS NULL
"""


def signing(period: Period) -> tuple[int, int]:
    """How many were signed for in time, of how many: clock by clock."""
    late, settled = set(), set()
    for row in asked(SIGNING, moment(period.start), moment(period.end)):
        due, met, ended = (instant(row[name]) for name in ("due_at", "met_at", "ended_at"))
        if met is not None:
            settled.add(row["matter_id"])
        passed_silently = met is None and due is not None and due < now()
        left_before = ended is not None and due is not None and ended <= due
        if (met and due and met > due) or (passed_silently and not left_before):
            late.add(row["matter_id"])
    return len(settled - late), len(settled | late)


def responding(period: Period) -> tuple[int, int]:
    """How many persons were reached within 24 hours of the dispatch, of how many."""
    calls: dict[int, list[datetime]] = {}
    for row in asked(REACHED):
        calls.setdefault(row["matter_id"], []).append(instant(row["at"]))  # type: ignore[arg-type]
    done = owed = 0
    for row in asked(ROWS, moment(period.start), moment(period.end)):
        sent, answered = instant(row["sent_at"]), instant(row["answered_at"])
        if sent is None or not row["person"]:
            continue
        until = sent + timedelta(hours=24)
        times = [at for at in calls.get(row["id"], []) if at >= sent]
        in_time = any(at <= until for at in times) or (answered is not None and answered <= until)
        done += in_time
        owed += in_time or until < now()
    return done, owed


def quantile(values: list[int], at: float) -> float:
    place = (len(values) - 1) * at
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return round(values[low] + (values[high] - values[low]) * (place - low), 4)


def expected(period: Period = PERIOD) -> dict[str, tuple[float | int | None, int]]:
    """Figure → value and n."""
    n = counted(period)
    due, days = n["on_time"] + n["late"], spent(period)

    def share(part: str, whole: int) -> tuple[float | None, int]:
        return (round(n[part] / whole, 4) if whole else None, whole)

    def split(done: int, whole: int) -> tuple[float | None, int]:
        return (round(done / whole, 4) if whole else None, whole)

    return {
        **{name: (n[name], n[name]) for name in ("received", "answered", "on_time", "late")},
        "open": (n["received"] - n["answered"],) * 2,
        "on_time_rate": share("on_time", due),
        "late_rate": share("late", due),
        "sign_rate": split(*signing(period)),
        "response_rate": split(*responding(period)),
        "solved_rate": share("solved", n["heard"]),
        "redone_rate": share("redone", n["worked"]),
        "reply_rate": share("answered", n["received"]),
        "satisfaction_rate": share("satisfied", n["said"]),
        "direct_rate": share("direct", n["valid"]),
        "return_rate": share("returned", n["dispatched"]),
        "revisit_rate": share("revisited", n["owed"]),
        "understanding_rate": share("understood", n["talked"]),
        "median_working_days": (quantile(days, 0.5), len(days)),
        "p90_working_days": (quantile(days, 0.9), len(days)),
    }


def test_every_figure_equals_what_plain_sql_counts(county: Cast) -> None:
    told = queries.inner_report(SYSTEM, PERIOD, "request").figures
    assert {name: (one.value, one.n) for name, one in told.items()} == expected()
    assert told["late"].value == 2
    assert told["satisfaction_rate"].n >= 10


def test_a_leader_reads_these_numbers_and_their_chart(
    county: Cast, client_for: Callable[[str], Client]
) -> None:
    asked_for = f"first={PERIOD.first}&last=2026-11-18&kind=request"
    page = client_for("leader").get(f"/workbench/figures/?{asked_for}").content.decode()
    told = queries.inner_report(county.leader, PERIOD, "request").figures
    for one in told.values():
        assert f"<b>{value_words(one)}</b>" in page, one.definition.name
    assert {name: (one.value, one.n) for name, one in told.items()} == expected()


def test_everybody_reads_the_same_numbers_or_none(county: Cast) -> None:
    page = Client().get("/figures/2026-09/2026-09/").content.decode()
    told = queries.told(date(2026, 9, 1), date(2026, 9, 1))
    shown = {one.figure.definition.name: one for one in queries.published(told)}
    for name, (value, n) in expected(PUBLISHED).items():
        if name in shown:
            few = shown[name].figure.definition.is_rate and n < 10
            assert (shown[name].value is None) == few, name
            assert few or shown[name].value == value, name
    assert "样本不足" in page
