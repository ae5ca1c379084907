"""Figures of requests as they live: each number, its rows beneath, and who may count them (D2)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.hotline import actions, queries
from sunhall.hotline.models import DispatchMade
from sunhall.hotline.queries.figures import figures, request_rows
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters.models import ContactAttempt, Return
from sunhall.matters.queries.figures import Period
from tests.cast import Cast

MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
PERIOD = Period(date(2026, 11, 2), date(2026, 11, 2))


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as at:
        yield at


@pytest.fixture
def desk(clock: Any, cast: Cast) -> Cast:
    lay_desk(cast)
    return cast


def value(name: str) -> float | int | None:
    return figures(SYSTEM, PERIOD).figures[name].value


def numbers(name: str) -> set[str]:
    return {row.matter.number for row in request_rows(SYSTEM, name, PERIOD)}


def answer(cast: Cast, number: str) -> None:
    actions.answer_directly(number, text="已经核实并答复", by=cast.operator)


def test_each_request_is_counted_where_it_belongs(desk: Cast, clock: Any) -> None:
    soon, late, silent, fresh = (make_request(desk).matter.number for _ in range(4))
    clock.move_to(MONDAY + timedelta(days=4))
    answer(desk, soon)
    clock.move_to(MONDAY + timedelta(days=9))
    answer(desk, late)
    assert (value("received"), value("answered"), value("open")) == (4, 2, 2)
    assert (value("on_time"), value("late")) == (1, 3)
    assert value("on_time_rate") == 0.25
    assert (value("median_working_days"), value("p90_working_days")) == (5.5, 6.7)
    assert numbers("on_time") == {soon}
    assert numbers("late") == {late, silent, fresh}
    assert numbers("open") == {silent, fresh}
    assert numbers("on_time_rate") == {soon, late, silent, fresh}


def test_what_is_not_due_yet_is_in_no_rate(desk: Cast) -> None:
    make_request(desk)
    assert (value("open"), value("late"), value("on_time_rate")) == (1, 0, None)


def test_a_paused_clock_is_not_late(desk: Cast, clock: Any) -> None:
    number = make_request(desk, upto="handling").matter.number
    matter_actions.pause_clock(
        number, ground="XK45_APPRAISAL", paper="清鉴〔2026〕1号", by=desk.handler
    )
    clock.move_to(MONDAY + timedelta(days=18))
    assert (value("open"), value("late")) == (1, 0)


def test_the_period_is_the_local_day_of_receipt(desk: Cast, clock: Any) -> None:
    clock.move_to(datetime(2026, 11, 1, 16, 0, tzinfo=UTC))  # midnight of the second, local
    make_request(desk)
    clock.move_to(datetime(2026, 11, 2, 15, 59, tzinfo=UTC))
    make_request(desk)
    clock.move_to(datetime(2026, 11, 2, 16, 0, tzinfo=UTC))
    make_request(desk)
    assert value("received") == 2


def test_what_people_say_makes_the_satisfaction_rate(desk: Cast) -> None:
    for satisfied in (True, False, None):
        number = make_request(desk, upto="answered").matter.number
        if satisfied is not None:
            actions.revisit_request(
                number, way="phone", reached=True, satisfied=satisfied, by=desk.revisitor
            )
    report = figures(SYSTEM, PERIOD).figures
    assert (report["satisfaction_rate"].value, report["satisfaction_rate"].n) == (0.5, 2)
    assert (report["revisit_rate"].value, report["revisit_rate"].n) == (0.6667, 3)
    assert len(numbers("satisfaction_rate")) == 2


def test_direct_answers_are_counted_of_the_valid_requests(desk: Cast) -> None:
    direct, waits, merged = (make_request(desk).matter.number for _ in range(3))
    answer(desk, direct)
    actions.merge_request(merged, into=waits, by=desk.operator)
    assert value("direct_rate") == 0.5
    assert numbers("direct_rate") == {direct, waits}
    assert {r.matter.number for r in request_rows(SYSTEM, "direct_rate", PERIOD, part=True)} == {
        direct
    }


def test_the_share_of_returns_is_counted_of_what_was_dispatched(desk: Cast) -> None:
    make_request(desk)
    kept, back = (make_request(desk, upto="handling").matter.number for _ in range(2))
    actions.return_request(
        back,
        reason_code="not_duty",
        reason="不属本单位职责",
        suggested="zj-roads",
        by=desk.handler,
    )
    assert value("return_rate") == 0.5
    assert numbers("return_rate") == {kept, back}


def test_a_return_that_was_rejected_says_nothing_about_another(desk: Cast, clock: Any) -> None:
    number = make_request(desk, upto="handling").matter.number

    def object_to_it() -> None:
        clock.shift(timedelta(minutes=10))
        actions.return_request(
            number, reason_code="not_duty", reason="不属本单位职责", suggested="zj-roads",
            by=desk.handler,
        )  # fmt: skip

    object_to_it()
    actions.decide_objection(
        number, upheld=False, words="三定规定第三条写明由你单位办理", by=desk.manager
    )
    assert value("return_rate") == 0
    DispatchMade.objects.update(at=MONDAY)
    row = Return.objects.get()
    Return.objects.create(
        matter=row.matter, post=row.post, reason_code="not_duty", reason="又退回一次", at=now()
    )
    assert value("return_rate") == 1
    (line,) = DispatchMade.objects.values_list("line", flat=True)
    assert queries.returns_of([line])[line].returned == 1


def test_signing_in_time_is_counted_of_what_had_to_be_signed(desk: Cast, clock: Any) -> None:
    soon, late, silent, back = (make_request(desk, upto="assigned").matter.number for _ in range(4))
    assert (value("sign_rate"), numbers("sign_rate")) == (None, set())
    actions.sign_request(soon, by=desk.handler)
    actions.return_request(
        back, reason_code="not_duty", reason="不属本单位职责", suggested="zj-roads",
        by=desk.handler,
    )  # fmt: skip
    clock.move_to(MONDAY + timedelta(days=1))
    actions.sign_request(late, by=desk.handler)
    assert value("sign_rate") == 0.3333
    assert numbers("sign_rate") == {soon, late, silent}


def test_a_response_is_a_word_with_the_person_and_not_a_try(desk: Cast, clock: Any) -> None:
    heard, tried, disputed, fresh = (
        make_request(desk, upto="handling").matter.number for _ in range(4)
    )
    nameless = make_request(desk, upto="handling", person="").matter.number
    for number, result in ((heard, "reached"), (tried, "no_answer"), (disputed, "reached")):
        matter_actions.record_contact(number, way="phone", result=result, by=desk.handler)
    attempt = ContactAttempt.objects.get(matter__number=disputed)
    matter_actions.dispute_contact(disputed, attempt.pk, words="没人联系我", by=desk.resident)
    assert (value("response_rate"), numbers("response_rate")) == (1, {heard})
    clock.move_to(MONDAY + timedelta(hours=25))
    matter_actions.record_contact(fresh, way="phone", result="reached", by=desk.handler)
    assert value("response_rate") == 0.25
    assert nameless not in numbers("response_rate")


def test_solved_is_what_the_person_said_last(desk: Cast, clock: Any) -> None:
    yes, no_, silent = (make_request(desk, upto="answered").matter.number for _ in range(3))
    for number, solved in ((yes, True), (no_, False), (silent, None)):
        actions.revisit_request(
            number, way="phone", reached=True, solved=solved, satisfied=True, by=desk.revisitor
        )
    assert (value("solved_rate"), numbers("solved_rate")) == (0.5, {yes, no_})


def test_what_came_back_after_its_answer_was_done_again(desk: Cast) -> None:
    fine = make_request(desk, upto="answered").matter.number
    again = make_request(desk, upto="dialogue").matter.number
    assert (value("redone_rate"), numbers("redone_rate")) == (0.5, {fine, again})


def test_nobody_counts_what_they_may_not_see(desk: Cast) -> None:
    make_request(desk)
    assert figures(desk.operator, PERIOD).figures["received"].value == 1
    assert figures(desk.other_handler, PERIOD).figures["received"].value == 0
    assert not request_rows(desk.other_handler, "received", PERIOD).exists()


def test_a_period_backwards_and_an_unknown_figure_are_refused(desk: Cast) -> None:
    with pytest.raises(Refused, match="结束日期应不早于开始日期"):
        Period(date(2026, 11, 2), date(2026, 11, 1))
    with pytest.raises(NotFound):
        request_rows(SYSTEM, "secret_rate", PERIOD)
