"""Choosing the limits of another place: preview, a second person, running clocks keep theirs."""

from datetime import date

import pytest
import time_machine

from sunhall.clocks import actions, events, queries
from sunhall.clocks.models import LimitRule, PresetProposal
from sunhall.clocks.rules import choosing
from sunhall.clocks.rules.presets import CLASSES, ELSEWHERE
from sunhall.clocks.tests.makers import CHECKER, CLERK
from sunhall.clocks.tests.moments import on
from sunhall.ground.journal.record import told
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters.models import Deadline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sunday")]
NEXT = date(2026, 12, 1)
WHY = "县府办文〔2026〕30号"


@pytest.fixture
def sunday():
    with time_machine.travel("2026-11-22T02:00:00Z", tick=False) as at:
        yield at


def choose(key, from_on=NEXT):
    row = actions.propose_preset(key, from_on=from_on, why=WHY, by=CLERK)
    return actions.approve_preset(row.pk, by=CHECKER)


def days(on_):
    return {
        demand: queries.limit_rule(queries.reply_limit(demand, on_), on_).n
        for demand in ("consult", "help", "suggest", "complain", "report")
    }


@pytest.mark.parametrize(
    ("key", "printed", "extension"),
    [
        ("GUANGDONG", (2, 10, 10, 15, 15), 0),
        ("SHANDONG", (5,) * 5, 5),
        ("WEIFANG", (5,) * 5, 0),
        ("ANYANG", (5,) * 5, 5),
    ],
)
def test_each_preset_is_as_printed_with_its_source(key, printed, extension):
    choose(key)
    rows = [queries.limit_rule(f"HL_REPLY_{code}", NEXT) for code in CLASSES]
    assert tuple(row.n for row in rows) == printed
    assert {row.extension for row in rows} == {extension}
    source = {row.source for row in ELSEWHERE if row.code.startswith(f"HL_{key}_")}
    assert {row.source for row in rows} == source
    assert all(not row.preset for row in rows)


def test_nothing_changes_before_its_day_and_all_kinds_from_then_on():
    before = days(on("2026-11-30"))
    assert choose("GUANGDONG") == 5
    assert days(on("2026-11-30")) == before == dict.fromkeys(before, 5)
    assert days(NEXT) == {"consult": 2, "help": 10, "suggest": 10, "complain": 15, "report": 15}
    assert told("clocks:limits")[-2:] == [events.LimitRuleSet, events.PresetChosen]


def test_a_preview_shows_limit_by_limit_what_would_change():
    lines = {line.after.code: line for line in queries.preset_preview("SHANDONG")}
    assert {line.before.code for line in lines.values()} == {"HL_REPLY", "HL_RETURN"}
    back = lines["HL_RETURN"]
    assert (back.before.n, back.before.unit, back.after.n, back.after.unit) == (24, "H", 2, "WD")
    assert lines["HL_REPLY_HELP"].is_same
    assert not PresetProposal.objects.exists()
    assert not LimitRule.objects.exists()


def test_the_way_back_leads_to_the_limit_of_before_the_return_with_it():
    assert choosing.HOUSE not in {one.key for one in queries.preset_choices()}
    choose("SHANDONG")
    assert queries.limit_rule("HL_RETURN", NEXT).unit == "WD"
    choose(choosing.HOUSE, on("2026-12-15"))
    assert days(on("2026-12-15")) == dict.fromkeys(days(NEXT), 5)
    row = queries.limit_rule("HL_RETURN", on("2026-12-15"))
    assert (row.n, row.unit, row.version) == (24, "H", 3)
    assert queries.limit_rule("HL_RETURN", on("2026-12-14")).unit == "WD"


