"""Inner figures: each opens the rows it rests on, as far as the reader may see them (D2)."""

import csv
import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
import time_machine
from django.test import Client

from sunhall.matters.models import Matter
from sunhall.sunshine.tests.makers import NOW, published_county
from tests.cast import STAFF, Cast

ClientFor = Callable[[str], Client]
READERS = {"manager", "inspector", "leader", "supervisor", "head"}
ASKED = "first=2026-09-01&last=2026-11-18&kind=request"
PAGES = (
    "/workbench/figures/",
    "/workbench/figures/rows/?name=late",
    "/workbench/figures/rows.csv?name=late",
)


@pytest.fixture
def county(cast: Cast) -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        published_county(cast, answered=3, waiting=2, plain=2)
        yield cast


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode()


def test_only_those_who_read_figures_come_in(county: Cast, client_for: ClientFor) -> None:
    for who in STAFF:
        client = client_for(who)
        for path in PAGES:
            assert client.get(path).status_code == (200 if who in READERS else 403), (who, path)
    assert Client().get(PAGES[0]).status_code == 302


def test_every_number_of_the_page_opens_a_list_of_that_length(
    county: Cast, client_for: ClientFor
) -> None:
    for who in sorted(READERS):
        client = client_for(who)
        page = text(client, f"/workbench/figures/?{ASKED}")
        (table,) = re.findall(r"<table class=\"table figures .*?</table>", page, re.DOTALL)
        opened = re.findall(r'<a href="([^"]+/rows/[^"]+)">([\d\u202f]+)</a>', table)
        bare = re.sub(r"<a .*?</a>", "", table)
        cells = re.findall(r'<td class="n n-of">\s*(\d+)|muted small">\s*(\d+) */', bare)
        assert {n for pair in cells for n in pair if n} <= {"0"}, "a number that opens nothing"
        assert len(opened) >= 10, who
        for url, shown in opened:
            n = int(shown.replace("\u202f", ""))
            assert f"n = {n}<" in text(client, unescape(url)), (who, url)
            sheet = text(client, unescape(url).replace("rows/?", "rows.csv?"))
            assert len(list(csv.reader(sheet.splitlines()))) == n + 1, (who, url)


def test_only_rates_have_rows_above_the_line(county: Cast, client_for: ClientFor) -> None:
    client = client_for("leader")
    text(client, f"/workbench/figures/rows/?name=received&part=1&{ASKED}", 404)


def test_what_one_may_not_see_is_not_counted(county: Cast, client_for: ClientFor) -> None:
    def received(who: str) -> int:
        page = text(client_for(who), f"/workbench/figures/?{ASKED}")
        (found,) = re.findall(r"<b>(\d+)</b>", page)[:1]
        return int(found)

    assert received("leader") == 7
    Matter.objects.filter(answered_at=None).update(is_sealed=True)
    assert received("leader") == 3
    assert received("inspector") == 7


def test_rows_come_page_by_page(county: Cast, client_for: ClientFor) -> None:
    client = client_for("leader")
    path = f"/workbench/figures/rows/?name=received&{ASKED}"
    last = Matter.objects.order_by("-number")[2].number
    page = text(client, f"{path}&before={last}")
    older = Matter.objects.filter(number__lt=last)
    assert all(row.number in page for row in older)
    assert f">{last}</a>" not in page


def test_wrong_days_are_explained(county: Cast, client_for: ClientFor) -> None:
    client = client_for("leader")
    page = text(client, "/workbench/figures/?first=2026-11-10&last=2026-11-01", 422)
    assert "结束日期应不早于开始日期" in page
    text(client, "/workbench/figures/rows/?name=late&first=2026-11-10&last=2026-11-01", 404)
    text(client, "/workbench/figures/rows/?name=invented", 404)


def test_the_rows_hold_no_person(county: Cast, client_for: ClientFor) -> None:
    sheet = text(client_for("leader"), f"/workbench/figures/rows.csv?name=received&{ASKED}")
    assert county.person().name not in sheet
    assert "13912345678" not in sheet
