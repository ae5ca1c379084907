"""What one person enters on a page, another decides on: notices by hand, limits of our own (K3)."""

import pytest
import time_machine
from django.urls import reverse

from sunhall.clocks import actions, queries
from sunhall.clocks.models import LimitProposal, LimitRule, NoticeProposal
from sunhall.clocks.rules.table import LimitRow
from sunhall.clocks.tests.makers import CHECKER, CLERK
from sunhall.clocks.tests.moments import on
from sunhall.ground.kit.refusal import Refused

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_a_sunday_in_november"),
]

BY_HAND = "/workbench/calendar/notice/by-hand/"
NEW = "/workbench/limit-rules/new/"

FESTIVALS_2027 = [
    ("2027-01-01", "2027-01-03", ""),
    ("2027-02-05", "2027-02-11", "2027-01-31、2027-02-14"),
    ("2027-04-03", "2027-04-05", ""),
    ("2027-05-01", "2027-05-05", "2027-04-25 2027-05-08"),
    ("2027-06-09", "2027-06-09", ""),
    ("2027-09-15", "2027-09-15", ""),
    ("2027-10-01", "2027-10-07", "2027-09-26 2027-10-09"),
]
NOTICE = {"year": "2027", "number": "国办发明电〔2026〕1号", "issued_on": "2026-11-04"} | {
    f"{part}_{index}": value
    for index, days in enumerate(FESTIVALS_2027)
    for part, value in zip(("first", "last", "work"), days, strict=True)
}
LIMIT = {
    "code": "LOCAL_AID", "name": "低保申请审核", "trigger": "受理", "n": "7", "unit": "WD",
    "kind": "promised", "extension": "3", "extension_by": "民政局负责人", "on_expiry": "超期",
    "basis": "县社会救助办法第八条", "source": "县府办文〔2026〕12号", "note": "",
    "from_on": "2026-12-01", "why": "县府办文〔2026〕12号",
}  # fmt: skip


@pytest.fixture
def _a_sunday_in_november():
    with time_machine.travel("2026-11-22T02:00:00Z", tick=False):
        yield


def text(response):
    return response.content.decode()


def test_a_notice_is_entered_by_hand_previewed_and_approved_by_another(client_for):
    clerk, checker = client_for("system_admin"), client_for("security_admin")
    assert BY_HAND in text(clerk.get("/workbench/calendar/notice/"))
    preview = text(clerk.post(BY_HAND, NOTICE))
    assert "天有变化" in preview
    assert not NoticeProposal.objects.exists()
    clerk.post(BY_HAND, {**NOTICE, "propose": "1"})
    row = NoticeProposal.objects.get()
    assert (row.year, row.text, f"{row.issued_on}") == (2027, "", "2026-11-04")
    address = reverse("workbench:calendar-proposal", args=[row.pk])
    assert "没有粘贴原文" in text(checker.get(address))
    assert clerk.post(address + "approve/").status_code == 403
    assert "已批准" in text(checker.post(address + "approve/", follow=True))
    calendar = queries.calendar()
    assert calendar.year(2027).status == "official"
    assert calendar.is_workday(on("2027-02-14"))
    assert not calendar.is_workday(on("2027-02-11"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"first_4": "", "last_4": ""}, "请填写端午节放假的第一天和最后一天"),
        ({"last_1": ""}, "请填写春节放假的第一天和最后一天"),
        ({"work_3": "5月8日"}, "请按 2027-02-06 的写法填写日期"),
        ({"work_3": "2027-05-07"}, "不是周末，不能作为调休上班日"),
        ({"first_6": "2026-10-01"}, "请核对"),
        ({"number": ""}, "文号"),
    ],
)
def test_what_is_wrong_in_a_notice_by_hand_is_said_and_kept(client_for, changes, said):
    answer = client_for("system_admin").post(BY_HAND, {**NOTICE, **changes})
    assert answer.status_code == 422
    assert said in text(answer)
    assert "2027-10-07" in text(answer)


def test_a_notice_for_some_festivals_only_is_entered_by_hand(client_for):
    some = {name: value for name, value in NOTICE.items() if name[-2:] in ("_1", "er", "ar")}
    answer = client_for("system_admin").post(BY_HAND, {**some, "amends_only": "on"})
    assert answer.status_code == 200
    nothing = {"year": "2027", "number": "国办发明电〔2026〕1号", "amends_only": "on"}
    answer = client_for("system_admin").post(BY_HAND, nothing)
    assert "请至少填写一个节日的放假日期" in text(answer)


