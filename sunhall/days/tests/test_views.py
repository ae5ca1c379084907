"""Who sees what of a sitting, and what the public page tells."""

from datetime import date, datetime

import pytest
import time_machine

from sunhall.days import actions, queries
from sunhall.days.models import Question
from sunhall.days.tests.makers import TEXT, call, lay_series, make_sitting
from sunhall.ground.kit.now import LOCAL
from sunhall.hotline.tests.makers import lay_desk, publish

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 12, 1)


@pytest.fixture
def county(cast):
    lay_desk(cast)
    lay_series()
    with time_machine.travel(datetime(2026, 12, 1, 9, 30, tzinfo=LOCAL), tick=False):
        yield cast


def test_the_public_page_names_the_post_and_the_substitute_but_not_why(county, client):
    sitting = make_sitting(county, "phone-day", date(2026, 12, 15))
    actions.stand_in(sitting.guests.get().pk, post="rx-head", reason="身体不适", by=county.manager)
    told = client.get("/days/").content.decode()
    assert "热线负责人岗" in told
    assert "代替分管副县长" in told
    assert "身体不适" not in told
    assert "每月第1、3个周二" in told


def test_anybody_asks_beforehand_and_a_wrong_form_keeps_what_was_typed(county, client):
    sitting = make_sitting(county, "programme", date(2026, 12, 3), post="mz-head")
    short = client.post(f"/days/{sitting.pk}/", {"text": "问", "phone": "13800000001"})
    assert short.status_code == 422
    assert "13800000001" in short.content.decode()
    sent = client.post(f"/days/{sitting.pk}/", {"text": "高龄补贴怎么办？", "consent": "on"})
    assert sent.headers["Location"] == f"/days/{sitting.pk}/asked/"
    assert Question.objects.get().consent


def test_an_unpublished_sitting_is_not_there_for_the_public(county, client):
    actions.plan_ahead(by=county.manager)
    row = queries.sittings_by_kind("phone").first()
    assert client.get(f"/days/{row.pk}/").status_code == 404
    assert "BEGIN:VEVENT" not in client.get("/days/calendar.ics").content.decode()


def test_who_asked_what_is_for_the_desk_and_the_guests(county):
    sitting = make_sitting(county, "phone-day", TUESDAY, upto="opened")
    call(county, sitting)
    address = f"/workbench/days/{sitting.pk}/"
    for who, sees in {
        "operator": True,
        "leader": True,
        "handler": False,
        "outsider": False,
    }.items():
        assert (TEXT in county.client_for(who).get(address).content.decode()) is sees, who
        live = county.client_for(who).get(f"{address}live/")
        assert (live.status_code == 200) is sees, who
    question = Question.objects.get()
    answer = county.client_for("handler").get(f"/workbench/days/questions/{question.pk}/instruct/")
    assert TEXT not in answer.content.decode()


def test_a_question_is_public_only_after_its_review(county, client):
    sitting = make_sitting(county, "programme", TUESDAY, post="mz-head", upto="opened")
    question = call(county, sitting, consent=True, agrees_to_publish=True)
    actions.file_question(question.pk, by=county.operator)
    actions.answer_on_air(question.pk, answer="水厂本周检修，周五恢复。", by=county.operator)
    actions.end_sitting(sitting.pk, by=county.operator)
    address = f"/days/{sitting.pk}/"
    assert "自来水" not in client.get(address).content.decode()
    question.refresh_from_db()
    publish(county, question.matter.number)
    assert "自来水" in client.get(address).content.decode()


def test_the_desk_works_a_programme_through_the_pages(county):
    sitting = make_sitting(county, "programme", TUESDAY, post="mz-head", upto="opened")
    desk = county.client_for("operator")
    desk.post(f"/workbench/days/{sitting.pk}/note/", {"text": "问一下低保怎么申请", "once": "1"})
    question = Question.objects.get()
    refused = desk.post(
        f"/workbench/days/questions/{question.pk}/file/", {"place": "990101", "demand": "consult"}
    )
    assert refused.status_code == 422
    assert "没有同意" in refused.content.decode()
    filed = desk.post(
        f"/workbench/days/questions/{question.pk}/file/",
        {"place": "990101", "demand": "consult", "consent": "on"},
    )
    assert filed.status_code == 302
    question.refresh_from_db()
    assert question.matter.number in desk.get(f"/workbench/days/{sitting.pk}/").content.decode()
    assert question.matter.number in desk.get("/workbench/days/follow/").content.decode()


def test_the_log_tells_each_request_and_how_it_ended(county):
    sitting = make_sitting(county, "phone-day", TUESDAY, upto="opened")
    question = call(county, sitting)
    actions.file_question(question.pk, by=county.operator)
    actions.end_sitting(sitting.pk, by=county.operator)
    sheet = county.client_for("manager").get("/workbench/days/log.csv")
    text = b"".join(sheet.streaming_content).decode("utf-8-sig")
    question.refresh_from_db()
    assert question.matter.number in text
    assert "李秀兰" not in text
    handler = county.client_for("handler").get("/workbench/days/log.csv")
    assert question.matter.number not in b"".join(handler.streaming_content).decode()


def test_a_rule_changes_as_a_new_version_with_its_source(county):
    manager = county.client_for("manager")
    given = {
        "weeks": ["2"], "weekday": "3", "starts": "09:00", "ends": "10:00",
        "on_holiday": "next", "source": "", "from_on": "2027-01-01",
    }  # fmt: skip
    address = "/workbench/days/series/phone-day/rule/"
    assert manager.post(address, given).status_code == 422
    assert manager.post(address, {**given, "source": "县委〔2026〕8号"}).status_code == 302
    page = manager.get("/workbench/days/series/phone-day/").content.decode()
    assert "每月第2个周三" in page
    assert "每月第1、3个周二" in page
