"""An emergency at the desk: passed on to 110, 119, 120 or 122 with one press (norms 1.6; H2)."""

from collections.abc import Callable

import pytest
from django.test import Client

from sunhall.ground.journal.record import story
from sunhall.hotline import events
from sunhall.hotline.models import Request
from tests.cast import Cast

ClientFor = Callable[[str], Client]


@pytest.mark.parametrize("to", ["110", "119", "120", "122"])
def test_an_emergency_is_transferred_with_one_press_and_kept(
    desk: Cast, client_for: ClientFor, to: str
) -> None:
    given = {"to": to, "text": "", "place": "", "phone": ""}
    assert client_for("operator").post("/workbench/desk/emergency/", given).status_code == 302
    request = Request.objects.get()
    assert (request.matter.stage, request.matter.is_urgent) == ("refused", True)
    last = story(f"matter:{request.matter.number}")[-1].event
    assert isinstance(last, events.EmergencyTransferred)
    assert last.to == to
    assert f"已为您转接 {to}" in request.matter.last_answer.text


def test_what_was_typed_before_the_transfer_is_kept_and_a_wrong_number_transfers_nothing(
    desk: Cast, client_for: ClientFor
) -> None:
    client = client_for("operator")
    assert client.post("/workbench/desk/emergency/", {"to": "114"}).status_code in (400, 403)
    assert not Request.objects.exists()
    given = {"to": "119", "text": "村口着火了", "place": "990101100201", "phone": "13800000001"}
    client.post("/workbench/desk/emergency/", given)
    request = Request.objects.get()
    assert request.text == "村口着火了"
    assert request.matter.person == desk.person().public_id
