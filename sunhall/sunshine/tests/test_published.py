"""Anyone can recompute each published number; nobody can find a person (D2, PIPL 25; ux E60)."""

import csv
import math
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db.models import F
from django.test import Client

from sunhall.directory.models import Organisation
from sunhall.ground.access.actor import SYSTEM
from sunhall.hotline import actions as hotline
from sunhall.matters.models import Matter
from sunhall.sunshine.actions import release_figures
from sunhall.sunshine.models import Release
from sunhall.sunshine.tests.makers import NOW, published_county
from tests.cast import PLACES, POSTS, STAFF, Cast

MONTHS = "/figures/2026-07/2026-09/"
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


def everything(months: str = MONTHS) -> list[str]:
    return [text(months + name) for name in ("", *FILES)]


def rate(part: int, whole: int) -> str:
    return f"{100 * round(part / whole, 4):.1f}%"


def count(rows: list[dict[str, str]], column: str, value: str) -> int:
    return sum(1 for row in rows if row[column] == value)


def said(question: str) -> dict[str, int]:
    rows = sheet("opinions.csv")
    return {row["answer"]: int(row["count"]) for row in rows if row["question"] == question}


def quantile(values: list[int], at: float) -> str:
    ranked = sorted(values)
    place = (len(ranked) - 1) * at
    low, high = ranked[math.floor(place)], ranked[math.ceil(place)]
    return str(round(low + (high - low) * (place - math.floor(place)), 4))


def test_every_published_number_follows_from_the_published_rows_alone(county: Cast) -> None:
    rows, shown = sheet("rows.csv"), tiles()
    on_time, late = count(rows, "on_time", "true"), count(rows, "on_time", "false")
    answered = count(rows, "answered", "true")
    days = [int(row["working_days"]) for row in rows if row["working_days"]]
    satisfied, revisited = said("satisfied"), said("revisited")
    expected = {
        "收到": (str(len(rows)), str(len(rows))),
        "已答复": (str(answered), str(len(rows))),
        "答复率": (rate(answered, len(rows)), str(len(rows))),
        "按时答复率": (rate(on_time, on_time + late), str(on_time + late)),
        "超期": (str(late), str(on_time + late)),
        "答复用时中位数（工作日）": (quantile(days, 0.5), str(len(days))),
        "答复用时九成分位（工作日）": (quantile(days, 0.9), str(len(days))),
        "回访率": (rate(revisited["true"], 11), "11"),
        "满意率": (rate(satisfied["true"], 11), "11"),
    }
    assert {name: shown[name] for name in expected} == expected
    assert (len(rows), late) == (13, 2)
    assert sum(satisfied.values()) == sum(revisited.values()) == 11


def test_the_rating_bar_follows_from_the_opinions(county: Cast) -> None:
    stars = said("stars")
    good = sum(n for level, n in stars.items() if int(level) >= 3)
    assert f"{sum(stars.values())} 件评价中，{good} 件为基本满意及以上" in text(MONTHS)


def test_offices_and_topics_follow_from_the_groups(county: Cast) -> None:
    groups, page = sheet("groups.csv"), text(MONTHS)
    assert [(row["by"], row["name"], row["received"], row["due"]) for row in groups] == [
        ("office", "民政局", "13", "13"),
        ("topic", "城乡建设", "13", ""),
    ]
    share = rate(int(groups[0]["on_time"]), int(groups[0]["due"])).replace("%", "\u202f%")
    assert f"{share}<br>" in page
    assert all(row["name"] in page for row in groups)


def test_a_month_that_is_not_over_is_told_nowhere(county: Cast) -> None:
    assert Matter.objects.filter(opened_at__month=11).count() == 8
    page = text("/figures/2026-11/2026-11/")
    assert "2026年11月的数字 2026-12-16 起公布" in page
    assert [sheet(name, "/figures/2026-11/2026-11/") for name in FILES[:2]] == [[], []]
    assert tiles("/figures/2026-09/2026-11/") == tiles()
    assert tiles("/figures/") == tiles()


def test_what_is_published_does_not_move_when_read_again(county: Cast) -> None:
    before = [tiles(), *everything()[1:]]
    (waiting, *_rest) = Matter.objects.filter(answered_at=None, stage="handling")
    hotline.answer_request(waiting.number, text="已修复。", outcome="resolved", by=county.handler)
    assert release_figures(by=SYSTEM) == []
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        assert release_figures(by=SYSTEM) == []
        assert [tiles(), *everything()[1:]] == before


def test_a_month_of_nine_waits_for_the_next(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, answered=1, waiting=0, plain=9)
        assert [sheet(name) for name in FILES] == [[], [], []]
        assert tiles() == {}
        assert "这些月份还没有公布的数字" in text(MONTHS)
    with time_machine.travel(NOW.replace(month=12), tick=False):
        release_figures(by=SYSTEM)
        assert {
            (row["first"], row["last"]) for row in sheet("rows.csv", "/figures/2026-09/2026-11/")
        } == {("2026-09", "2026-11")}
        assert tiles("/figures/")["收到"] == ("10", "10")
        assert "诉求太少，与相邻月份合并成一期公布" in text("/figures/2026-11/2026-11/")


