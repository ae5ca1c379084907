"""The cockpit and its lists through the doors (V1)."""

import csv
import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
import time_machine
from django.test import Client

from sunhall.hotline.models import Request
from sunhall.matters.models import Matter
from sunhall.supervision.tests.makers import NOW, watched_county
from tests.cast import STAFF, Cast

ClientFor = Callable[[str], Client]
WATCHERS = {"manager", "inspector", "leader", "supervisor"}
PAGES = ("/workbench/watch/", "/workbench/watch/list/", "/workbench/watch/list.csv")


@pytest.fixture
def made(cast: Cast) -> Iterator[dict[str, Request]]:
    with time_machine.travel(NOW, tick=False):
        yield watched_county(cast)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode()


def sheet(client: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text(client, path).removeprefix("\ufeff").splitlines()))


def test_only_those_who_watch_come_in(made: dict[str, Request], client_for: ClientFor) -> None:
    for who in STAFF:
        client = client_for(who)
        for path in PAGES:
            assert client.get(path).status_code == (200 if who in WATCHERS else 403), (who, path)


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_asked_to_sign_in(db: None, path: str) -> None:
    assert Client().get(path).status_code == 302


def test_every_link_of_the_cockpit_opens_a_list_of_just_so_many(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    client = client_for("supervisor")
    page = text(client, "/workbench/watch/")
    links = re.findall(
        r'<a href="(/workbench/watch/list/[^"]*)"[^>]*>(?:<[^>]+>|[■\s])*(\d+)', page
    )
    assert len(links) > 12
    for url, number in links:
        body = text(client, unescape(url))
        assert f"{number} 件，截至" in body, url


def test_the_cockpit_names_the_worst_office_first(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    page = text(client_for("leader"), "/workbench/watch/")
    assert "民政局 · 社会救助岗 有 2 件超期" in page
    assert page.index("今天先问这几家") < page.index("超期未办结")


def test_a_list_says_why_with_holder_pause_and_who_granted_it(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    page = text(client_for("supervisor"), "/workbench/watch/list/?view=paused")
    assert "计时停着：检测（清民告〔2026〕7号），由 赵承办 暂停" in page
    assert "哪天在谁手里" in page
    assert "赵承办 签收" in page


def test_the_export_has_the_rows_of_the_list(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    client = client_for("supervisor")
    rows = sheet(client, "/workbench/watch/list.csv?view=late")
    assert [row["编号"] for row in rows] == [
        made["late"].matter.number,
        made["late_too"].matter.number,
    ]
    assert {row["是否超期"] for row in rows} == {"是"}
    assert rows[0]["原因"].startswith("民政局 · 社会救助岗 手里")


def test_the_export_holds_no_person_and_no_formula(
    cast: Cast, made: dict[str, Request], client_for: ClientFor
) -> None:
    number = made["late"].matter.number
    Matter.objects.filter(number=number).update(subject="=HYPERLINK(1)")
    body = text(client_for("supervisor"), "/workbench/watch/list.csv")
    assert "'=HYPERLINK(1)" in body
    assert cast.person().name not in body
    assert cast.person().phone not in body


def test_what_one_may_not_see_is_not_there(made: dict[str, Request], client_for: ClientFor) -> None:
    number = made["late"].matter.number
    Matter.objects.filter(number=number).update(is_sealed=True)
    for path in PAGES:
        assert number not in text(client_for("supervisor"), path)
    assert number in text(client_for("inspector"), "/workbench/watch/list/?view=late")


@pytest.mark.parametrize("query", ["view=none", "day=yesterday"])
def test_an_unknown_question_is_no_page(
    made: dict[str, Request], client_for: ClientFor, query: str
) -> None:
    for path in PAGES[1:]:
        assert client_for("supervisor").get(f"{path}?{query}").status_code == 404


def test_a_broken_key_shows_the_first_page(made: dict[str, Request], client_for: ClientFor) -> None:
    page = text(client_for("supervisor"), "/workbench/watch/list/?view=late&after=x~y")
    assert made["late"].matter.number in page


def test_an_empty_list_says_so_and_leads_back(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    page = text(client_for("supervisor"), "/workbench/watch/list/?view=late&post=zj-roads")
    assert "没有符合「超期未办结 · 市政道路岗」的事项。" in page


def test_an_empty_county_has_a_cockpit_too(cast: Cast, client_for: ClientFor) -> None:
    page = text(client_for("supervisor"), "/workbench/watch/")
    assert "没有超期的事项。" in page
    assert "还没有到期的诉求，暂无按时答复率。" in page


def test_every_number_of_the_cockpit_opens_a_list_of_that_length(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    for who in sorted(WATCHERS):
        client = client_for(who)
        page = text(client, "/workbench/watch/")
        opened = re.findall(r'<a [^>]*href="([^"]*/watch/list/[^"]*)"[^>]*>(.*?)</a>', page, re.S)
        assert len(opened) >= 8, who
        for url, shown in opened:
            words = re.sub(r"<[^>]+>", " ", shown)
            n = re.search(r"(\d+) 件", words) or re.search(r"(\d+)", words)
            assert n is not None, words
            listed = text(client, unescape(url))
            assert f"{n[1]} 件，截至" in listed, (who, url, words)
            csv_url = unescape(url).replace("/watch/list/", "/watch/list.csv")
            assert len(sheet(client, csv_url)) == int(n[1]), (who, url)
