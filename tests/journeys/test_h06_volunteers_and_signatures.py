"""H6: a volunteer answers by the link on a phone, and minutes are signed on a pad or by photo."""

from datetime import timedelta

import pytest

from sunhall.ground.kit.now import now
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import Invitation, Signature
from sunhall.hotline.tests.makers import make_request
from sunhall.hotline.tests.test_signing import picture
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def invited(county):
    number = make_request(county, upto="dialogue").matter.number
    actions.plan_dialogue(
        number,
        planned_at=now() + timedelta(days=1),
        way="room",
        room="room-1",
        volunteer="law-1",
        by=county.handler,
    )
    return number


def own_page():
    return f"/volunteer/{queries.volunteer_token(queries.volunteer_for('law-1'))}/"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_volunteer_answers_without_an_account(county, walker, scripts):
    number = invited(county)
    phone = walker("h06-volunteer", scripts=scripts)
    phone.go(own_page())
    assert phone.sees("民政局约谈室")
    assert not phone.sees(number)
    phone.tap("答复能否参加")
    phone.choose("不能参加")
    phone.tap("告诉主办单位", role="button")
    assert phone.sees("请选择不能参加的原因")
    phone.choose("时间不合适")
    phone.tap("告诉主办单位", role="button")
    phone.page.get_by_text("他们会另请一位").first.wait_for()
    assert Invitation.objects.get().answer == "decline"
    tells(number, events.VolunteerInvited, events.VolunteerAnswered)


def test_the_pad_signs_the_text_that_is_shown(county, walker):
    request = make_request(county, upto="talked")
    number, dialogue = request.matter.number, request.matter.dialogues.get()
    path = f"/workbench/requests/{number}/dialogue/{dialogue.pk}/"
    seat = Seat(walker, county, "handler", "h06-pad")
    seat.go(f"{path}sign/")
    seat.page.locator("#id_signer_0").check()
    seat.page.locator("#id_name").fill("李秀兰")
    pad = seat.page.locator("[data-pad] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    seat.page.mouse.move(box["x"] + 40, box["y"] + 60)
    seat.page.mouse.down()
    seat.page.mouse.move(box["x"] + 200, box["y"] + 20, steps=4)
    seat.page.mouse.move(box["x"] + 320, box["y"] + 90, steps=4)
    seat.page.mouse.up()
    seat.page.get_by_text("已签字，可以保存").wait_for()
    seat.one.shot("drawn")
    seat.page.get_by_role("button", name="保存签字").click()
    seat.page.get_by_text("正文摘要").first.wait_for()
    row = Signature.objects.get()
    assert (row.means, row.seal) == ("pad", queries.seal_of_minutes(dialogue))
    seat.look("record")
    seat.go(f"{path}correct/")
    seat.page.locator("#id_minutes").fill("现场查看后确认线路老化，约定两天内更换。")
    seat.page.locator("#id_reason").fill("日期写错")
    seat.page.get_by_role("button", name="保存更正").click()
    seat.page.get_by_text("此签字失效").wait_for()
    tells(number, events.DialogueHeld, events.MinutesSigned, events.MinutesCorrected)


def test_a_photo_signs_without_scripts(county, walker):
    request = make_request(county, upto="talked")
    number, dialogue = request.matter.number, request.matter.dialogues.get()
    seat = Seat(walker, county, "handler", "h06-photo", scripts=False, size=(360, 740))
    seat.go(f"/workbench/requests/{number}/dialogue/{dialogue.pk}/sign/")
    assert not seat.page.locator("[data-pad] canvas").is_visible()
    seat.page.locator("#id_signer_0").check()
    seat.page.locator("#id_name").fill("李秀兰")
    photo = {"name": "signed.png", "mimeType": "image/png", "buffer": picture()}
    seat.page.locator("#id_file").set_input_files(photo)
    seat.page.get_by_role("button", name="保存签字").click()
    seat.page.get_by_text("正文摘要").first.wait_for()
    assert Signature.objects.get().means == "photo"


@pytest.mark.parametrize(
    ("size", "density"),
    [((1440, 900), "desk"), ((360, 740), "desk"), ((360, 740), "elder")],
    ids=["1440", "360", "elder"],
)
def test_no_page_of_volunteers_and_minutes_has_a_barrier(county, walker, size, density):
    invited(county)
    request = make_request(county, upto="talked")
    number, pk = request.matter.number, request.matter.dialogues.get().pk
    talk = f"/workbench/requests/{number}/dialogue/{pk}/"
    row = Invitation.objects.get()
    seat = Seat(walker, county, "manager", f"h06v-{size[0]}-{density}", size=size, density=density)
    for name, path in {
        "pool": "/workbench/volunteers/",
        "one": "/workbench/volunteers/law-1/",
        "kept": "/workbench/volunteers/law-1/kept/",
        "tie": "/workbench/volunteers/law-1/tie/",
        "effects": "/workbench/dialogues/effects/",
        "own": own_page(),
        "answer": f"{own_page()}{row.pk}/",
        "away": f"{own_page()}away/",
    }.items():
        seat.go(path)
        seat.look(name)
    seat = Seat(walker, county, "handler", f"h06m-{size[0]}-{density}", size=size, density=density)
    for name in ("record", "sign", "refuse", "correct"):
        seat.go(f"{talk}{name}/")
        seat.look(name)
