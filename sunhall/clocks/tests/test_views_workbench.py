import pytest
import time_machine
from django.urls import reverse

from sunhall.clocks import queries
from sunhall.clocks.models import DayProposal, NoticeProposal
from sunhall.clocks.tests.makers import TEXT_2027, declare_day, make_calendar, make_proposal
from sunhall.clocks.tests.moments import on
from sunhall.ground.journal.worker import drain

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_a_sunday_in_november"),
]

CALENDAR = "/workbench/calendar/"


@pytest.fixture
def _a_sunday_in_november():
    with time_machine.travel("2026-11-22T02:00:00Z", tick=False):
        yield


def text(response):
    return response.content.decode()


def test_the_calendar_shows_the_year_by_mark_and_word(client_for):
    page = text(client_for("handler").get(CALENDAR))
    assert "2026 年：248 个工作日" in page
    assert "调休上班：国庆节" in page
    assert "国办发明电〔2025〕7号（文号待核）" in page
    assert 'aria-current="date"' in page
    assert "录入放假通知" not in page


def test_a_provisional_year_warns(client_for):
    page = text(client_for("handler").get(CALENDAR, {"year": "2027"}))
    assert "暂定" in page
    assert "全国年节及纪念日放假办法" in page


@pytest.mark.parametrize("asked", ["2050", "abc", ""])
def test_a_year_that_is_not_there_shows_this_one(client_for, asked):
    assert "2026 年：248 个工作日" in text(client_for("handler").get(CALENDAR, {"year": asked}))


def test_in_a_year_nobody_opened_the_page_still_shows_where_one_opens_it(cast):
    with time_machine.travel("2030-01-02 09:00+08:00", tick=False):
        client = cast.client_for("system_admin")
        answer = client.get(CALENDAR)
    assert answer.status_code == 200
    assert "2027 年" in text(answer)


def test_a_notice_is_pasted_previewed_proposed_and_approved_by_another(client_for):
    clerk, checker = client_for("system_admin"), client_for("security_admin")
    preview = clerk.post(CALENDAR + "notice/", {"text": TEXT_2027})
    assert preview.status_code == 200
    assert "天有变化" in text(preview)
    assert not NoticeProposal.objects.exists()
    clerk.post(CALENDAR + "notice/", {"text": TEXT_2027, "propose": "1"})
    row = NoticeProposal.objects.get()
    address = reverse("workbench:calendar-proposal", args=[row.pk])
    assert "批准并更新日历" not in text(clerk.get(address))
    assert "批准并更新日历" in text(checker.get(address))
    assert "有一份放假安排待审批" in text(checker.get(CALENDAR))
    assert clerk.post(address + "approve/").status_code == 403
    assert queries.calendar().year(2027).status == "provisional"
    answer = checker.post(address + "approve/", follow=True)
    assert "已批准" in text(answer)
    assert queries.calendar().year(2027).status == "official"


def test_the_preview_says_how_many_limits_move(client_for):
    page = text(client_for("system_admin").post(CALENDAR + "notice/", {"text": TEXT_2027}))
    assert "0 项期限变化，0 项将因此超期" in page


def test_an_unclear_notice_shows_every_doubt_beside_the_text(client_for):
    unclear = TEXT_2027.replace("10月9日（周六）", "10月9日（周日）")
    answer = client_for("system_admin").post(CALENDAR + "notice/", {"text": unclear})
    assert answer.status_code == 422
    assert "实际是周六" in text(answer)
    missing = TEXT_2027.replace("国办发明电〔2026〕99号\n", "")
    page = text(client_for("system_admin").post(CALENDAR + "notice/", {"text": missing}))
    assert "请填写通知的文号" in page


def test_a_notice_is_sent_back_with_a_reason(client_for):
    row = make_proposal()
    address = reverse("workbench:calendar-proposal", args=[row.pk])
    checker = client_for("security_admin")
    assert checker.post(address + "reject/", {"reason": ""}).status_code == 422
    checker.post(address + "reject/", {"reason": "文号有误"})
    assert "文号有误" in text(checker.get(address))
    assert "已退回" in text(checker.get(address))


DAY = {"on": "2026-11-26", "is_workday": "no", "reason": "暴雪停工", "source": "县令1号"}


