"""H6 for staff: a dissatisfied request is planned, talked about, printed, and only then closed."""

import pytest

from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, events, queries
from sunhall.hotline.tests.makers import make_request
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_dialogue_is_held_before_it_can_be_closed(county, walker):
    request = make_request(county, upto="dialogue")
    number = request.matter.number
    with pytest.raises(Refused):
        actions.close_request(number, by=county.revisitor)
    seat = Seat(walker, county, "handler", "h06")
    seat.go("/workbench/dialogues/")
    assert seat.one.sees(number)
    seat.go(f"/workbench/requests/{number}/")
    assert seat.one.sees("须当面约谈")
    seat.press("p")
    seat.page.locator("#id_planned_at").fill("2027-01-05T15:00")
    seat.page.locator("#id_way_0").check()
    seat.page.locator("#id_room").select_option("room-1")
    seat.page.locator("#id_planned_at").focus()
    seat.press("Control+Enter")
    seat.page.get_by_text("已安排约谈").first.wait_for()
    seat.rest()
    seat.one.shot("planned")
    seat.press("e")
    seat.page.locator("#id_minutes").fill("当面说明线路老化的原因，约定三天内更换。")
    seat.page.locator("#id_explained").fill("线路由供电所负责，已列入本周更换计划。")
    seat.page.locator("#id_result_1").check()
    # The person was not content with 已解决: the host chooses anew.
    assert seat.page.locator("[name=outcome]:checked").count() == 0
    seat.page.locator("#id_outcome_0").check()
    seat.page.locator("#id_minutes").focus()
    seat.press("Control+Enter")
    seat.page.get_by_text("已记录约谈，等待回访").first.wait_for()
    request.matter.refresh_from_db()
    assert request.matter.stage == "talked"
    revisitor = Seat(walker, county, "revisitor", "h06-close")
    revisitor.go(f"/workbench/requests/{number}/")
    assert not revisitor.page.get_by_role("button", name="办结归档").is_visible()
    actions.revisit_request(number, way="phone", reached=True, satisfied=True, by=county.revisitor)
    revisitor.go(f"/workbench/requests/{number}/")
    revisitor.page.get_by_role("button", name="办结归档").first.click()
    revisitor.page.get_by_text("已办结归档").first.wait_for()
    tells(
        number,
        events.RequestDissatisfied,
        events.DialoguePlanned,
        events.DialogueHeld,
        events.RequestRevisited,
        events.RequestClosed,
    )
    assert seat.one.complaints == []


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_no_page_of_the_dialogue_has_a_barrier(county, walker, size):
    number = make_request(county, upto="talked").matter.number
    owed = make_request(county, upto="dialogue").matter.number
    dialogue = queries.request_of(number).matter.dialogues.get()
    seat = Seat(walker, county, "handler", f"h06-{size[0]}", size=size)
    for name, path in {
        "owed": "/workbench/dialogues/",
        "planned": "/workbench/dialogues/?state=planned",
        "held": "/workbench/dialogues/?state=held",
        "case": f"/workbench/requests/{owed}/",
        "plan": f"/workbench/requests/{owed}/dialogue/plan/",
        "hold": f"/workbench/requests/{owed}/dialogue/hold/",
        "minutes": f"/workbench/requests/{number}/dialogue/{dialogue.pk}/minutes/",
        "notice": f"/workbench/requests/{number}/dialogue/{dialogue.pk}/notice/",
    }.items():
        seat.go(path)
        seat.look(name)
