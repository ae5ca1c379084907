"""Bulk work on a list: first what would happen, then what did, row by row (ux A3-08, E28)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import events
from sunhall.matters.models import Matter
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def numbers(cast: Cast, upto: str, n: int) -> list[str]:
    return [make_request(cast, upto=upto).matter.number for _ in range(n)]


def posted(client: Client, what: str, chosen: list[str], **more: str) -> Any:
    return client.post(f"/workbench/bulk/{what}/", {"numbers": chosen, **more})


def test_one_bad_row_of_ten_is_told_and_stops_no_other(desk: Cast, client_for: ClientFor) -> None:
    good, bad = numbers(desk, "assigned", 9), make_request(desk, upto="handling").matter.number
    client = client_for("handler")
    foreseen = posted(client, "sign", [*good, bad])
    assert "确定办理 9 件" in foreseen.content.decode()
    assert Matter.objects.filter(stage="handling").count() == 1
    # Somebody who posts all ten all the same gets the truth about each.
    after = posted(client, "sign", [*good, bad], confirm="1")
    html = after.content.decode()
    assert "10 件中办理了 9 件" in html
    assert "当前环节为「承办」，不能办理「签收」" in html
    rows = {row.number: row.ok for row in after.context["rows"]}
    stages = dict(Matter.objects.filter(number__in=rows).values_list("number", "stage"))
    assert rows == {number: number != bad for number in rows}
    assert set(stages.values()) == {"handling"}
    assert events.MatterSigned in told(f"matter:{good[0]}")


def test_a_selection_is_reassigned_and_what_is_not_signed_goes_to_the_other_post(
    desk: Cast, client_for: ClientFor
) -> None:
    waiting, fresh = numbers(desk, "assigned", 1)[0], numbers(desk, "classified", 1)[0]
    unclassified = numbers(desk, "received", 1)[0]
    client = client_for("operator")
    chosen = [waiting, fresh, unclassified]
    html = posted(client, "assign", chosen).content.decode()
    assert "请先选择分类" in html
    html = posted(client, "assign", chosen, confirm="1", to="zj-roads").content.decode()
    assert "3 件中办理了 2 件" in html
    offered = dict(Matter.objects.values_list("number", "offered_to"))
    assert offered == {waiting: "zj-roads", fresh: "zj-roads", unclassified: ""}


def test_without_a_post_nothing_is_assigned(desk: Cast, client_for: ClientFor) -> None:
    number = numbers(desk, "classified", 1)[0]
    answer = posted(client_for("operator"), "assign", [number], confirm="1", to="")
    assert answer.status_code == 422
    assert Matter.objects.get(number=number).offered_to == ""


def test_a_post_is_reminded_once_an_hour(
    desk: Cast, client_for: ClientFor, monday: time_machine.Traveller
) -> None:
    number = numbers(desk, "handling", 1)[0]
    client = client_for("operator")
    assert "1 件中办理了 1 件" in posted(client, "remind", [number], confirm="1").content.decode()
    again = posted(client, "remind", [number], confirm="1").content.decode()
    assert "刚才已经催办" in again
    monday.shift(timedelta(hours=1))
    assert (
        "办理了 1 件"
        in posted(client_for("operator"), "remind", [number], confirm="1").content.decode()
    )
    assert told(f"matter:{number}").count(events.MatterReminded) == 2


def test_what_is_out_of_sight_is_not_even_named_as_existing(
    desk: Cast, client_for: ClientFor
) -> None:
    hidden = numbers(desk, "handling", 1)[0]
    for confirm in ({}, {"confirm": "1"}):
        answer = posted(client_for("outsider"), "sign", [hidden, "R261116-0000000"], **confirm)
        texts = {row.text for row in answer.context["rows"]}
        assert texts == {"没有这件，或者不在您的查看范围内"}


def test_the_bar_offers_what_fits_the_post(desk: Cast, client_for: ClientFor) -> None:
    numbers(desk, "assigned", 1)
    handler = client_for("handler").get("/workbench/?view=to-sign").content.decode()
    operator = client_for("operator").get("/workbench/?view=given").content.decode()
    assert "/workbench/bulk/sign/" in handler
    assert "/workbench/bulk/assign/" not in handler
    assert "/workbench/bulk/remind/" in operator
    assert 'name="numbers"' in operator


def test_print_and_export_hold_the_selection_and_no_names(
    desk: Cast, client_for: ClientFor
) -> None:
    chosen, other = numbers(desk, "handling", 2), numbers(desk, "handling", 1)[0]
    client = client_for("handler")
    printed = client.post("/workbench/bulk/print/", {"numbers": chosen}).content.decode()
    sheet = b"".join(client.post("/workbench/bulk/export/", {"numbers": chosen})).decode()
    for text in (printed, sheet):
        assert all(number in text for number in chosen)
        assert other not in text
        assert "李" not in text


def test_an_empty_selection_says_how_to_select(desk: Cast, client_for: ClientFor) -> None:
    assert "没有选中办件" in posted(client_for("handler"), "sign", []).content.decode()
    assert posted(client_for("handler"), "burn", []).status_code == 404
