"""Pages of the directory, through the doors."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from sunhall.directory import actions, events, queries
from sunhall.directory.models import Duty, Holding, Leave, RoleGrant, Staff
from sunhall.ground.access.models import Account
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import now, today
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_noon():
    with time_machine.travel("2026-03-02 12:00+08:00", tick=False):
        yield


def test_the_tree_shows_who_answers_now(cast: Cast) -> None:
    page = cast.client_for("handler").get("/workbench/organisations/").content.decode()
    for words in ("民政局", "社会救助岗", "赵承办", "钱接手", "A岗在岗", "柳溪镇人民政府"):
        assert words in page
    assert "设立机构" not in page


def test_the_tree_of_one_department_is_a_part_of_it(cast: Cast) -> None:
    page = cast.client_for("handler").get("/workbench/organisations/?o=qh-mz").content.decode()
    assert "社会救助岗" in page
    assert "市政道路岗" not in page


def test_leave_of_a_puts_b_in_charge_and_a_lone_a_leaves_a_gap(cast: Cast) -> None:
    noon = now()
    actions.grant_leave("zhao", noon, noon + timedelta(days=2), "年休假", by=cast.leader)
    actions.grant_leave(
        "cao", noon + timedelta(days=3), noon + timedelta(days=4), "年休假", by=cast.leader
    )
    page = cast.client_for("leader").get("/workbench/organisations/").content.decode()
    assert "B岗顶岗" in page
    assert "将脱岗" in page
    assert "3月5日(周四) 12:00" in page


def test_leave_over_whole_days_ends_with_the_midnight_that_follows(cast: Cast) -> None:
    client = cast.client_for("leader")
    for first, last, to_time in (("03-09", "03-10", ""), ("03-11", "03-12", "23:59")):
        told_ = {"staff": "zhao", "from_on": f"2026-{first}", "to_on": f"2026-{last}"}
        told_ |= {"to_time": to_time, "reason": "年休假"}
        assert client.post("/workbench/roster/leave/", told_).status_code == 302
    with time_machine.travel("2026-03-10 23:59:59.500+08:00", tick=False):
        assert queries.accountable("mz-relief").staff == "qian"
    with time_machine.travel("2026-03-12 23:59:59.500+08:00", tick=False):
        assert queries.accountable("mz-relief").staff == "qian"
    with time_machine.travel("2026-03-13 00:00+08:00", tick=False):
        assert queries.accountable("mz-relief").staff == "zhao"
    page = client.get("/workbench/staff/zhao/").content.decode()
    assert "3月10日(周二) 24:00" in page


def test_the_tree_costs_the_same_few_queries_however_many_posts(
    cast: Cast, django_assert_max_num_queries
) -> None:
    client = cast.client_for("handler")
    client.get("/workbench/organisations/")
    with django_assert_max_num_queries(22):
        client.get("/workbench/organisations/")


def test_the_system_administrator_opens_an_organisation_and_a_post(cast: Cast) -> None:
    client = cast.client_for("system_admin")
    told_ = {"code": "qh-jt", "name": "交通运输局", "kind": "department", "place": "990101"}
    assert client.post("/workbench/organisations/open/", told_).status_code == 302
    answer = client.post(
        "/workbench/posts/open/", {"code": "jt-bus", "name": "公交岗", "organisation": "qh-jt"}
    )
    assert answer["Location"] == "/workbench/posts/jt-bus/"
    page = client.get("/workbench/posts/jt-bus/").content.decode()
    assert "还没有人任职" in page
    assert "脱岗" in page


def test_a_form_with_gaps_says_which(cast: Cast) -> None:
    answer = cast.client_for("system_admin").post("/workbench/organisations/open/", {"code": ""})
    assert answer.status_code == 422
    assert "请输入机构代码" in answer.content.decode()


def test_a_post_changes_hands_on_the_page(cast: Cast) -> None:
    client = cast.client_for("system_admin")
    held = {"staff": "cao", "rank": "A", "from_on": "2026-03-02", "to_on": ""}
    assert client.post("/workbench/posts/mz-relief/hold/", held).status_code == 302
    assert queries.accountable("mz-relief").staff == "cao"
    before = Holding.objects.get(post__code="mz-relief", staff__code="zhao")
    assert f"{before.to_on}" == "2026-03-01"
    client.post("/workbench/posts/mz-relief/leave/", {"rank": "A", "on": "2026-03-02"})
    with time_machine.travel("2026-03-03 12:00+08:00", tick=False):
        assert queries.accountable("mz-relief").staff == "qian"


def test_hiring_tells_the_password_once(cast: Cast) -> None:
    client = cast.client_for("system_admin")
    answer = client.post(
        "/workbench/staff/hire/", {"code": "xin", "name": "辛来", "organisation": "qh-mz"}
    )
    found = re.search(r"<code>([^<]+)</code>", answer.content.decode())
    assert found
    assert Account.objects.get(username="xin").check_password(found[1])
    assert found[1] not in client.get("/workbench/staff/xin/").content.decode()


def test_the_list_of_staff_is_searched_by_name(cast: Cast) -> None:
    page = cast.client_for("handler").get("/workbench/staff/", {"q": "赵"}).content.decode()
    assert "赵承办" in page
    assert "曹修路" not in page
    nobody = cast.client_for("handler").get("/workbench/staff/", {"q": "没有"}).content.decode()
    assert "没有符合条件的人员" in nobody


def test_the_security_administrator_grants_and_withdraws_on_the_page(cast: Cast) -> None:
    client = cast.client_for("security_admin")
    told_ = {"role": "revisitor", "place": "990101", "organisation": "qh-rx"}
    assert client.post("/workbench/staff/zhao/grant/", told_).status_code == 302
    grant = RoleGrant.objects.get(staff__code="zhao", role="revisitor")
    assert (grant.place_prefix, grant.organisation_prefix) == ("990101", "qh-rx")
    assert "回访员" in client.get("/workbench/staff/zhao/").content.decode()
    client.post(f"/workbench/staff/zhao/withdraw/{grant.pk}/", {"reason": "轮岗"})
    grant.refresh_from_db()
    assert grant.withdrawn_at is not None
    assert told("staff:zhao")[-2:] == [events.RoleGranted, events.RoleWithdrawn]


def test_the_system_administrator_grants_nothing(cast: Cast) -> None:
    client = cast.client_for("system_admin")
    assert client.post("/workbench/staff/zhao/grant/", {"role": "leader"}).status_code == 403
    assert "授予角色" not in client.get("/workbench/staff/zhao/").content.decode()


def test_an_account_is_disabled_and_enabled_with_a_reason(cast: Cast) -> None:
    client = cast.client_for("system_admin")
    without = client.post("/workbench/staff/zhao/act/disable/", {"reason": ""})
    assert without.status_code == 422
    client.post("/workbench/staff/zhao/act/disable/", {"reason": "核查期间"})
    assert not Account.objects.get(username="zhao").is_active
    client.post("/workbench/staff/zhao/act/enable/", {"reason": "核查结束"})
    assert Account.objects.get(username="zhao").is_active


def test_letting_somebody_go_leaves_no_post_role_or_account(cast: Cast) -> None:
    client = cast.client_for("system_admin")
    client.post("/workbench/staff/zhao/act/go/", {"reason": "调离"})
    row = Staff.objects.get(code="zhao")
    assert row.left_on == today()
    assert not row.account.is_active
    assert not row.grants.filter(withdrawn_at=None).exists()
    assert queries.accountable("mz-relief").staff == "qian"


def test_a_reset_password_is_told_once(cast: Cast) -> None:
    answer = cast.client_for("system_admin").post("/workbench/staff/zhao/password/")
    assert "请当面告诉 赵承办" in answer.content.decode()
    assert Account.objects.get(username="zhao").must_change_password


def test_a_leader_plans_swaps_and_cancels_duty(cast: Cast) -> None:
    client = cast.client_for("leader")
    planned = {"kind": "leader", "day": "2026-03-04", "organisation": "qh", "staff": "sun"}
    assert client.post("/workbench/roster/plan/", planned)["Location"].endswith("week=2026-03-04")
    duty = Duty.objects.get()
    page = client.get("/workbench/roster/?week=2026-03-04").content.decode()
    assert "带班领导" in page
    assert "孙县长" in page
    swap = f"/workbench/roster/duties/{duty.pk}/swap/"
    assert "换班" in client.get(swap).content.decode()
    client.post(swap, {"staff": "zhou", "reason": "外出开会"})
    assert Duty.objects.get().staff.code == "zhou"
    client.post(f"/workbench/roster/duties/{duty.pk}/cancel/")
    assert not Duty.objects.exists()
    assert told("duty:qh") == [events.DutyPlanned, events.DutySwapped, events.DutyCancelled]


def test_leave_is_granted_and_ended_on_the_page(cast: Cast) -> None:
    client = cast.client_for("leader")
    asked = {"staff": "zhao", "from_on": "2026-03-02", "to_on": "2026-03-03", "reason": "年休假"}
    assert client.post("/workbench/roster/leave/", asked).status_code == 302
    leave = Leave.objects.get()
    assert queries.accountable("mz-relief").staff == "qian"
    assert "赵承办" in client.get("/workbench/roster/").content.decode()
    client.post(f"/workbench/roster/leave/{leave.pk}/end/")
    assert queries.accountable("mz-relief").staff == "zhao"


def test_nobody_plans_without_the_permission(cast: Cast) -> None:
    client = cast.client_for("handler")
    assert client.post("/workbench/roster/plan/", {}).status_code == 403
    assert "准假" not in client.get("/workbench/roster/").content.decode()


@pytest.mark.parametrize("week", ["", "nonsense", "2026-13-45", "2026-03-08"])
def test_any_week_that_is_asked_for_shows_a_monday_first(cast: Cast, week: str) -> None:
    page = cast.client_for("handler").get("/workbench/roster/", {"week": week}).content.decode()
    assert "3月2日(周一)" in page


def test_the_public_sees_who_is_on_duty_and_no_private_phone(cast: Cast) -> None:
    actions.put_on_duty("leader", today(), "qh", "sun", by=cast.leader)
    page = Client().get("/on-duty/").content.decode()
    assert "孙县长" in page
    assert "带班领导" in page
    assert "还没有公布排班。" in page


@pytest.mark.parametrize(
    "address",
    ["organisations/", "posts/mz-relief/", "staff/", "staff/zhao/", "roster/"],
)
def test_visitors_and_residents_stay_outside(cast: Cast, address: str) -> None:
    for who in ("visitor", "resident"):
        answer = cast.client_for(who).get(f"/workbench/{address}")
        assert answer["Location"].startswith("/accounts/login/")
