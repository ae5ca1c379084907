"""Undoing 撤销: at once, by whoever did it, while nothing has come after it (ux A3-09, E29)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions
from sunhall.hotline.tests.makers import CLASS, make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters import events
from sunhall.matters import queries as matters
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
BACK = {"reason_code": "not_duty", "reason": "不属于本单位职责", "suggested": "zj-roads"}
PAUSE = {"ground": "XK45_TESTING", "paper": "青鉴〔2026〕1号"}
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def returned(cast: Cast, *, upto: str) -> Any:
    matter = make_request(cast, upto=upto).matter
    actions.return_request(matter.number, **BACK, by=cast.handler)
    return matter


def test_a_return_taken_back_leaves_the_request_with_the_post_that_had_signed(desk: Cast) -> None:
    matter = returned(desk, upto="handling")
    matter_actions.undo_return(matter.number, by=desk.handler)
    matter.refresh_from_db()
    assert (matter.stage, matter.owner, matter.returns) == ("handling", "mz-relief", 0)
    assert matter.assignments.get(to_at=None).post == "mz-relief"
    kinds = told(f"matter:{matter.number}")
    assert kinds[-1] is events.ReturnUndone
    assert events.MatterReturned in kinds


def test_a_return_before_signing_taken_back_waits_for_the_signature_again(desk: Cast) -> None:
    matter = make_request(desk, upto="assigned").matter
    before = matter.due_at
    actions.return_request(matter.number, **BACK, by=desk.handler)
    matter_actions.undo_return(matter.number, by=desk.handler)
    matter.refresh_from_db()
    assert (matter.stage, matter.owner, matter.offered_to) == ("assigned", "rx-desk", "mz-relief")
    assert (matter.returns, matter.due_at) == (0, before)
    actions.sign_request(matter.number, by=desk.handler)


def test_a_return_is_not_taken_back_once_the_desk_has_acted(desk: Cast) -> None:
    matter = returned(desk, upto="handling")
    actions.classify_request(matter.number, class_code=CLASS, by=desk.manager)
    with pytest.raises(Refused, match="此后已有新的办理"):
        matter_actions.undo_return(matter.number, by=desk.handler)


def test_nobody_takes_back_what_a_colleague_did(desk: Cast) -> None:
    matter = make_request(desk, upto="handling").matter
    matter_actions.add_note(matter.number, text="已现场查看", by=desk.handler)
    with pytest.raises(Refused, match="本人"):
        matter_actions.undo_note(matter.number, by=desk.deputy)


def test_after_ten_minutes_it_stands(desk: Cast, monday: Any) -> None:
    matter = returned(desk, upto="handling")
    monday.move_to(MONDAY + timedelta(minutes=10, seconds=1))
    with pytest.raises(Refused, match="10 分钟"):
        matter_actions.undo_return(matter.number, by=desk.handler)
    assert matters.undo_open(desk.handler, matter) == ""


def test_an_undone_pause_counts_for_no_clock(desk: Cast, monday: Any) -> None:
    matter = make_request(desk, upto="handling").matter
    before = matter.due_at
    matter_actions.pause_clock(matter.number, **PAUSE, by=desk.handler)
    monday.move_to(MONDAY + timedelta(minutes=5))
    matter_actions.undo_pause(matter.number, by=desk.handler)
    matter.refresh_from_db()
    assert (matter.paused_at, matter.due_at) == (None, before)
    assert matters.pauses_of(matter) == []


def test_an_undone_note_is_no_longer_told_to_the_person_and_stays_for_staff(
    desk: Cast, client_for: ClientFor
) -> None:
    matter = make_request(desk, upto="handling").matter
    matter_actions.add_note(matter.number, text="写错了的话", shown_to_person=True, by=desk.handler)
    matter_actions.undo_note(matter.number, by=desk.handler)
    ours = client_for("handler").get(f"/workbench/requests/{matter.number}/").content.decode()
    theirs = client_for("resident").get(f"/request/{matter.number}/").content.decode()
    assert "写错了的话" in ours
    assert "已撤销" in ours
    assert "写错了的话" not in theirs


def closed(cast: Cast, *, upto: str = "answered") -> Any:
    request = make_request(cast, upto="answered")
    number = request.matter.number
    said = upto != "talked"
    actions.revisit_request(number, way="phone", reached=True, satisfied=said, by=cast.revisitor)
    if not said:
        actions.hold_dialogue(
            number, way="field", minutes="现场查看后确认线路老化。", explained="已更换。",
            result="satisfied", by=cast.handler,
        )  # fmt: skip
    actions.close_request(number, by=cast.revisitor)
    request.matter.refresh_from_db()
    return request.matter


@pytest.mark.parametrize(("upto", "stage"), [("answered", "revisited"), ("talked", "talked")])
def test_closing_taken_back_leaves_the_request_where_it_stood_with_its_clock_running(
    desk: Cast, upto: str, stage: str
) -> None:
    matter = closed(desk, upto=upto)
    before = matter.deadlines.filter(name="revisit").latest("pk")
    actions.undo_close(matter.number, by=desk.revisitor)
    matter.refresh_from_db()
    assert (matter.stage, matter.closed_at, matter.due_at) == (stage, None, before.due_at)
    assert matter.assignments.get(to_at=None).post == matter.owner == "mz-relief"
    kinds = told(f"matter:{matter.number}")
    assert kinds[-1] is events.ClosingUndone
    actions.close_request(matter.number, by=desk.revisitor)


def test_closing_stands_once_the_person_has_said_anything(desk: Cast) -> None:
    rated, disputed, published = closed(desk), closed(desk), closed(desk)
    matter_actions.rate_answer(rated.number, stars=5, channel="web", by=desk.resident)
    actions.dissatisfy(disputed.number, said_to="portal", by=desk.resident)
    matter_actions.decide_publication(published.number, is_public=True, by=desk.resident)
    for matter in (rated, disputed, published):
        with pytest.raises(Refused):
            actions.undo_close(matter.number, by=desk.revisitor)


def test_closing_is_taken_back_from_its_toast_within_ten_minutes(
    desk: Cast, client_for: ClientFor, monday: Any
) -> None:
    matter = make_request(desk, upto="answered").matter
    actions.revisit_request(
        matter.number, way="phone", reached=True, satisfied=True, by=desk.revisitor
    )
    here, client = f"/workbench/requests/{matter.number}/", client_for("revisitor")
    page = client.post(f"{here}close/", follow=True).content.decode()
    assert 'name="token" value="close"' in page
    assert "撤销办结" in page
    client.post(f"{here}undo/", {"token": "close"})
    assert told(f"matter:{matter.number}")[-1] is events.ClosingUndone
    client.post(f"{here}close/")
    monday.move_to(MONDAY + timedelta(minutes=10, seconds=1))
    assert client.post(f"{here}undo/", {"token": "close"}).status_code == 403


@pytest.mark.parametrize(
    ("door", "given", "what"),
    [
        ("return", BACK, "return"),
        ("note", {"text": "已现场查看"}, "note"),
        ("pause", PAUSE, "pause"),
    ],
)
def test_the_toast_after_it_takes_exactly_that_back(
    desk: Cast, client_for: ClientFor, door: str, given: dict[str, str], what: str
) -> None:
    matter = make_request(desk, upto="handling").matter
    here = f"/workbench/requests/{matter.number}/"
    client = client_for("handler")
    page = client.post(f"{here}{door}/", given, follow=True).content.decode()
    assert 'id="toasts"' in page
    assert f'action="{here}undo/"' in page
    assert f'name="token" value="{what}"' in page
    client.post(f"{here}undo/", {"token": what})
    assert "Undone" in told(f"matter:{matter.number}")[-1].kind
    assert client.post(f"{here}undo/", {"token": what}).status_code in (403, 404)


def test_whoever_returned_it_unsigned_still_sees_it_as_long_as_it_can_be_taken_back(
    desk: Cast, client_for: ClientFor, monday: Any
) -> None:
    matter = returned(desk, upto="assigned")
    here = f"/workbench/requests/{matter.number}/"
    assert "撤销退回" in client_for("handler").get(here).content.decode()
    monday.move_to(MONDAY + timedelta(minutes=11))
    assert client_for("handler").get(here).status_code == 404


def test_what_was_registered_and_assigned_can_be_recalled_from_the_toast(
    desk: Cast, client_for: ClientFor
) -> None:
    client = client_for("operator")
    given = {
        "text": "石桥村口的路灯坏了半个月。",
        "place": "990101100201",
        "class_code": CLASS,
        "to": "mz-relief",
        "demand": "help",
        "channel": "phone",
        "assign": "1",
    }
    page = client.post("/workbench/desk/register/", given, follow=True)
    number = page.context["matter"].number
    html = page.content.decode()
    assert f"已登记并转办 {number}" in html
    assert f'action="/workbench/requests/{number}/recall/"' in html
    client.post(f"/workbench/requests/{number}/recall/")
    assert told(f"matter:{number}")[-1] is events.MatterRecalled
