"""Own views: a search under a name, with its count, in one's own order, for nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.models import Entry
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions
from sunhall.matters import queries as matters
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def names(cast: Cast) -> list[str]:
    return [view.name for view in matters.saved_views(cast.operator)]


def test_a_search_is_kept_under_a_name_with_its_count(desk: Cast, client_for: ClientFor) -> None:
    make_request(desk, upto="handling")
    make_request(desk, place="990101101201")
    client = client_for("operator")
    query = "q=&class_code=&place=990101100&state=open&start=50&evil=1"
    answer = client.post("/workbench/views/save/", {"name": "东山在办", "query": query})
    assert answer.url == "/workbench/search/?place=990101100&state=open"
    shown = client.get("/workbench/views/", headers={"HX-Request": "true"}).content.decode()
    assert "东山在办" in shown
    assert '<span class="pill">1</span>' in shown


def test_views_are_put_in_order_and_deleted(desk: Cast, client_for: ClientFor) -> None:
    for name in ("甲", "乙", "丙"):
        actions.save_view(name, query="state=open", by=desk.operator)
    client = client_for("operator")
    last = matters.saved_views(desk.operator)[-1]
    client.post(f"/workbench/views/{last.pk}/up/")
    assert names(desk) == ["甲", "丙", "乙"]
    client.post(f"/workbench/views/{last.pk}/drop/")
    assert names(desk) == ["甲", "乙"]


def test_nobody_reaches_the_view_of_another(desk: Cast, client_for: ClientFor) -> None:
    view = actions.save_view("甲", query="q=李秀兰", by=desk.operator)
    client = client_for("handler")
    assert client.post(f"/workbench/views/{view.pk}/drop/").status_code == 404
    assert "甲" not in client.get("/workbench/views/").content.decode()
    assert names(desk) == ["甲"]


def test_a_view_is_no_fact_and_its_question_is_sealed(desk: Cast) -> None:
    before = Entry.objects.count()
    view = actions.save_view("甲", query="q=李秀兰", by=desk.operator)
    assert Entry.objects.count() == before
    raw = type(view).objects.extra(select={"raw": "query"}).values_list("raw", flat=True)[0]
    assert "李秀兰" not in str(raw)


def test_the_same_name_is_kept_anew_and_the_thirteenth_is_refused(
    desk: Cast, client_for: ClientFor
) -> None:
    for n in range(12):
        actions.save_view(f"视图{n}", query="", by=desk.operator)
    client = client_for("operator")
    again = client.post("/workbench/views/save/", {"name": "视图3", "query": "state=late"})
    assert again.status_code == 302
    one_more = client.post("/workbench/views/save/", {"name": "还有一个", "query": "state=late"})
    assert one_more.status_code == 422
    html = one_more.content.decode()
    assert "最多保存 12 个视图" in html
    assert 'value="还有一个"' in html


def test_a_view_without_a_name_is_asked_for_one(desk: Cast, client_for: ClientFor) -> None:
    answer = client_for("operator").post("/workbench/views/save/", {"name": " ", "query": "q=灯"})
    assert answer.status_code == 422
    assert "q=" in answer.content.decode()


def test_the_palette_finds_own_views_by_their_initials(desk: Cast, client_for: ClientFor) -> None:
    actions.save_view("东山在办", query="state=open", by=desk.operator)
    html = client_for("operator").get("/workbench/commands/?q=dszb").content.decode()
    assert "/workbench/search/?state=open" in html