def test_a_second_notice_of_a_year_waits_for_the_first(client_for):
    clerk = client_for("system_admin")
    clerk.post(BY_HAND, {**NOTICE, "propose": "1"})
    answer = clerk.post(BY_HAND, {**NOTICE, "propose": "1"})
    assert answer.status_code == 422
    assert "2027 年已有一份待审批的安排" in text(answer)


def test_a_limit_of_our_own_is_tried_proposed_and_approved_by_another(client_for):
    clerk, checker = client_for("system_admin"), client_for("security_admin")
    assert NEW in text(clerk.get("/workbench/limit-rules/"))
    assert "若现在起算，最迟" in text(clerk.post(NEW, LIMIT))
    assert not LimitProposal.objects.exists()
    clerk.post(NEW, {**LIMIT, "propose": "1"})
    row = LimitProposal.objects.get()
    address = reverse("workbench:limit-proposal", args=[row.pk])
    assert "有一项新增时限待审批" in text(checker.get("/workbench/limit-rules/"))
    assert "县社会救助办法第八条" in text(checker.get(address))
    assert clerk.post(address + "approve/").status_code == 403
    assert not LimitRule.objects.filter(code="LOCAL_AID").exists()
    assert "已批准" in text(checker.post(address + "approve/", follow=True))
    line = queries.limit_rule("LOCAL_AID", on("2026-12-01"))
    assert (line.n, line.unit, line.extension, line.version) == (7, "WD", 3, 1)
    with pytest.raises(Refused):
        queries.limit_rule("LOCAL_AID", on("2026-11-30"))
    assert "低保申请审核" in text(clerk.get("/workbench/limit-rules/LOCAL_AID/"))


def test_a_limit_of_our_own_is_sent_back_with_a_reason(client_for):
    clerk, checker = client_for("system_admin"), client_for("security_admin")
    clerk.post(NEW, {**LIMIT, "propose": "1"})
    address = reverse("workbench:limit-proposal", args=[LimitProposal.objects.get().pk])
    assert checker.post(address + "reject/", {"reason": ""}).status_code == 422
    checker.post(address + "reject/", {"reason": "依据没有写到条"})
    row = LimitProposal.objects.get()
    assert (row.state, row.reason) == ("rejected", "依据没有写到条")
    assert "依据没有写到条" in text(clerk.get(address))
    assert checker.post(address + "approve/").status_code == 403
    assert clerk.post(NEW, {**LIMIT, "propose": "1"}, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "HL_REPLY", "propose": "1"}, "这个代码已经有了"),
        ({"code": "local aid"}, "请用大写字母开头"),
        ({"extension_by": ""}, "请写明由谁批准"),
        ({"basis": ""}, "依据"),
    ],
)
def test_what_is_wrong_in_a_limit_is_said_beside_its_field(client_for, changes, said):
    answer = client_for("system_admin").post(NEW, {**LIMIT, **changes})
    assert answer.status_code == 422
    assert said in text(answer)
    assert "县社会救助办法" in text(answer) or "basis" in changes


def test_one_person_alone_adds_no_limit():
    line = LimitRow("LOCAL_AID", "低保申请审核", "受理", 7, "WD", "县社会救助办法第八条")
    with pytest.raises(Refused, match="没有这个代码的时限"):
        actions.set_limit_rule(line, from_on=on("2026-12-01"), why="县府办文", by=CLERK)
    row = actions.propose_limit(line, from_on=on("2026-12-01"), why="县府办文", by=CLERK)
    with pytest.raises(Refused, match="已有一份待审批"):
        actions.propose_limit(line, from_on=on("2026-12-01"), why="县府办文", by=CLERK)
    actions.approve_limit(row.pk, by=CHECKER)
    with pytest.raises(Refused, match="已经有了"):
        actions.propose_limit(line, from_on=on("2026-12-02"), why="县府办文", by=CLERK)


def test_only_the_keeper_enters(client_for):
    for address in (BY_HAND, NEW):
        assert client_for("handler").get(address).status_code == 403
        assert client_for("system_admin").get(address).status_code == 200


def test_grounds_name_the_limits_they_stop(client_for):
    client = client_for("handler")
    page = text(client.get("/workbench/limit-rules/grounds/"))
    assert "答复公开申请" in page
    assert "等 12 项" in page
    one = text(client.get("/workbench/limit-rules/grounds/XK45_HEARING/"))
    assert "许可决定" in one
    assert "诉求答复" in one
