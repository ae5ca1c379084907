"""A phone day and a programme from the plan to the log, with the journal as the oracle."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from sunhall.days import actions, events, queries
from sunhall.days.models import Question, Sitting
from sunhall.days.tests.makers import call, lay_series, make_sitting
from sunhall.directory import actions as directory
from sunhall.directory import queries as directory_queries
from sunhall.ground.access.actor import SYSTEM, VISITOR
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions as hotline
from sunhall.hotline.tests.makers import lay_desk

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 12, 1, 9, 30, tzinfo=LOCAL)
TUESDAY = date(2026, 12, 1)


@pytest.fixture
def county(cast):
    lay_desk(cast)
    lay_series()
    with time_machine.travel(MORNING, tick=False):
        yield cast


def happened(sitting):
    return told(f"sitting:{sitting.pk}")


def test_the_days_of_the_coming_weeks_are_laid_once(county):
    assert actions.plan_ahead(by=SYSTEM)
    assert actions.plan_ahead(by=SYSTEM) == 0
    days = Sitting.objects.filter(series__code="phone-day").order_by("day")
    assert [row.by_rule for row in days][:3] == [
        TUESDAY,
        date(2026, 12, 15),
        date(2027, 1, 5),
    ]


def test_a_leader_takes_a_call_owns_it_first_and_instructs(county):
    sitting = make_sitting(county, "phone-day", TUESDAY, upto="opened")
    question = call(county, sitting)
    filed = actions.file_question(question.pk, by=county.operator)
    matter = filed.matter
    assert (matter.owner, matter.stage, matter.channel) == ("county-lead", "submitted", "phone")
    assert (filed.name, filed.phone) == ("", "")
    assert matter.person == county.person().public_id
    with pytest.raises(Refused):
        actions.instruct_question(filed.pk, to="mz-relief", words="今天查清", by=county.operator)
    actions.instruct_question(
        filed.pk, to="mz-relief", words="今天查清，当面答复", by=county.leader
    )
    matter.refresh_from_db()
    assert (matter.stage, matter.offered_to) == ("assigned", "mz-relief")
    actions.end_sitting(sitting.pk, by=county.operator)
    assert happened(sitting) == [
        events.SittingPlanned,
        events.GuestInvited,
        events.SittingPublished,
        events.SittingOpened,
        events.QuestionNoted,
        events.ConsentNoted,
        events.QuestionFiled,
        events.LeaderInstructed,
        events.SittingEnded,
    ]


def test_a_programme_question_is_a_request_only_with_consent(county):
    sitting = make_sitting(county, "programme", TUESDAY, post="mz-head", upto="opened")
    question = call(county, sitting)
    with pytest.raises(Refused, match="没有同意"):
        actions.file_question(question.pk, by=county.operator)
    matter = hotline.receive_request(
        text="另一件事情", place="990101100", channel="phone", by=county.operator
    ).matter
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(matter=matter)
    filed = actions.file_question(question.pk, consent=True, by=county.operator)
    assert (filed.consent_how, filed.matter.channel) == ("spoken", "programme")
    assert filed.matter.owner == "rx-desk"
    actions.answer_on_air(
        filed.pk, answer="水厂本周检修，周五恢复。", said_by="民政局", by=county.operator
    )
    filed.matter.refresh_from_db()
    assert filed.matter.stage == "answered"


def test_a_sitting_does_not_end_while_somebody_waits(county):
    sitting = make_sitting(county, "programme", TUESDAY, post="mz-head", upto="opened")
    one, two = call(county, sitting), call(county, sitting, text="想问医保缴费时间。")
    with pytest.raises(Refused, match="还有 2 个问题"):
        actions.end_sitting(sitting.pk, by=county.operator)
    actions.answer_on_air(one.pk, answer="每年九月至十二月。", by=county.operator)
    actions.leave_question(two.pk, reason="来电中断", by=county.operator)
    actions.end_sitting(sitting.pk, by=county.operator)
    shares = {one.code: one for one in queries.shares(TUESDAY, TUESDAY)}
    assert (shares["held"].numerator, shares["held"].denominator) == (1, 1)
    assert (shares["dealt"].numerator, shares["dealt"].denominator) == (1, 1)
    assert shares["dealt"].excluded == {"不再办理": 1}
    assert shares["satisfied"].rate is None


def test_leave_shows_as_a_gap_before_the_day_and_a_substitute_closes_it(county):
    day = date(2026, 12, 15)
    sitting = make_sitting(county, "phone-day", day)
    assert [row.staff.code for row in directory_queries.on_duty(day)] == ["sun"]
    begin = datetime.combine(day, time(), LOCAL)
    directory.grant_leave("sun", begin, begin + timedelta(days=1), "出差", by=SYSTEM)
    assert [gap.words for gap in queries.gaps()] == ["分管副县长当天请假，请安排代替"]
    guest = sitting.guests.get()
    with pytest.raises(Refused, match="原因"):
        actions.stand_in(guest.pk, post="rx-head", reason="", by=county.manager)
    actions.stand_in(guest.pk, post="rx-head", reason="出差", by=county.manager)
    assert queries.gaps() == []
    line = queries.guest_lines([sitting])[sitting.pk][0]
    assert (line.name, line.instead_of) == ("施明理", "分管副县长")
    assert [row.staff.code for row in directory_queries.on_duty(day)] == ["shi"]
    assert happened(sitting)[-1] == events.GuestReplaced


def test_a_moved_day_takes_its_duty_along_and_a_called_off_one_drops_it(county):
    sitting = make_sitting(county, "phone-day", date(2026, 12, 15))
    later = date(2026, 12, 16)
    actions.change_sitting(
        sitting.pk, day=later, starts=time(9), ends=time(10), topic="用水", by=county.manager
    )
    assert not directory_queries.on_duty(date(2026, 12, 15)).exists()
    assert directory_queries.on_duty(later).exists()
    actions.call_off_sitting(sitting.pk, reason="当天有会", by=county.manager)
    assert not directory_queries.on_duty(later).exists()


def test_a_question_beforehand_is_asked_once_and_only_until_it_begins(county):
    sitting = make_sitting(county, "programme", date(2026, 12, 3), post="mz-head")
    asked = {"text": "请问高龄补贴怎么办？", "consent": True, "once": "a" * 32}
    first = actions.ask_beforehand(sitting.pk, **asked, by=VISITOR)
    assert actions.ask_beforehand(sitting.pk, **asked, by=VISITOR).pk == first.pk
    assert (first.came, first.consent_how) == ("before", "form")
    at_nine = time_machine.travel(datetime(2026, 12, 3, 9, tzinfo=LOCAL), tick=False)
    with at_nine, pytest.raises(Refused, match="已截止"):
        actions.ask_beforehand(sitting.pk, text="还来得及吗？", by=VISITOR)


def test_names_of_callers_nobody_filed_are_forgotten(county):
    sitting = make_sitting(county, "programme", TUESDAY, post="mz-head", upto="opened")
    question = call(county, sitting)
    with time_machine.travel(MORNING + timedelta(days=31), tick=False):
        assert actions.forget_callers(by=SYSTEM) == 1
        assert actions.forget_callers(by=SYSTEM) == 0
    question.refresh_from_db()
    assert (question.name, question.phone) == ("", "")
    assert question.text


def test_only_who_arranges_them_may_arrange_and_only_the_desk_notes(county):
    sitting = make_sitting(county, "programme", TUESDAY, post="mz-head", upto="opened")
    with pytest.raises(Refused):
        actions.plan_sitting(
            "programme", day=TUESDAY, starts=time(9), ends=time(10), by=county.handler
        )
    with pytest.raises(Refused):
        actions.note_question(sitting.pk, text="不是坐席记的", by=county.handler)
    with pytest.raises(Refused):
        directory.put_on_duty("leader", date(2026, 12, 15), "qh", "sun", by=county.manager)