def test_a_local_day_is_previewed_proposed_and_approved_by_another(client_for):
    clerk, checker = client_for("system_admin"), client_for("security_admin")
    assert clerk.post(CALENDAR + "day/", {}).status_code == 422
    assert clerk.post(CALENDAR + "day/", {**DAY, "source": ""}).status_code == 422
    assert "区划代码只有数字" in text(clerk.post(CALENDAR + "day/", {**DAY, "place": "全县"}))
    assert "批准后的变化" in text(clerk.post(CALENDAR + "day/", DAY))
    assert not DayProposal.objects.exists()
    clerk.post(CALENDAR + "day/", {**DAY, "propose": "1"})
    row = DayProposal.objects.get()
    address = reverse("workbench:calendar-day-proposal", args=[row.pk])
    assert "批准并更新日历" not in text(clerk.get(address))
    assert clerk.post(address + "approve/").status_code == 403
    assert queries.calendar().is_workday(on("2026-11-26"))
    assert "有一项本地调整待审批" in text(checker.get(CALENDAR))
    page = text(checker.get(address))
    assert "批准并更新日历" in page
    assert "staff:" not in page
    checker.post(address + "approve/")
    assert not queries.calendar().is_workday(on("2026-11-26"))
    page = text(clerk.get(CALENDAR))
    assert "本地停止办公：暴雪停工" in page
    assert f"{CALENDAR}day/withdraw/?on=2026-11-26" in page
    assert "已批准" in text(checker.get(address))


def test_a_local_day_is_taken_back_by_two_people_too(client_for):
    declare_day(on("2026-11-26"), is_workday=False, reason="暴雪停工", source="县令1号")
    clerk, checker = client_for("system_admin"), client_for("security_admin")
    facts = {"on": "2026-11-26", "reason": "雪停"}
    assert clerk.get(CALENDAR + "day/withdraw/?on=2026-11-26").status_code == 200
    assert "批准后的变化" in text(clerk.post(CALENDAR + "day/withdraw/", facts))
    clerk.post(CALENDAR + "day/withdraw/", {**facts, "propose": "1"})
    assert not queries.calendar().is_workday(on("2026-11-26"))
    row = DayProposal.objects.latest("pk")
    address = reverse("workbench:calendar-day-proposal", args=[row.pk])
    assert "撤销本地调整" in text(checker.get(address))
    checker.post(address + "approve/")
    assert queries.calendar().is_workday(on("2026-11-26"))


def test_a_local_day_is_sent_back_with_a_reason(client_for):
    client_for("system_admin").post(CALENDAR + "day/", {**DAY, "propose": "1"})
    address = reverse("workbench:calendar-day-proposal", args=[DayProposal.objects.get().pk])
    checker = client_for("security_admin")
    assert checker.post(address + "reject/", {"reason": ""}).status_code == 422
    checker.post(address + "reject/", {"reason": "没有文号"})
    assert "没有文号" in text(checker.get(address))
    assert queries.calendar().is_workday(on("2026-11-26"))


LAMPS = "/workbench/limit-rules/lamps/"
LAMP = {
    "share": "30", "workdays": "2", "from_on": "2026-12-01", "source": "县府办文", "why": "提早",
}  # fmt: skip


def test_another_measure_of_near_is_tried_before_it_is_set(client_for):
    make_calendar()
    clerk, handler = client_for("system_admin"), client_for("handler")
    assert "剩余 20% 或 1 个工作日时为临期" in text(handler.get(LAMPS))
    assert "自某日起改为" not in text(handler.get(LAMPS))
    assert handler.post(LAMPS, LAMP).status_code == 403
    assert "今天以后的日期" in text(clerk.post(LAMPS, {**LAMP, "from_on": "2026-11-22"}))
    assert clerk.post(LAMPS, {**LAMP, "source": ""}).status_code == 422
    assert "如果已按新标准" in text(clerk.post(LAMPS, LAMP))
    assert queries.thresholds(on("2026-12-01")).share == 20
    clerk.post(LAMPS, {**LAMP, "set": "1"})
    assert queries.thresholds(on("2026-12-01")).share == 30
    assert queries.thresholds(on("2026-11-30")).share == 20
    assert "剩余 30% 或 2 个工作日" in text(handler.get(LAMPS))


GROUNDS = "/workbench/limit-rules/grounds/"
GROUND = {
    "words": "山洪断路", "article": "清禾县防汛条例第七条", "stops": "HL_", "paper": "断路通告",
    "source": "县人大公布文本", "from_on": "2026-12-01", "why": "清汛发〔2026〕3号",
}  # fmt: skip