def test_another_person_approves_and_one_waits_at_a_time():
    row = actions.propose_preset("WEIFANG", from_on=NEXT, why=WHY, by=CLERK)
    with pytest.raises(Refused, match="已有一份预设待审批"):
        actions.propose_preset("ANYANG", from_on=NEXT, why=WHY, by=CLERK)
    with pytest.raises(Refused):
        actions.approve_preset(row.pk, by=CLERK)
    actions.reject_preset(row.pk, reason="等县政府批复", by=CHECKER)
    assert not LimitRule.objects.exists()
    assert told("clocks:limits") == [events.PresetProposed, events.PresetRejected]
    with pytest.raises(Refused, match="已经处理过"):
        actions.approve_preset(row.pk, by=CHECKER)


@pytest.mark.parametrize(
    ("key", "from_on", "why", "field"),
    [
        ("PARIS", NEXT, WHY, "preset"),
        ("WEIFANG", date(2026, 11, 22), WHY, "from_on"),
        ("WEIFANG", NEXT, "  ", "why"),
    ],
)
def test_what_cannot_be_chosen_names_its_field(key, from_on, why, field):
    with pytest.raises(Refused) as refused:
        actions.propose_preset(key, from_on=from_on, why=why, by=CLERK)
    assert refused.value.field == field


def test_a_preset_already_in_force_and_a_day_too_early_are_refused():
    choose("WEIFANG")
    with pytest.raises(Refused, match="已经与这个预设相同"):
        actions.propose_preset("WEIFANG", from_on=on("2026-12-20"), why=WHY, by=CLERK)
    with pytest.raises(Refused, match="生效日期须晚于上一版"):
        actions.propose_preset("ANYANG", from_on=NEXT, why=WHY, by=CLERK)


def test_running_clocks_keep_theirs_and_new_requests_take_the_new(desk, sunday):
    old = make_request(desk, demand="consult").matter
    assert queries.count_running("GUANGDONG") == 1
    choose("GUANGDONG")
    sunday.move_to("2026-12-01T02:00:00Z")
    new = make_request(desk, demand="consult").matter
    other = make_request(desk, demand="complain").matter
    urgent = make_request(desk, demand="complain", is_urgent=True).matter
    found = {
        row.matter_id: (row.rule, row.n)
        for row in Deadline.objects.filter(name="reply").select_related("matter")
    }
    assert found[old.pk] == ("HL_REPLY", 5)
    assert found[new.pk] == ("HL_REPLY_CONSULT", 2)
    assert found[other.pk] == ("HL_REPLY_COMPLAIN", 15)
    assert found[urgent.pk] == ("HL_URGENT", 24)


def test_the_pages_lead_from_choosing_to_the_approval(cast, client_for):
    lay_desk(cast)
    clerk, checker = client_for("system_admin"), client_for("security_admin")
    listed = clerk.get("/workbench/limit-rules/presets/").content.decode()
    assert "/workbench/limit-rules/presets/GUANGDONG/" in listed
    page = "/workbench/limit-rules/presets/GUANGDONG/"
    assert "HL_REPLY_CONSULT" in clerk.get(page).content.decode()
    wrong = clerk.post(page + "choose/", {"from_on": "2026-11-01", "why": WHY})
    assert wrong.status_code == 422
    assert "请填写今天以后的日期" in wrong.content.decode()
    assert WHY in wrong.content.decode()
    sent = clerk.post(page + "choose/", {"from_on": f"{NEXT}", "why": WHY}, follow=True)
    assert "请由另一位有审批权限的同事审批" in sent.content.decode()
    row = PresetProposal.objects.get()
    address = f"/workbench/limit-rules/preset-proposals/{row.pk}/"
    assert clerk.post(address + "approve/").status_code == 403
    assert "已批准" in checker.post(address + "approve/", follow=True).content.decode()
    assert queries.limit_rule("HL_REPLY_CONSULT", NEXT).n == 2
    assert clerk.get("/workbench/limit-rules/presets/PARIS/").status_code == 404
    handler = client_for("handler")
    assert handler.get(page).status_code == 200
    assert handler.post(page + "choose/", {"from_on": "2026-12-02", "why": WHY}).status_code == 403
