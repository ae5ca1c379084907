"""Reports are counted from the journal, the same for ever; drafted, edited, approved, sent (H9)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine

from sunhall.config.command.basics import lay_messages
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import story, told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL, moment
from sunhall.ground.kit.refusal import Refused
from sunhall.ground.outbox.models import Message
from sunhall.ground.papers import fonts
from sunhall.hotline import actions as hotline
from sunhall.hotline.models import Request
from sunhall.hotline.queries.figures import request_rows
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import jobs as matter_jobs
from sunhall.matters.queries.figures import Period
from sunhall.reports import actions, events, jobs, queries, rules
from sunhall.reports.models import Report
from sunhall.reports.tests.makers import LAST_WEEK, NOW, reported_county
from tests.cast import Cast

DAY = LAST_WEEK.date()
printed = pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")


@pytest.fixture
def made(cast: Cast) -> Iterator[dict[str, Request]]:
    with time_machine.travel(NOW, tick=False):
        lay_messages()
        yield reported_county(cast)


@pytest.fixture
def week(made: dict[str, Request]) -> Report:
    return actions.make_report("week", DAY, by=SYSTEM)


def n(report: Report, name: str) -> int:
    found: int = report.content["now"]["figures"][name][0]
    return found


def test_a_week_tells_what_was_received_and_what_happened(week: Report) -> None:
    assert (week.first, week.last, week.version) == (date(2026, 11, 9), date(2026, 11, 15), 1)
    counted = {
        name: n(week, name)
        for name in ("received", "answered", "open", "answers", "dissatisfied", "talked", "late")
    }
    assert counted == {
        "received": 6, "answered": 4, "open": 2, "answers": 5, "dissatisfied": 3, "talked": 1,
        "late": 0,
    }  # fmt: skip
    assert n(week, "passed") == 1  # what came in the week before has run out now
    assert week.content["before"]["figures"]["received"][0] == 2
    assert week.content["now"]["elements"]["channel"] == {"phone": 4, "web": 1, "walk_in": 1}
    assert week.content["now"]["elements"]["who"] == {
        "named": 4, "confidential": 1, "anonymous": 1,
    }  # fmt: skip
    assert week.content["names"]["office:qh-mz"] == "民政局"
    assert week.content["names"]["place:990101100"] == "青禾县东山镇"


def test_a_report_counts_as_the_house_counts(made: dict[str, Request], cast: Cast) -> None:
    """Two ways, one number: from the rows of the spine, and from the journal alone."""
    number = made["talked"].matter.number
    hotline.revisit_request(number, way="phone", reached=True, satisfied=True, by=cast.revisitor)
    hotline.close_request(number, by=cast.revisitor)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        matter_jobs.note_passed_limits()
    span = rules.Span(date(2026, 11, 2), date(2026, 11, 20))
    with time_machine.travel(datetime(2026, 11, 21, tzinfo=LOCAL), tick=False):
        now = queries.counted("week", span, queries.last_entry()).content
        for known in rules.RECEIVED:
            assert now["now"]["figures"][known.name] == _house(known, span), known.name


def _house(known: rules.Counted, span: rules.Span) -> list[int]:
    """What the rows say, but for the sealed ones: those are told in no report."""
    period, is_rate = Period(span.first, span.last), known.above is not None
    return [
        request_rows(SYSTEM, known.name, period, part=part).filter(matter__is_sealed=False).count()
        for part in (is_rate, False)
    ]


def test_every_number_has_just_its_rows(week: Report) -> None:
    for known in rules.RECEIVED:
        above, beneath = week.content["now"]["figures"][known.name]
        assert len(queries.rows_of(week, known.name)) == beneath, known.name
        if known.above:
            assert len(queries.rows_of(week, known.name, part=True)) == above, known.name
    for one in rules.HAPPENINGS:
        assert len(queries.facts_of(week, one.name)) == n(week, one.name), one.name
    for element in rules.COUNTED:
        counts = week.content["now"]["elements"][element.code]
        assert sum(counts.values()) == n(week, "received")
        for value, count in counts.items():
            assert len(queries.rows_with(week, element.code, value)) == count, element.code


def test_what_went_to_inspection_is_told_in_no_report(
    week: Report, made: dict[str, Request]
) -> None:
    number = made["sealed"].matter.number
    assert number not in {one.number for one in queries.rows_of(week, "received")}
    assert number not in week.machine
    assert "inspect" not in week.content["now"]["elements"]["opinion"]


def test_who_asked_for_secrecy_is_counted_and_has_no_line(
    week: Report, made: dict[str, Request]
) -> None:
    number = made["secret"].matter.number
    assert number in {one.number for one in queries.rows_of(week, "received")}
    assert number not in week.machine
    assert made["dissatisfied"].matter.number in week.machine


def test_nothing_that_happens_later_changes_a_report(
    week: Report, made: dict[str, Request], cast: Cast
) -> None:
    hotline.answer_request(
        made["handling"].matter.number, text="路灯已修复。", outcome="resolved", by=cast.handler
    )
    hotline.pass_to_inspection(made["fresh"].matter.number, by=cast.operator)
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        compared = queries.compare(week)
    assert compared.same == []
    # What has gone to inspection since is counted no more when it is counted today.
    assert ("收到", 6, 5) in [(one.words, one.before, one.after) for one in compared.since]


def test_what_is_entered_later_makes_a_second_version_beside_the_first(
    week: Report, cast: Cast
) -> None:
    assert actions.make_report("week", DAY, by=cast.manager) == week
    with moment(LAST_WEEK + timedelta(hours=3)):
        make_request(cast)
    second = actions.make_report("week", DAY, by=cast.manager)
    assert (second.version, n(second, "received"), n(week, "received")) == (2, 7, 6)
    compared = queries.compare(week)
    assert compared.same == []
    assert ("收到", 6, 7) in [(one.words, one.before, one.after) for one in compared.since]
    with pytest.raises(Refused, match="已有更新的一版"):
        actions.edit_report(week.pk, body="一、总体情况\n旧的一版。", by=cast.manager)
    with pytest.raises(Refused, match="已有更新的一版"):
        actions.approve_report(week.pk, by=cast.supervisor)


def test_a_figure_that_was_touched_is_told_in_words(week: Report) -> None:
    week.content["now"]["figures"]["late"] = [2, 2]
    week.save()
    same = queries.compare(week).same
    assert [(one.words, one.before, one.after) for one in same] == [("超期", 2, 0)]


def test_the_schedule_makes_each_period_once(made: dict[str, Request]) -> None:
    jobs.make_reports()
    jobs.make_reports()
    kinds = list(Report.objects.order_by("kind").values_list("kind", "first"))
    assert kinds == [
        ("day", date(2026, 11, 17)),
        ("month", date(2026, 10, 1)),
        ("week", date(2026, 11, 9)),
    ]
    report = Report.objects.get(kind="week")
    assert told(f"report:{report.pk}") == [events.ReportMade]
    assert story(f"report:{report.pk}")[0].actor == "system"


def test_a_period_that_is_not_over_has_no_report(made: dict[str, Request], cast: Cast) -> None:
    with pytest.raises(Refused, match="2026-11-23 起可以生成") as caught:
        actions.make_report("week", NOW.date(), by=cast.manager)
    assert caught.value.field == "day"
    with pytest.raises(Refused, match="日报、周报或月度分析"):
        actions.make_report("year", DAY, by=cast.manager)
    with pytest.raises(Refused, match="热线中心和督查岗位"):
        actions.make_report("week", DAY, by=cast.handler)


@printed
def test_a_report_is_edited_by_one_and_approved_by_another_and_sent(
    week: Report, cast: Cast
) -> None:
    machine = week.machine
    with pytest.raises(Refused, match="至少 8 个字"):
        actions.edit_report(week.pk, body="太短", by=cast.manager)
    actions.edit_report(week.pk, body=f"{machine}\n请各单位重视。", by=cast.manager)
    with pytest.raises(Refused, match="撰写人自己"):
        actions.approve_report(week.pk, by=cast.manager)
    sent = actions.approve_report(week.pk, by=cast.supervisor)
    assert (sent.number, sent.state, sent.machine) == ("〔2026〕第46期", "approved", machine)
    assert told(f"report:{week.pk}") == [
        events.ReportMade,
        events.ReportEdited,
        events.ReportSent,
    ]
    with pytest.raises(Refused, match="已经审签"):
        actions.edit_report(week.pk, body=f"{machine}再改一改。", by=cast.manager)
    drain()
    message = Message.objects.get(template__code="report-sent")
    assert "阳光热线周报〔2026〕第46期" in message.body


def test_readers_see_what_was_sent_and_writers_the_drafts(week: Report, cast: Cast) -> None:
    assert list(queries.reports_for(cast.leader)) == []
    assert list(queries.reports_for(cast.manager)) == [week]
    assert list(queries.reports_for(cast.handler)) == []