def test_of_ten_requests_the_column_that_nine_fill_stays_empty(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, answered=9, waiting=1, plain=0)
        rows = sheet("rows.csv")
        assert len(rows) == 10
        assert {row["working_days"] for row in rows} == {""}
        assert {row["answered"] for row in rows} == {"true", "false"}
        assert sheet("opinions.csv") == []
        assert tiles()["满意率"] == ("样本不足", "")


def test_those_whom_everybody_can_read_do_not_count_towards_the_ten(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, answered=11, waiting=0, plain=0)
        Release.objects.all().delete()
        public = Matter.objects.values("pk")[:2]
        Matter.objects.filter(pk__in=list(public.values_list("pk", flat=True))).update(
            is_public=True
        )
        assert release_figures(by=SYSTEM) == []


def test_a_group_of_three_is_named_nowhere_and_takes_another_with_it(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, few=3, plain=0)
        assert sheet("groups.csv") == []
        for body in everything():
            assert "民政救助" not in body
            assert "城乡建设" not in body
        assert "各单位按季公布。件数还太少" in text(MONTHS)
        for asked in ("topic=02", "topic=01", "office=qh-mz"):
            assert Client().get(f"{MONTHS}?{asked}").status_code == 404
        assert tiles()["收到"] == ("16", "16")


def test_nothing_published_leads_to_a_person(county: Cast) -> None:
    told = Matter.objects.values_list("number", "subject", "person")
    secrets = {fact for row in told for fact in row}
    secrets |= {county.person().name, county.person().phone, "王小明", "13912345678", "三组"}
    secrets |= {staff[1] for staff in STAFF.values()} | {post[0] for post in POSTS.values()}
    secrets |= {name for code, name in PLACES.values() if len(code) > TOWN}
    for body in everything():
        assert not [fact for fact in secrets if fact and fact in body]


def test_an_office_closed_before_its_quarter_is_full_is_told_under_its_name(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, answered=22, waiting=0, plain=0)
    Release.objects.all().delete()
    earlier = list(Matter.objects.order_by("pk").values_list("pk", flat=True)[:11])
    Matter.objects.filter(pk__in=earlier).update(opened_at=F("opened_at") - timedelta(days=31))
    with time_machine.travel(NOW.replace(month=9), tick=False):
        assert [one.scope for one in release_figures(by=SYSTEM)] == ["county"]
    Organisation.objects.filter(code="qh-mz").update(closed_on=NOW.date())
    with time_machine.travel(NOW, tick=False):
        release_figures(by=SYSTEM)
        assert [row["name"] for row in sheet("groups.csv")] == ["民政局", "城乡建设"]


def test_sealed_matters_are_counted_and_belong_to_no_office(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, plain=0)
        Release.objects.all().delete()
        Matter.objects.update(is_sealed=True)
        release_figures(by=SYSTEM)
        assert len(sheet("rows.csv")) == 13
        names = [row["name"] for row in sheet("groups.csv")]
        assert names == ["未列单位（保密件等）", "未分类（含保密件）"]


def test_each_tile_has_n_period_definition_as_of_and_csv(county: Cast) -> None:
    for path in (MONTHS, f"{MONTHS}?office=qh-mz", f"{MONTHS}?topic=01"):
        page = text(path)
        found = re.findall(r'<section class="kpi">(.*?)</section>', page, re.DOTALL)
        assert found
        for tile in found:
            assert "截至" in tile
            assert "2026年9月 收到" in tile
            (anchor,) = re.findall(r'href="#([^"]+)"', tile)
            assert f'<div id="{anchor}">' in page
            assert ".csv" in tile
            assert "n = " in tile or "样本不足" in tile


def test_an_office_has_a_page_of_its_own_with_the_same_definitions(county: Cast) -> None:
    (office,) = [row for row in sheet("groups.csv") if row["by"] == "office"]
    shown = tiles(f"{MONTHS}?office=qh-mz")
    assert shown["收到"] == (office["received"], office["received"])
    assert shown["按时答复率"] == (rate(int(office["on_time"]), int(office["due"])), office["due"])
    assert shown["满意率"] == (rate(int(office["satisfied"]), int(office["said"])), office["said"])


def test_of_a_topic_only_the_number_is_told(county: Cast) -> None:
    assert tiles(f"{MONTHS}?topic=01") == {"收到": ("13", "13")}


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
        assert release_figures(by=SYSTEM) == []
        assert tiles("/figures/") == {}
        assert "这些月份还没有公布的数字" in text("/figures/")


def test_the_page_costs_the_same_however_many_requests(
    county: Cast, django_assert_max_num_queries: object
) -> None:
    client = Client()
    client.get(MONTHS)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(MONTHS)
