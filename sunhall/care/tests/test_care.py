"""The care hotline: a mark few see, a fund that adds up, promises judged by the person (H14)."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction

from sunhall.care import actions, events, queries
from sunhall.care.models import Fund, FundEntry, Payment
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.hotline import actions as hotline
from sunhall.hotline import queries as hotline_queries
from sunhall.hotline.tests.makers import lay_desk, make_published, make_request

pytestmark = pytest.mark.django_db
NEED = "老人瘫痪在床，家中没有收入"


@pytest.fixture
def county(cast):
    lay_desk(cast)
    with time_machine.travel(datetime(2026, 12, 1, 9, 30, tzinfo=LOCAL), tick=False):
        yield cast


def care(cast):
    """The number of a care request that lies with the civil affairs office."""
    case = actions.take_care_call(
        text="请帮忙申请临时救助。", place="990101100", group="vulnerable", need=NEED,
        name="李秀兰", phone="13800000001", by=cast.operator,
    )  # fmt: skip
    number = case.matter.number
    hotline.dispatch_request(number, class_code="02", to="mz-relief", by=cast.operator)
    return number


def fund(cast, amount="5000"):
    actions.open_fund("aid", name="七一关怀专项资金", by=cast.manager)
    actions.take_in(
        "aid", kind="in", amount=Decimal(amount), words="县财政年初拨入", by=cast.manager
    )


def granted(cast, amount="3000"):
    number = care(cast)
    row = actions.ask_aid(
        number, fund="aid", amount=Decimal(amount), purpose="购买护理床", by=cast.operator
    )
    for who in (cast.leader, cast.head, cast.manager):
        actions.vote(row.pk, yes=True, by=who)
    row.refresh_from_db()
    return row


def test_the_mark_is_seen_by_who_handles_it_and_by_nobody_else(county):
    number = care(county)
    for who in ("operator", "manager", "handler"):
        actor = getattr(county, who)
        assert [one.text for one in queries.marks_for(actor, [number])[number]] == ["关怀"], who
        page = county.client_for(who).get(f"/workbench/care/case/{number}/")
        assert NEED in page.content.decode(), who
    for who in ("supervisor", "other_handler", "revisitor", "resident"):
        assert queries.marks_for(getattr(county, who), [number]) == {}, who
    assert county.client_for("supervisor").get(f"/workbench/care/case/{number}/").status_code == 404
    assert "关怀" in county.client_for("handler").get("/workbench/?view=to-sign").content.decode()
    case = county.client_for("supervisor").get(f"/workbench/requests/{number}/").content.decode()
    assert ">关怀<" not in case


def test_a_care_request_is_never_public_whatever_its_person_agreed_to(county):
    number = make_published(county).matter.number
    assert hotline_queries.published_case(number)
    actions.mark_care(number, group="member", by=county.operator)
    assert hotline_queries.published_case(number) is None


def test_the_committee_decides_two_people_pay_and_the_ledger_adds_up(county):
    fund(county)
    row = granted(county)
    assert row.state == "granted"
    with pytest.raises(Refused, match="复核"):
        actions.approve_payment(
            actions.prepare_payment(row.pk, by=county.manager).application_id, by=county.manager
        )
    actions.approve_payment(row.pk, by=county.leader)
    assert Fund.objects.get().balance == Decimal(2000)
    assert queries.differences(Fund.objects.get()) == []
    balance = queries.public_balances()[0]
    assert (balance.paid, balance.times, balance.left) == (Decimal(3000), 1, Decimal(2000))
    assert told(f"care:{row.case.matter.number}") == [
        events.CareMarked,
        events.AidAsked,
        events.AidVoted,
        events.AidVoted,
        events.AidVoted,
        events.AidDecided,
        events.PaymentPrepared,
        events.PaymentApproved,
    ]


def test_what_is_not_there_is_not_paid_and_the_database_says_so_too(county):
    fund(county, "1000")
    row = granted(county)
    actions.prepare_payment(row.pk, by=county.operator)
    with pytest.raises(Refused, match="不足以拨付"):
        actions.approve_payment(row.pk, by=county.leader)
    assert Payment.objects.get().approved_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Fund.objects.update(balance=Decimal(-1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.update(approved_by=county.operator.code)
    entry = FundEntry.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        FundEntry.objects.filter(pk=entry.pk).update(amount=Decimal(999))


@pytest.mark.parametrize(
    ("amount", "said"), [("0", "大于零"), ("1.001", "两位小数"), ("99999", "不超过 20000 元")]
)
def test_an_application_of_a_wrong_amount_is_refused(county, amount, said):
    fund(county)
    number = care(county)
    with pytest.raises(Refused, match=said):
        actions.ask_aid(
            number, fund="aid", amount=Decimal(amount), purpose="护理床", by=county.operator
        )


def test_nobody_votes_on_their_own_application_or_twice(county):
    fund(county)
    number = care(county)
    row = actions.ask_aid(
        number, fund="aid", amount=Decimal(100), purpose="购买药品", by=county.manager
    )
    with pytest.raises(Refused, match="自己提交"):
        actions.vote(row.pk, yes=True, by=county.manager)
    actions.vote(row.pk, yes=True, by=county.leader)
    with pytest.raises(Refused, match="已经评议过"):
        actions.vote(row.pk, yes=True, by=county.leader)
    with pytest.raises(Refused, match="理由"):
        actions.vote(row.pk, yes=False, by=county.head)


def promise(cast, to_on=None):
    actions.set_promise(
        "mz-01", organisation="qh-mz", text="临时救助七个工作日内办结", conditions="符合救助条件",
        basis="县民政局公开承诺第一条", from_on=date(2026, 1, 1), to_on=to_on, by=cast.manager,
    )  # fmt: skip


def test_the_persons_word_decides_and_the_evidence_stands_beside_it(county):
    promise(county)
    claim = actions.claim_promise(care(county), code="mz-01", by=county.operator)
    with pytest.raises(Refused, match="作出承诺的部门"):
        actions.prove_promise(claim.pk, evidence="已于三日内发放", by=county.other_handler)
    actions.prove_promise(claim.pk, evidence="已于三日内发放", by=county.handler)
    assert queries.shares()[0].excluded == {"本人尚未表示": 1}
    actions.judge_promise(claim.pk, kept=False, words="没有收到", by=county.operator)
    kept = queries.shares()[0]
    assert (kept.numerator, kept.denominator) == (0, 1)
    number = queries.number_of_claim(claim.pk)
    page = county.client_for("operator").get(f"/workbench/care/case/{number}/").content.decode()
    assert "已于三日内发放" in page
    assert "没有收到" in page


def test_a_promise_out_of_its_time_is_neither_public_nor_claimed(county, client):
    promise(county, to_on=date(2026, 11, 30))
    assert "临时救助七个工作日" not in client.get("/care/").content.decode()
    with pytest.raises(Refused, match="有效期"):
        actions.claim_promise(care(county), code="mz-01", by=county.operator)


def test_the_public_page_tells_promises_and_totals_and_no_person(county, client):
    promise(county)
    fund(county)
    granted(county)
    page = client.get("/care/").content.decode()
    assert "临时救助七个工作日内办结" in page
    assert "余额 5000.00 元" in page
    assert "李秀兰" not in page
    assert "护理床" not in page


def test_green_goes_first_with_its_reason_and_every_use_is_listed(county):
    first, second = care(county), care(county)
    with pytest.raises(Refused):
        actions.open_green(second, why="老人病重，等不得", by=county.operator)
    actions.open_green(second, why="老人病重，等不得", by=county.manager)
    lines = queries.case_lines(county.operator)
    assert [line.number for line in lines] == [second, first]
    assert lines[0].green_why == "老人病重，等不得"
    actions.end_green(second, by=county.manager)
    assert [row.ended_at is not None for row in queries.greens()] == [True]
    marks = queries.marks_for(county.operator, [second])[second]
    assert [one.text for one in marks] == ["关怀"]


def test_a_volunteer_is_matched_visits_and_is_thanked(county):
    number = care(county)
    actions.enrol_carer("yg-1", name="温良", fields="陪护、代购", by=county.manager)
    match = actions.match_carer(number, code="yg-1", by=county.operator)
    with pytest.raises(Refused, match="走访之后"):
        actions.thank_carer(match.pk, by=county.operator)
    with pytest.raises(Refused, match="晚于今天"):
        actions.log_visit(match.pk, on=date(2026, 12, 2), words="陪同就医", by=county.operator)
    actions.log_visit(match.pk, on=date(2026, 12, 1), words="陪同就医", by=county.operator)
    actions.thank_carer(match.pk, by=county.operator)
    assert told(f"care:{number}")[-2:] == [events.CarerVisited, events.CarerThanked]


def test_who_does_not_see_a_request_cannot_mark_or_help_it(county):
    number = make_request(county).matter.number
    with pytest.raises(Refused):
        actions.mark_care(number, group="member", by=county.handler)
    with pytest.raises(NotFound):
        actions.open_green(number, why="没有列为关怀", by=county.manager)
    assert queries.marks_for(SYSTEM, [number]) == {}


def test_the_desk_takes_a_care_call_through_its_page(county):
    desk = county.client_for("operator")
    given = {
        "text": "请帮帮我家里",
        "group": "member",
        "place": "990101100000",
        "phone": "13800000001",
        "name": "李秀兰",
    }
    wrong = desk.post("/workbench/care/call/", {**given, "text": "帮"})
    assert wrong.status_code == 422
    assert "13800000001" in wrong.content.decode()
    done = desk.post("/workbench/care/call/", given)
    assert done.status_code == 302, done.content.decode()
    assert len(queries.case_lines(county.operator)) == 1
    assert county.client_for("handler").post("/workbench/care/call/", given).status_code == 403
