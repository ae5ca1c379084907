"""Anyone can recompute each published number; nobody can find a person (D2, PIPL 25; ux E60)."""

import csv
import math
import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from sunhall.matters.models import Matter
from sunhall.matters.queries.figures import Period
from sunhall.sunshine import queries
from sunhall.sunshine.tests.makers import NOW, published_county
from tests.cast import PLACES, POSTS, STAFF, Cast

MONTHS = "/figures/2026-09/2026-11/"
TOWN = len("990101100")
FILES = ("rows.csv", "opinions.csv", "groups.csv")


@pytest.fixture
def county(cast: Cast) -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        published_county(cast)
        yield cast


def text(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode()


def sheet(name: str, months: str = MONTHS) -> list[dict[str, str]]:
    return list(csv.DictReader(text(months + name).splitlines()))


def tiles(path: str = MONTHS) -> dict[str, tuple[str, str]]:
    """Label → value and n, as a reader of the page sees them."""
    found = {}
    for tile in re.findall(r'<section class="kpi">(.*?)</section>', text(path), re.DOTALL):
        words = re.sub(r"<[^>]+>", "\n", tile.replace("\u202f", "")).split()
        n = re.search(r"n = ([\d\u202f]+)", tile)
        found[words[0]] = (words[1], n[1] if n else "")
    return found


def rate(part: int, whole: int) -> str:
    return f"{100 * round(part / whole, 4):.1f}%"


def count(rows: list[dict[str, str]], column: str, value: str) -> int:
    return sum(1 for row in rows if row[column] == value)


def quantile(values: list[int], at: float) -> str:
    ranked = sorted(values)
    place = (len(ranked) - 1) * at
    low, high = ranked[math.floor(place)], ranked[math.ceil(place)]
    return str(round(low + (high - low) * (place - math.floor(place)), 4))


def test_every_published_number_follows_from_the_published_rows_alone(county: Cast) -> None:
    rows, said, shown = sheet("rows.csv"), sheet("opinions.csv"), tiles()
    on_time, late = count(rows, "on_time", "true"), count(rows, "on_time", "false")
    answered = count(rows, "answered", "true")
    days = [int(row["working_days"]) for row in rows if row["working_days"]]
    satisfied = count(said, "satisfied", "true")
    spoke = satisfied + count(said, "satisfied", "false")
    revisited = count(said, "revisited", "true")
    owed = revisited + count(said, "revisited", "false")
    expected = {
        "收到": (str(len(rows)), str(len(rows))),
        "已答复": (str(answered), str(len(rows))),
        "答复率": (rate(answered, len(rows)), str(len(rows))),
        "按时答复率": (rate(on_time, on_time + late), str(on_time + late)),
        "超期": (str(late), str(len(rows))),
        "答复用时中位数（工作日）": (quantile(days, 0.5), str(len(days))),
        "答复用时九成分位（工作日）": (quantile(days, 0.9), str(len(days))),
        "回访率": (rate(revisited, owed), str(owed)),
        "满意率": (rate(satisfied, spoke), str(spoke)),
    }
    assert {name: shown[name] for name in expected} == expected
    assert len(rows) == 24
    assert late == 2


def test_the_dates_of_the_rows_say_the_same_as_their_flags(county: Cast) -> None:
    for row in sheet("rows.csv"):
        if row["answered_on"]:
            assert (row["answered_on"] <= row["reply_due_on"]) == (row["on_time"] == "true")
        assert (row["answered"] == "true") == bool(row["answered_on"])


def test_a_month_of_fewer_than_ten_is_no_point_of_the_chart(county: Cast) -> None:
    found = queries.groups(Period(date(2025, 12, 1), date(2026, 11, 30)))
    rows = [row for row in sheet("rows.csv") if row["received_on"] < "2026-11" and row["on_time"]]
    (october,) = queries.by_month(found)
    assert (october.hits, october.n) == (count(rows, "on_time", "true"), len(rows))
    assert "件数还不够画出变化。" in text(MONTHS)


def test_the_rating_bar_follows_from_the_opinions(county: Cast) -> None:
    stars = [row["stars"] for row in sheet("opinions.csv") if row["stars"]]
    good = sum(1 for level in stars if int(level) >= 3)
    assert f"{len(stars)} 件评价中，{good} 件为基本满意及以上" in text(MONTHS)


def test_offices_and_topics_follow_from_the_groups(county: Cast) -> None:
    groups, page = sheet("groups.csv"), text(MONTHS)
    assert [(row["by"], row["name"], row["received"]) for row in groups] == [
        ("office", "民政局", "13"),
        ("office", "阳光热线中心", "11"),
        ("topic", "城乡建设", "13"),
    ]
    for row in groups:
        assert row["name"] in page
        if row["due"]:
            share = rate(int(row["on_time"]), int(row["due"])).replace("%", "\u202f%")
            assert f"{share}<br>" in page
    # Of what waits without a deadline passed there is no rate.
    assert groups[1]["due"] == ""


def test_an_understanding_rate_of_too_few_is_withheld_and_so_are_its_rows(county: Cast) -> None:
    assert tiles()["理解率"] == ("样本不足", "")
    assert {row["understood"] for row in sheet("opinions.csv")} == {""}


def test_a_group_of_three_is_named_nowhere(county: Cast) -> None:
    assert Matter.objects.filter(class_code="02").count() == 3
    for name in ("", *FILES):
        assert "民政救助" not in text(MONTHS + name)
    assert Client().get(f"{MONTHS}?topic=02").status_code == 404
    assert Client().get(f"{MONTHS}?office=qh-zj").status_code == 404


def test_of_nine_requests_not_one_row_is_published(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, answered=4, waiting=3, civil=2, plain=0)
        assert [sheet(name) for name in FILES] == [[], [], []]
        assert {value for value, _n in tiles().values()} == {"样本不足"}


def test_of_ten_requests_the_column_that_nine_fill_stays_empty(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, answered=9, waiting=1, civil=0, plain=0)
        rows = sheet("rows.csv")
        assert len(rows) == 10
        assert {row["answered_on"] for row in rows} == {""}
        assert {row["working_days"] for row in rows} == {""}
        assert {row["answered"] for row in rows} == {"true", "false"}
        assert {row["satisfied"] for row in sheet("opinions.csv")} <= {""}


def test_nothing_published_leads_to_a_person(county: Cast) -> None:
    told = Matter.objects.values_list("number", "subject", "person")
    secrets = {fact for row in told for fact in row}
    secrets |= {county.person().name, county.person().phone, "王小明", "13912345678", "三组"}
    secrets |= {staff[1] for staff in STAFF.values()} | {post[0] for post in POSTS.values()}
    secrets |= {name for code, name in PLACES.values() if len(code) > TOWN}
    for name in ("", *FILES):
        body = text(MONTHS + name)
        assert not [fact for fact in secrets if fact and fact in body], name


def test_sealed_matters_are_counted_and_belong_to_no_office(county: Cast) -> None:
    Matter.objects.filter(answered_at__isnull=True).update(is_sealed=True)
    assert len(sheet("rows.csv")) == 24
    assert [row["name"] for row in sheet("groups.csv")] == ["民政局", "城乡建设"]


def test_each_tile_has_n_period_definition_as_of_and_csv(county: Cast) -> None:
    page = text(MONTHS)
    for tile in re.findall(r'<section class="kpi">(.*?)</section>', page, re.DOTALL):
        assert "截至" in tile
        assert "2026-09-01 至 2026-11-18 收到" in tile
        (anchor,) = re.findall(r'href="#([^"]+)"', tile)
        assert f'<div id="{anchor}">' in page
        assert ".csv" in tile
        assert "n = " in tile or "样本不足" in tile


def test_an_office_has_a_page_of_its_own_with_the_same_definitions(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, answered=10, waiting=0, civil=0, plain=0)
        (office,) = [row for row in sheet("groups.csv") if row["by"] == "office"]
        shown = tiles(f"{MONTHS}?office=qh-mz")
        assert office["name"] == "民政局"
        assert shown["收到"][0] == office["received"]
        assert shown["按时答复率"] == (rate(int(office["on_time"]), int(office["due"])), "10")


@pytest.mark.parametrize(
    "path",
    [
        "/figures/2026-11/2026-09/",
        "/figures/2026-11/2026-12/",
        "/figures/2024-01/2026-11/",
        "/figures/x/y/",
        "/figures/2026-13/2026-13/rows.csv",
    ],
)
def test_a_period_that_cannot_be_is_no_page(cast: Cast, path: str) -> None:
    with time_machine.travel(NOW, tick=False):
        assert Client().get(path).status_code == 404


def test_an_empty_county_publishes_no_number(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        assert {value for value, _n in tiles("/figures/").values()} == {"样本不足"}


def test_the_page_costs_the_same_however_many_requests(
    county: Cast, django_assert_max_num_queries: object
) -> None:
    client = Client()
    client.get(MONTHS)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get(MONTHS)