def test_grounds_are_listed_with_their_articles_and_set_anew_by_their_keeper(client_for):
    make_calendar()
    clerk, handler = client_for("system_admin"), client_for("handler")
    page = text(handler.get(GROUNDS))
    for words in ("专家评审", "行政许可法第四十五条", "政府信息公开条例第三十三条", "XF_RECHECK"):
        assert words in page
    assert "新增事由" not in page
    assert handler.get(GROUNDS + "new/").status_code == 403
    assert clerk.post(GROUNDS + "new/", {**GROUND, "code": "山洪"}).status_code == 422
    assert clerk.post(GROUNDS + "new/", {**GROUND, "code": "XK45_REVIEW"}).status_code == 422
    assert (
        clerk.post(GROUNDS + "new/", {**GROUND, "code": "LOCAL_FLOOD", "article": ""}).status_code
        == 422
    )
    clerk.post(GROUNDS + "new/", {**GROUND, "code": "LOCAL_FLOOD"})
    assert [one.code for one in queries.pause_grounds(["HL_REPLY"], on("2026-12-01"))][-1] == (
        "LOCAL_FLOOD"
    )
    assert "今天不适用" in text(handler.get(GROUNDS))
    address = reverse("workbench:pause-ground", args=["LOCAL_FLOOD"])
    ended = {**GROUND, "from_on": "2026-12-15", "to_on": "2026-12-20"}
    assert clerk.post(address + "set/", GROUND).status_code == 422
    clerk.post(address + "set/", ended)
    assert "县人大公布文本" in text(handler.get(address))
    codes = [one.code for one in queries.pause_grounds(["HL_REPLY"], on("2026-12-21"))]
    assert "LOCAL_FLOOD" not in codes
    assert handler.get(GROUNDS + "NONE/").status_code == 404


def test_the_calendar_shows_how_far_a_recomputation_is(client_for):
    declare_day(on("2026-11-26"), is_workday=False, reason="暴雪停工", source="县令1号")
    drain()
    handler = client_for("handler")
    for address in (CALENDAR, CALENDAR + "recomputing/"):
        assert "重算 0 件，0 项期限有变化" in text(handler.get(address))


def test_office_hours_are_written_as_people_write_them(client_for):
    clerk = client_for("system_admin")
    week = dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday"), "9:00-12:00 13:30-17:00"
    )
    facts = {**week, "from_on": "2026-12-01", "source": "县府办文"}
    wrong = clerk.post(CALENDAR + "hours/", {**facts, "monday": "全天"})
    assert wrong.status_code == 422
    assert "08:30-12:00 14:30-17:30" in text(wrong)
    assert clerk.post(CALENDAR + "hours/", {"from_on": "2026-12-01"}).status_code == 422
    late = clerk.post(CALENDAR + "hours/", {**facts, "to_on": "2026-11-01"})
    assert "截止日期须不早于起始日期" in text(late)
    clerk.post(CALENDAR + "hours/", facts)
    assert "09:00-12:00 13:30-17:00" in text(clerk.get(CALENDAR))


def test_the_next_year_is_opened_provisionally(client_for):
    client_for("system_admin").post(CALENDAR + "open-year/")
    assert queries.calendar().year(2028).status == "provisional"


def test_the_limits_are_listed_with_basis_and_source(client_for):
    page = text(client_for("handler").get("/workbench/limit-rules/"))
    assert "行政许可法第四十二条" in page
    assert "剩余 20% 或 1 个工作日时为临期" in page
    assert "广东省12345热线管理办法" in page


def test_a_limit_is_set_anew_by_its_keeper_only(client_for):
    make_calendar()
    address = reverse("workbench:limit-rule", args=["HL_REPLY"])
    clerk, handler = client_for("system_admin"), client_for("handler")
    assert "自某日起改为" in text(clerk.get(address))
    assert "自某日起改为" not in text(handler.get(address))
    facts = {
        "n": "3", "extension": "2", "extension_by": "主任", "basis": "县府办文", "source": "本地",
        "from_on": "2026-12-01", "why": "提速",
    }  # fmt: skip
    assert handler.post(address + "set/", facts).status_code == 403
    assert clerk.post(address + "set/", {**facts, "n": ""}).status_code == 422
    wrong = clerk.post(address + "set/", {**facts, "extension_by": ""})
    assert "请写明由谁批准" in text(wrong)
    clerk.post(address + "set/", facts)
    assert queries.limit_rule("HL_REPLY", on("2026-12-01")).n == 3
    assert "提速" in text(handler.get(address))
    again = clerk.post(address + "set/", facts)
    assert "生效日期须晚于上一版" in text(again)


def test_an_unknown_limit_or_notice_is_not_found(client_for):
    handler = client_for("handler")
    assert handler.get("/workbench/limit-rules/NONE/").status_code == 404
    assert handler.get(CALENDAR + "notices/404/").status_code == 404


@pytest.mark.parametrize("page", ["notice/", "day/", "day/withdraw/", "hours/"])
def test_only_the_keeper_sees_the_forms(client_for, page):
    assert client_for("system_admin").get(CALENDAR + page).status_code == 200
    assert client_for("handler").get(CALENDAR + page).status_code == 403
    visitor = client_for("visitor").get(CALENDAR + page)
    assert visitor.status_code == 302


def test_local_days_of_one_place_are_shown_with_that_place(client_for):
    declare_day(
        on("2026-11-26"), is_workday=False, reason="庙会", source="镇令1号", place="990101100"
    )
    handler = client_for("handler")
    assert "本地停止办公：庙会" not in text(handler.get(CALENDAR))
    assert "本地停止办公：庙会" in text(handler.get(CALENDAR, {"place": "990101100201"}))
