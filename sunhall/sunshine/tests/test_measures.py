"""Leaving matters out of rates, and changing what rates are compared by: two people each (D2)."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.hotline import actions as hotline
from sunhall.hotline.queries.figures import figures
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions, events
from sunhall.matters import queries as matters
from sunhall.matters.models import Exclusion, Matter, MeasureVersion
from sunhall.matters.queries.figures import Period
from sunhall.sunshine import queries
from tests.cast import Cast

MONDAY = datetime(2026, 11, 2, 10, 0, tzinfo=LOCAL)
PERIOD = Period(date(2026, 11, 2), date(2026, 11, 2))
ASKED = "first=2026-11-02&last=2026-11-02&kind=request"
PROOF = "答复函〔2026〕11 号，附通话录音 C261102-1"
ClientFor = Callable[[str], Client]


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as at:
        yield at


@pytest.fixture
def desk(clock: Any, cast: Cast) -> Cast:
    lay_desk(cast)
    return cast


def heard(cast: Cast, *, good: bool) -> str:
    """An answered request whose person said what they think of it."""
    number = make_request(cast, upto="answered").matter.number
    hotline.revisit_request(
        number, way="phone", reached=True, solved=good, satisfied=good, by=cast.revisitor
    )
    return number


def ask(cast: Cast, number: str, reason: str = "no_basis") -> Exclusion:
    return actions.propose_exclusion(number, reason=reason, evidence=PROOF, by=cast.handler)


def grant(cast: Cast, row: Exclusion, *, granted: bool = True) -> None:
    actions.decide_exclusion(row.pk, granted=granted, words="核对属实", by=cast.manager)


def rate(name: str) -> tuple[float | int | None, int, int]:
    one = figures(SYSTEM, PERIOD).figures[name]
    return one.value, one.n, one.excluded


def test_a_matter_leaves_a_rate_only_once_another_office_has_decided(desk: Cast) -> None:
    heard(desk, good=True)
    number = heard(desk, good=False)
    row = ask(desk, number)
    assert rate("satisfaction_rate") == (0.5, 2, 0)
    grant(desk, row)
    assert rate("satisfaction_rate") == (1, 1, 1)
    assert rate("solved_rate") == (1, 1, 1)
    assert rate("redone_rate") == (0, 1, 1)
    assert rate("on_time_rate")[1:] == (2, 0)
    assert rate("revisit_rate")[1:] == (2, 0)
    assert told(f"matter:{number}")[-2:] == [events.ExclusionProposed, events.ExclusionDecided]
    actions.end_exclusion(row.pk, words="当事人补充了材料", by=desk.supervisor)
    assert rate("satisfaction_rate") == (0.5, 2, 0)
    assert told(f"matter:{number}")[-1] is events.ExclusionEnded


def test_a_reason_touches_only_the_rates_it_names(desk: Cast) -> None:
    number = heard(desk, good=False)
    grant(desk, ask(desk, number, "blocked"))
    assert rate("solved_rate") == (None, 0, 1)
    assert rate("satisfaction_rate") == (0, 1, 0)


def test_what_was_refused_counts_and_may_be_asked_again(desk: Cast) -> None:
    number = heard(desk, good=False)
    grant(desk, ask(desk, number), granted=False)
    assert rate("satisfaction_rate") == (0, 1, 0)
    row = ask(desk, number)
    with pytest.raises(Refused, match="已有一份剔除申请"):
        ask(desk, number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exclusion.objects.filter(pk=row.pk).update(
            state="approved", decided_by=row.proposed_by, decided_at=row.proposed_at
        )


def test_nobody_grades_himself(desk: Cast) -> None:
    number = heard(desk, good=False)
    with pytest.raises(Refused, match="只有答复此件的单位"):
        actions.propose_exclusion(number, reason="no_basis", evidence=PROOF, by=desk.head.__class__(
            code="staff:x", permissions=frozenset({"figures.exclude", "matters.read_place"}),
            places=("",),
        ))  # fmt: skip
    row = ask(desk, number)
    for who in (desk.handler, desk.head, desk.revisitor):
        with pytest.raises(Refused):
            actions.decide_exclusion(row.pk, granted=True, words="核对属实", by=who)
    with pytest.raises(NotFound):
        actions.decide_exclusion(row.pk, granted=True, words="核对属实", by=desk.other_handler)


@pytest.mark.parametrize(
    ("reason", "evidence", "field"),
    [("no_basis", "太短", "evidence"), ("because", PROOF, "reason")],
)
def test_evidence_and_a_known_reason_are_asked_for(
    desk: Cast, reason: str, evidence: str, field: str
) -> None:
    number = heard(desk, good=False)
    with pytest.raises(Refused) as refused:
        actions.propose_exclusion(number, reason=reason, evidence=evidence, by=desk.handler)
    assert refused.value.field == field


def test_what_is_not_answered_cannot_be_left_out(desk: Cast) -> None:
    number = make_request(desk, upto="handling").matter.number
    with pytest.raises(Refused, match="还没有答复"):
        ask(desk, number)


def test_each_excluded_matter_is_one_click_from_its_figure(
    desk: Cast, client_for: ClientFor
) -> None:
    heard(desk, good=True)
    number = heard(desk, good=False)
    row = ask(desk, number)
    grant(desk, row)
    leader = client_for("leader")
    page = leader.get(f"/workbench/figures/?{ASKED}").content.decode()
    links = re.findall(r'<a href="([^"]+)">另剔除 (\d+) 件</a>', page)
    assert {n for _url, n in links} == {"1"}
    assert len(links) == 3
    for url, _n in links:
        rows = leader.get(unescape(url)).content.decode()
        assert number in rows
        assert "n = 1<" in rows
    listed = leader.get("/workbench/figures/exclusions/").content.decode()
    assert number in listed
    assert "民政局" in listed
    assert PROOF in leader.get(f"/workbench/figures/exclusions/{row.pk}/").content.decode()


def test_the_pages_lead_from_the_case_to_the_decision(desk: Cast, client_for: ClientFor) -> None:
    number = heard(desk, good=False)
    handler, manager = client_for("handler"), client_for("manager")
    case = handler.get(f"/workbench/requests/{number}/").content.decode()
    assert f"/workbench/figures/exclude/{number}/" in case
    address = f"/workbench/figures/exclude/{number}/"
    wrong = handler.post(address, {"evidence": "没有选事由但写了证据"})
    assert wrong.status_code == 422
    assert "没有选事由但写了证据" in wrong.content.decode()
    handler.post(address, {"reason": "no_basis", "evidence": PROOF})
    row = Exclusion.objects.get()
    own = f"/workbench/figures/exclusions/{row.pk}/"
    assert handler.post(own + "decide/", {"granted": "yes", "words": "同意了"}).status_code == 403
    assert manager.post(own + "decide/", {"words": "核对属实"}).status_code == 422
    done = manager.post(own + "decide/", {"granted": "yes", "words": "核对属实"}, follow=True)
    assert "已剔除" in done.content.decode()
    assert own in handler.get(f"/workbench/requests/{number}/").content.decode()
    manager.post(own + "end/", {"words": "当事人补充了材料"})
    row.refresh_from_db()
    assert row.state == "ended"
    outsider = client_for("other_handler")
    assert outsider.get(own).status_code == 404
    assert outsider.get(address).status_code == 404
    assert number not in outsider.get("/workbench/figures/exclusions/").content.decode()


def propose(cast: Cast, kind: str, content: list[dict[str, Any]], from_on: date) -> MeasureVersion:
    return actions.propose_measures(
        kind, content=content, source="县府办文〔2026〕31号", why="按县里的办法", from_on=from_on,
        by=cast.manager,
    )  # fmt: skip


WEIGHTS = [
    {"figure": "response_rate", "weight": 20},
    {"figure": "solved_rate", "weight": 40},
    {"figure": "satisfaction_rate", "weight": 40},
]


def test_weights_change_by_two_people_from_a_day_and_old_periods_keep_theirs(desk: Cast) -> None:
    row = propose(desk, "weights", WEIGHTS, date(2026, 12, 1))
    with pytest.raises(Refused, match="由两个人完成"):
        actions.approve_measures(row.pk, by=desk.manager)
    with pytest.raises(Refused, match="已有一份修改待审批"):
        propose(desk, "weights", WEIGHTS, date(2026, 12, 2))
    actions.approve_measures(row.pk, by=desk.supervisor)
    assert told("measures:weights") == [events.MeasureProposed, events.MeasureApproved]
    november = queries.comparison(SYSTEM, Period(date(2026, 11, 30), date(2026, 12, 31)))
    december = queries.comparison(SYSTEM, Period(date(2026, 12, 1), date(2026, 12, 31)))
    assert (november.weighing.version, december.weighing.version) == (0, 1)
    assert december.weighing.source == "县府办文〔2026〕31号"
    with pytest.raises(Refused, match="须晚于上一版"):
        propose(desk, "weights", WEIGHTS, date(2026, 12, 1))
    with pytest.raises(Refused, match="今天以后"):
        propose(desk, "weights", WEIGHTS, date(2026, 11, 2))


def test_a_reason_of_today_does_not_leave_out_what_came_before(desk: Cast, clock: Any) -> None:
    number = heard(desk, good=False)
    new = [{"code": "flood", "words": "洪灾期间", "figures": ["solved_rate"], "basis": "县文件"}]
    row = propose(desk, "reasons", new, date(2026, 11, 3))
    actions.approve_measures(row.pk, by=desk.supervisor)
    clock.shift(timedelta(days=1))
    with pytest.raises(Refused, match="剔除事由"):
        ask(desk, number, "flood")
    later = heard(desk, good=False)
    assert ask(desk, later, "flood").set_version == 1


def test_a_set_goes_from_lines_to_approval_on_pages(desk: Cast, client_for: ClientFor) -> None:
    manager, supervisor = client_for("manager"), client_for("supervisor")
    page = "/workbench/figures/measures/weights/"
    assert "响应率｜30" in manager.get(page).content.decode()
    given = {
        "content": "响应率｜20\n解决率｜40\n满意率｜30", "source": "县文件", "why": "试行",
        "from_on": "2026-12-01",
    }  # fmt: skip
    wrong = manager.post(page + "propose/", given)
    assert wrong.status_code == 422
    assert "合计 100" in wrong.content.decode()
    assert "满意率｜30" in wrong.content.decode()
    manager.post(page + "propose/", {**given, "content": "响应率｜20\n解决率｜40\n满意率｜40"})
    row = MeasureVersion.objects.get()
    address = f"/workbench/figures/measure-proposals/{row.pk}/"
    assert manager.post(address + "approve/").status_code == 403
    assert supervisor.post(address + "reject/", {"reason": ""}).status_code == 422
    supervisor.post(address + "approve/")
    row.refresh_from_db()
    assert (row.state, row.version) == ("approved", 1)
    assert client_for("handler").post(page + "propose/", given).status_code == 403
    for path in ("/workbench/figures/measures/", page, address):
        assert client_for("operator").get(path).status_code == 200


def test_offices_stand_in_groups_by_name_and_a_few_are_not_compared(
    desk: Cast, client_for: ClientFor
) -> None:
    for good in (True, False):
        heard(desk, good=good)
    told_ = queries.comparison(SYSTEM, PERIOD)
    (group,) = told_.groups
    assert (group.group.code, [one.name for one in group.offices]) == ("departments", ["民政局"])
    (office,) = group.offices
    assert {one.tier for one in office.rates} == {"few"}
    assert office.composite is None
    page = client_for("leader").get(f"/workbench/figures/compare/?{ASKED}").content.decode()
    assert "件数不足，不比较" in page
    for url in re.findall(r'href="(/workbench/figures/rows/[^"]+office=qh-mz)"', page):
        assert client_for("leader").get(unescape(url)).status_code == 200
    assert client_for("handler").get("/workbench/figures/compare/").status_code == 403


def test_the_excluded_are_counted_one_by_one_too(desk: Cast) -> None:
    for good in (True, True, False):
        number = heard(desk, good=good)
    grant(desk, ask(desk, number))
    out = {row.matter_id for row in Exclusion.objects.filter(state="approved")
           if ",satisfaction_rate," in row.figures}  # fmt: skip
    said = [one for one in Matter.objects.exclude(satisfied=None) if one.pk not in out]
    good = sum(bool(one.satisfied) for one in said)
    assert rate("satisfaction_rate") == (round(good / len(said), 4), len(said), len(out))
    assert matters.exclusions_by_office() == [("民政局", 1, 1)]
