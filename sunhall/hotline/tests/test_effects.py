"""约谈成效: each number with numerator, denominator and rows (H6; 000#1 四)."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.hotline import actions, queries
from sunhall.hotline.tests.makers import make_request
from sunhall.matters.queries.figures import Period
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
PERIOD = Period(date(2026, 11, 1), date(2026, 11, 30))
TALK = {"way": "field", "minutes": "现场查看后确认线路老化。", "explained": "已列入计划。"}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def talk(cast: Cast, result: str, **changes: Any) -> str:
    number = str(make_request(cast, upto="dialogue").matter.number)
    actions.hold_dialogue(number, **TALK, result=result, by=cast.handler, **changes)
    return number


def told(cast: Cast, **more: Any) -> dict[str, tuple[int, int]]:
    effects = queries.dialogue_effects(cast.manager, PERIOD, **more)
    return {name: (one.part, one.n) for name, one in effects.figures.items()}


@pytest.fixture
def month(desk: Cast, monday: Any) -> Cast:
    """Three dialogues: content, understood with a lawyer and something agreed, not content."""
    talk(desk, "satisfied")
    number = str(make_request(desk, upto="dialogue").matter.number)
    actions.plan_dialogue(
        number,
        planned_at=MONDAY + timedelta(hours=1),
        way="field",
        place="村口",
        volunteer="law-1",
        by=desk.handler,
    )
    actions.hold_dialogue(
        number,
        **TALK,
        result="understands",
        agreed=["三天内换好线路"],
        agreed_on=date(2026, 11, 18),
        by=desk.handler,
    )
    again = talk(desk, "not")
    monday.shift(timedelta(minutes=1))
    actions.revisit_request(again, way="phone", reached=True, satisfied=False, by=desk.revisitor)
    return desk


def test_each_figure_is_a_fraction_of_its_own_rows(month: Cast, monday: Any) -> None:
    assert told(month) == {
        "talks_held": (3, 3),
        "talks_content": (2, 3),
        "talks_again": (1, 3),
        "talks_refiled": (0, 3),
        "talks_served": (1, 3),
        "talks_minutes": (1, 1),
        "talks_kept": (0, 0),
    }
    assert queries.dialogue_effects(month.manager, PERIOD).figures["talks_minutes"].value == 60
    monday.shift(timedelta(days=5))
    assert told(month)["talks_kept"] == (0, 1)


def test_who_brings_the_same_again_counts_but_not_what_was_agreed(month: Cast, monday: Any) -> None:
    monday.shift(timedelta(days=3))
    assert told(month)["talks_refiled"] == (0, 3)
    make_request(month, upto="classified")
    assert told(month)["talks_refiled"] == (3, 3)
    # A past report is told again as it was.
    assert told(month, as_of=MONDAY + timedelta(days=1))["talks_refiled"] == (0, 3)
    monday.shift(timedelta(days=120))
    other = Period(date(2026, 11, 1), date(2026, 11, 30))
    rows = queries.effect_rows(month.manager, "talks_refiled", other, part=True)
    assert rows.count() == 3


def test_what_comes_after_the_window_is_another_matter(month: Cast, monday: Any) -> None:
    monday.shift(timedelta(days=91))
    make_request(month, upto="classified")
    assert told(month)["talks_refiled"] == (0, 3)


def test_rows_are_those_that_were_counted_and_only_what_one_may_see(month: Cast) -> None:
    for name, (part, n) in told(month).items():
        for above, count in ((True, part), (False, n)):
            rows = queries.effect_rows(month.manager, name, PERIOD, part=above)
            assert rows.count() == count, name
    assert told_to(month.outsider) == (0, 0)


def told_to(actor: Any) -> tuple[int, int]:
    one = queries.dialogue_effects(actor, PERIOD).figures["talks_held"]
    return one.part, one.n


@pytest.mark.parametrize(
    ("by", "words"), [("office", "民政局"), ("place", "东山镇"), ("month", "2026-11")]
)
def test_groups_add_up_to_the_whole(month: Cast, by: str, words: str) -> None:
    effects = queries.dialogue_effects(month.manager, PERIOD, by=by)
    assert [group.words for group in effects.groups] == [words]
    whole = effects.figures["talks_held"].n
    assert sum(group.figures["talks_held"].n for group in effects.groups) == whole
    key = effects.groups[0].key
    rows = queries.effect_rows(month.manager, "talks_held", PERIOD, by=by, key=key)
    assert rows.count() == whole


def test_the_page_links_each_number_to_its_rows(
    month: Cast, client_for: Callable[[str], Client]
) -> None:
    client = client_for("manager")
    page = client.get("/workbench/dialogues/effects/?first=2026-11-01&last=2026-11-30")
    text = page.content.decode()
    assert "66.7" in text
    assert "不排名次" in text
    assert '<th scope="row">民政局</th>' in text
    assert "name=talks_content&amp;part=1" in text
    rows = client.get(
        "/workbench/dialogues/effects/rows/?first=2026-11-01&last=2026-11-30&name=talks_content&part=1"
    )
    assert "2 次约谈" in rows.content.decode()
    bad = client.get("/workbench/dialogues/effects/?first=2026-12-01&last=2026-11-30")
    assert bad.status_code == 422
    assert client.get("/workbench/dialogues/effects/rows/?name=none").status_code == 404
    assert client_for("handler").get("/workbench/dialogues/effects/").status_code == 403


def test_the_api_tells_the_same(month: Cast, client: Client) -> None:
    bearer = f"Bearer {directory.issue_api_key('shi', '报表', by=SYSTEM)}"
    path = "/api/v1/dialogues/effects?first=2026-11-01&last=2026-11-30&by=month"
    answer = client.get(path, headers={"Authorization": bearer})
    assert answer.status_code == 200
    body = json.loads(answer.content)
    said = {one["name"]: (one["part"], one["n"]) for one in body["figures"]}
    assert said == told(month)
    assert body["groups"][0]["key"] == "2026-11"
    wrong = path.replace("first=2026-11-01", "first=2026-12-31")
    assert client.get(wrong, headers={"Authorization": bearer}).status_code in (400, 409, 422)
