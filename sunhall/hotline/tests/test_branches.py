"""The six branches at intake: what people are told is kept without them, and counted."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from sunhall.ground.journal.models import Entry
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import LOCAL
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.events import StopShown
from sunhall.hotline.models import Request
from sunhall.hotline.models import StopShown as Row
from sunhall.hotline.tests.makers import make_request
from tests.cast import Cast

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=LOCAL)
NEW = "/request/new/"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def stop_url(ground: str) -> str:
    return f"{NEW}elsewhere/{ground}/"


def test_every_branch_has_its_words_its_notice_and_its_ground() -> None:
    assert list(rules.BRANCHES) == list(rules.REFUSALS) == list(rules.STOPS)


def test_what_a_notice_said_is_kept_and_nobody_with_it(desk: Cast, client_for: Any) -> None:
    client_for("resident").get(stop_url("legal_channel"))
    [entry] = Entry.objects.filter(stream="stop:legal_channel")
    assert told("stop:legal_channel") == [StopShown]
    assert "法院诉讼服务 12368" in entry.data
    assert entry.actor == "visitor"
    assert desk.persons["resident"] not in entry.data
    assert not entry.secrets.exists()


def test_words_of_danger_lead_to_the_notice_and_are_not_kept_with_it(desk: Cast) -> None:
    client = Client()
    answer = client.post(NEW, {"text": "邻居家着火了，快来人"})
    client.get(answer["Location"])
    row = Row.objects.get()
    assert (row.ground, row.cause, row.channel) == ("emergency", "words", "web")
    assert "邻居" not in Entry.objects.get(stream="stop:emergency").data


def test_a_notice_looked_at_again_within_the_hour_was_said_once(desk: Cast, clock: Any) -> None:
    client = Client()
    for _ in range(3):
        assert client.get(stop_url("secret")).status_code == 200
    client.get(stop_url("unlawful"))
    assert Row.objects.count() == 2
    clock.shift(timedelta(minutes=61))
    client.get(stop_url("secret"))
    assert Row.objects.count() == 3


def test_a_machine_that_asks_without_end_fills_no_journal(desk: Cast) -> None:
    client = Client()
    for at in range(rules.STOPS_AN_HOUR + 5):
        client.cookies["draft"] = f"{at:030d}"
        assert client.get(stop_url("not_public")).status_code == 200
    assert Row.objects.count() == rules.STOPS_AN_HOUR


def test_an_unknown_branch_leads_back_and_is_not_kept(desk: Cast) -> None:
    assert Client().get(stop_url("weather")).status_code == 302
    assert not Row.objects.exists()


def refuse(cast: Cast, ground: str, **changes: Any) -> Request:
    request = make_request(cast, **changes)
    actions.refuse_request(request.matter.number, ground=ground, by=cast.operator)
    return request


def test_a_month_counts_notices_and_refusals_with_their_rows(desk: Cast, clock: Any) -> None:
    Client().get(stop_url("secret"))
    refused = refuse(desk, "secret")
    refuse(desk, "unlawful")
    clock.move_to(datetime(2026, 12, 1, 0, 30, tzinfo=LOCAL))
    refuse(desk, "secret")
    december, november, *before = queries.branches_by_month(desk.manager)
    assert [month.first.month for month in (december, november)] == [12, 11]
    by_ground = {branch.ground: (branch.shown, branch.refused) for branch in november.branches}
    assert by_ground["secret"] == (1, 1)
    assert by_ground["unlawful"] == (0, 1)
    assert (december.shown, december.refused, len(before)) == (0, 1, 10)
    rows = queries.refused_rows(desk.manager, "secret", november.first)
    assert [row.number for row in rows] == [refused.matter.number]


def test_a_refusal_that_a_review_overturned_counts_no_more(desk: Cast) -> None:
    number = refuse(desk, "not_public").matter.number
    actions.dissatisfy(number, said_to="portal", words="归政府管", by=desk.resident)
    actions.hold_dialogue(
        number, way="room", minutes="当面核对三定规定和职责清单", explained="属于政府职责",
        result="satisfied", by=desk.manager,
    )  # fmt: skip
    actions.overturn_refusal(number, words="属于职责范围", by=desk.manager)
    [month, *_] = queries.branches_by_month(desk.manager)
    assert month.refused == 0


def test_the_page_opens_the_rows_that_its_reader_may_see(desk: Cast, client_for: Any) -> None:
    here = refuse(desk, "secret").matter.number
    client = client_for("manager")
    page = client.get("/workbench/branches/").content.decode()
    assert "/workbench/branches/secret/2026-11/" in page
    rows = client.get("/workbench/branches/secret/2026-11/").content.decode()
    assert here in rows
    # The head of another office reads figures, and not these requests.
    theirs = client_for("head").get("/workbench/branches/secret/2026-11/").content.decode()
    assert here not in theirs
    assert client.get("/workbench/branches/secret/2026-13/").status_code == 404
    assert client.get("/workbench/branches/weather/2026-11/").status_code == 404


def test_grounds_of_refusals_before_the_column_come_out_of_the_journal(desk: Cast) -> None:
    request = refuse(desk, "nothing_new")
    Request.objects.update(refused_ground="")
    import_module("sunhall.hotline.migrations.0012_branches_and_reminders").name_grounds(apps, None)
    request.refresh_from_db()
    assert request.refused_ground == "nothing_new"
