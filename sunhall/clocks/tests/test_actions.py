from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import time_machine

from sunhall.clocks import actions, queries
from sunhall.clocks.actions._proposals import entered
from sunhall.clocks.events import (
    CalendarChanged,
    CalendarSeeded,
    DayOverridden,
    DayProposed,
    LightsSet,
    LimitRuleSet,
    LimitsSeeded,
    NoticeApproved,
    NoticeProposed,
    NoticeRejected,
    OfficeHoursSet,
    PauseGroundSet,
    PauseGroundsSeeded,
)
from sunhall.clocks.models import CalendarDay, CalendarYear, LimitRule, NoticeProposal
from sunhall.clocks.rules import (
    OFFICIAL,
    PROVISIONAL,
    Limit,
    NoticeUnclear,
    Unit,
    UnknownYear,
    due,
    seed_calendar,
)
from sunhall.clocks.rules.presets import HOTLINE
from sunhall.clocks.rules.table import STATUTORY
from sunhall.clocks.tests.makers import (
    BOTH,
    CHECKER,
    CLERK,
    NUMBER_2027,
    OUTSIDER,
    TEXT_2027,
    declare_day,
    make_calendar,
    make_notice_2027,
    make_proposal,
    one_break,
    withdraw_day,
)
from sunhall.clocks.tests.moments import at, on
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.refusal import NotFound, Refused

pytestmark = pytest.mark.django_db

CALENDAR, LIMITS = "clocks:calendar", "clocks:limits"
MORNINGS = (((time(9), time(12)),),) * 5 + ((), ())


def last_fact(stream=CALENDAR):
    return story(stream)[-1].event


# Before anybody sets anything


def test_without_any_row_the_table_the_house_comes_with_holds():
    calendar = queries.calendar()
    assert calendar.version == 0
    assert calendar.is_workday(on("2026-10-10"))
    assert queries.limit_rule("XK_DECIDE", on("2026-11-22")).n == 20
    assert queries.thresholds(on("2026-11-22")).workdays == 1
    assert queries.office_hours().intervals(on("2026-11-23"))[-1] == (time(14, 30), time(17, 30))


def test_the_seeded_calendar_is_the_same_day_by_day():
    make_calendar()
    stored, shipped = queries.calendar(), seed_calendar()
    day = date(2010, 1, 1)
    while day.year < 2028:
        assert stored.is_workday(day) == shipped.is_workday(day), day
        assert stored.special(day) == shipped.special(day)
        day += timedelta(days=1)
    assert stored.year(2026).status == OFFICIAL
    assert stored.year(2027).status == PROVISIONAL


def test_seeding_twice_changes_nothing():
    version = make_calendar()
    days = CalendarDay.objects.count()
    assert actions.seed_calendar(by=SYSTEM) == version
    assert actions.seed_limits(by=SYSTEM) == actions.seed_grounds(by=SYSTEM) == 0
    assert CalendarDay.objects.count() == days
    assert told(CALENDAR) == [CalendarSeeded]
    assert told(LIMITS) == [LimitsSeeded, PauseGroundsSeeded]


# Notices: one enters, another approves


def test_a_notice_entered_by_one_and_approved_by_another_makes_the_year_official():
    make_calendar()
    before = queries.calendar()
    version = make_notice_2027()
    after = queries.calendar()
    assert (before.year(2027).status, after.year(2027).status) == (PROVISIONAL, OFFICIAL)
    assert after.version == version
    assert after.year(2027).source == NUMBER_2027
    assert after.is_workday(on("2027-10-09"))
    assert not after.is_workday(on("2027-10-07"))
    assert not due(at("2026-12-04"), Limit(20, Unit.WD), (), after).provisional
    assert told(CALENDAR) == [CalendarSeeded, NoticeProposed, NoticeApproved, CalendarChanged]
    changed = last_fact()
    assert (changed.version, changed.first, changed.last) == (version, "2027-01-01", "2027-10-09")


def test_a_notice_for_a_house_that_was_never_seeded_keeps_every_other_year():
    make_notice_2027()
    calendar = queries.calendar()
    assert calendar.year(2010).status == OFFICIAL
    assert calendar.is_workday(on("2026-10-10"))
    assert CalendarYear.objects.filter(until_version=None).count() == 18


def test_nobody_approves_what_they_entered_themselves():
    row = make_proposal(by=BOTH)
    with pytest.raises(Refused, match="两个人"):
        actions.approve_notice(row.pk, by=BOTH)
    row.refresh_from_db()
    assert row.state == "proposed"
    assert queries.calendar().year(2027).status == PROVISIONAL


@pytest.mark.parametrize("actor", [CLERK, OUTSIDER, SYSTEM])
def test_only_an_approver_approves(actor):
    row = make_proposal()
    with pytest.raises(Refused, match="审批"):
        actions.approve_notice(row.pk, by=actor)


def test_only_a_keeper_of_the_calendar_enters_a_notice():
    with pytest.raises(Refused, match="只有负责"):
        actions.propose_notice(TEXT_2027, by=CHECKER)


def test_a_notice_is_decided_once():
    row = make_proposal()
    actions.approve_notice(row.pk, by=CHECKER)
    with pytest.raises(Refused, match="已经处理过"):
        actions.approve_notice(row.pk, by=CHECKER)


def test_a_notice_sent_back_changes_nothing_and_may_be_entered_again():
    row = make_proposal()
    with pytest.raises(Refused, match="退回的原因") as refusal:
        actions.reject_notice(row.pk, reason=" ", by=CHECKER)
    assert refusal.value.field == "reason"
    actions.reject_notice(row.pk, reason="文号有误", by=CHECKER)
    assert queries.calendar().version == 0
    again = make_proposal()
    assert again.pk != row.pk
    assert told(CALENDAR) == [NoticeProposed, NoticeRejected, NoticeProposed]


def test_two_notices_for_one_year_do_not_wait_at_once():
    make_proposal()
    with pytest.raises(Refused, match="待审批"):
        make_proposal()


def test_a_notice_without_a_number_is_refused():
    text = TEXT_2027.replace("国办发明电〔2026〕99号\n", "")
    with pytest.raises(Refused, match="文号") as refusal:
        actions.propose_notice(text, by=CLERK)
    assert refusal.value.field == "number"
    assert actions.propose_notice(text, number=NUMBER_2027, by=CLERK).number == NUMBER_2027


def test_an_unclear_notice_is_refused_and_nothing_is_kept():
    with pytest.raises(NoticeUnclear):
        actions.propose_notice(TEXT_2027.replace("10月9日（周六）", "10月9日（周日）"), by=CLERK)
    assert not NoticeProposal.objects.exists()


def test_an_unknown_proposal_is_not_found():
    with pytest.raises(NotFound):
        actions.approve_notice(404, by=CHECKER)


def test_of_two_proposals_at_one_instant_the_later_is_told_in_words():
    first = actions.propose_notice(TEXT_2027, number=NUMBER_2027, by=CLERK)
    twin = NoticeProposal(year=first.year, number=first.number)
    with pytest.raises(Refused, match="刚才已有人录入了同一项"):
        entered(twin, CHECKER)
    assert NoticeProposal.objects.get() == first


def test_a_notice_entered_by_hand_that_amends_one_festival_leaves_the_rest():
    make_calendar()
    breaks = [one_break("劳动节", on("2026-05-01"), on("2026-05-04"), on("2026-04-26"))]
    row = actions.enter_notice(
        2026, number="国办发明电〔2026〕8号", breaks=breaks, whole_year=False, by=CLERK
    )
    actions.approve_notice(row.pk, by=CHECKER)
    calendar = queries.calendar()
    assert calendar.is_workday(on("2026-04-26"))
    assert calendar.special(on("2026-05-01")).source == "国办发明电〔2026〕8号"
    assert calendar.is_workday(on("2026-10-10"))
    assert calendar.year(2026).source == "国办发明电〔2025〕7号（文号待核）"


def test_a_whole_notice_entered_by_hand_needs_every_festival():
    with pytest.raises(NoticeUnclear, match="没有读到“春节”"):
        actions.enter_notice(
            2027,
            number=NUMBER_2027,
            breaks=[one_break("元旦", on("2027-01-01"), on("2027-01-03"))],
            by=CLERK,
        )


# Versions


def test_the_calendar_of_the_past_can_still_be_read():
    with time_machine.travel("2026-11-01T02:00:00Z", tick=False):
        make_calendar()
    with time_machine.travel("2026-11-20T02:00:00Z", tick=False):
        make_notice_2027()
    assert queries.calendar(at=at("2026-11-10")).year(2027).status == PROVISIONAL
    assert queries.calendar(at=at("2026-11-21")).year(2027).status == OFFICIAL
    assert queries.calendar(at=at("2026-10-01")).version == 0


def test_a_version_is_read_once_and_then_costs_one_query(django_assert_num_queries):
    make_calendar()
    queries.calendar()
    with django_assert_num_queries(1):
        first = queries.calendar()
    with django_assert_num_queries(1):
        assert queries.calendar("990101") is first
    with queries.steady(), django_assert_num_queries(0):
        assert queries.calendar() is first
        assert queries.limit_rule("HL_REPLY", on("2026-11-22")).n == 5


# Local days


def test_a_local_day_off_holds_in_its_place_and_below_only():
    make_calendar()
    declare_day(
        on("2026-11-26"),
        is_workday=False,
        reason="暴雪停工",
        source="镇政发〔2026〕9号",
        place="990101002",
    )
    assert not queries.calendar("990101002").is_workday(on("2026-11-26"))
    assert not queries.calendar("990101002003").is_workday(on("2026-11-26"))
    assert queries.calendar("990101003").is_workday(on("2026-11-26"))
    assert queries.calendar().is_workday(on("2026-11-26"))
    assert told(CALENDAR)[-3:] == [DayProposed, DayOverridden, CalendarChanged]
    assert last_fact().place == "990101002"


def test_a_local_day_of_a_padded_code_holds_below_it_too():
    make_calendar()
    for place in ("990101002000", "990101"):
        day = on("2026-11-26") if place == "990101002000" else on("2026-11-27")
        declare_day(day, is_workday=False, reason="停工", source="县令1号", place=place)
        assert not queries.calendar("990101002003").is_workday(day)
    actions.set_office_hours(
        MORNINGS, from_on=on("2026-11-30"), source="作息", place="990101002000", by=CLERK
    )
    mornings = queries.office_hours("990101002003").intervals(on("2026-12-01"))
    assert mornings == queries.office_hours("990101002000").intervals(on("2026-12-01"))
    assert mornings != queries.office_hours("990101003").intervals(on("2026-12-01"))


def test_hours_of_an_organisation_are_not_those_of_one_whose_code_begins_alike():
    make_calendar()
    actions.set_office_hours(
        MORNINGS, from_on=on("2026-11-30"), source="作息", organisation="qh-mz", by=CLERK
    )
    own, part, other = (
        queries.office_hours(organisation=code).intervals(on("2026-12-01"))
        for code in ("qh-mz", "qh-mz-jz", "qh-mzj")
    )
    assert own == part
    assert other != own


def test_a_lower_place_goes_before_the_one_above_and_a_new_word_before_the_old():
    declare_day(on("2026-11-26"), is_workday=False, reason="停工", source="县令1号")
    declare_day(
        on("2026-11-26"),
        is_workday=True,
        reason="照常",
        source="镇令2号",
        place="990101002",
    )
    assert not queries.calendar("990101003").is_workday(on("2026-11-26"))
    assert queries.calendar("990101002").is_workday(on("2026-11-26"))
    declare_day(on("2026-11-26"), is_workday=True, reason="复工", source="县令3号")
    assert queries.calendar("990101003").is_workday(on("2026-11-26"))


def test_a_local_day_outlives_a_new_notice_and_can_be_withdrawn():
    make_calendar()
    declare_day(on("2027-10-08"), is_workday=False, reason="民俗节", source="县令4号")
    make_notice_2027()
    assert not queries.calendar().is_workday(on("2027-10-08"))
    withdraw_day(on("2027-10-08"), reason="文件废止")
    assert queries.calendar().is_workday(on("2027-10-08"))
    with pytest.raises(Refused, match="没有本地调整"):
        withdraw_day(on("2027-10-08"), reason="再撤")


@pytest.mark.parametrize(
    ("facts", "field"), [({"reason": " "}, "reason"), ({"source": ""}, "source")]
)
def test_a_local_day_needs_a_reason_and_a_paper(facts, field):
    given = {"reason": "停工", "source": "县令1号", **facts}
    with pytest.raises(Refused, match="请填写") as refusal:
        declare_day(on("2026-11-26"), is_workday=False, **given)
    assert refusal.value.field == field


def test_a_local_day_is_entered_by_one_and_approved_by_another_only():
    row = actions.propose_day(
        on("2026-11-26"), is_workday=False, reason="停工", source="县令1号", by=BOTH
    )
    for who in (BOTH, CLERK, OUTSIDER, SYSTEM):
        with pytest.raises(Refused):
            actions.approve_day(row.pk, by=who)
    assert queries.calendar().is_workday(on("2026-11-26"))
    with pytest.raises(Refused, match="待审批"):
        actions.propose_day(
            on("2026-11-26"), is_workday=False, reason="停", source="县令2号", by=CLERK
        )
    actions.reject_day(row.pk, reason="没有盖章", by=CHECKER)
    with pytest.raises(Refused, match="已经处理过"):
        actions.approve_day(row.pk, by=CHECKER)
    with pytest.raises(Refused, match="只有负责"):
        actions.propose_day(
            on("2026-11-26"), is_workday=False, reason="停", source="县令3号", by=OUTSIDER
        )
    assert queries.calendar().is_workday(on("2026-11-26"))


def test_a_local_day_that_changes_nothing_and_one_beyond_the_calendar_are_refused():
    with pytest.raises(Refused, match="无需调整"):
        actions.propose_day(
            on("2026-11-28"), is_workday=False, reason="停", source="县令1号", by=CLERK
        )
    with pytest.raises(UnknownYear):
        actions.propose_day(
            on("2035-11-28"), is_workday=False, reason="停", source="县令1号", by=CLERK
        )


def test_a_year_nobody_knows_can_be_opened_provisionally_in_order():
    with pytest.raises(Refused, match="2028"):
        actions.open_provisional_year(2029, by=CLERK)
    with pytest.raises(UnknownYear):
        queries.calendar().is_workday(on("2028-03-01"))
    actions.open_provisional_year(2028, by=CLERK)
    assert queries.calendar().year(2028).status == PROVISIONAL
    assert not queries.calendar().is_workday(on("2028-05-01"))
    with pytest.raises(Refused, match="已经在"):
        actions.open_provisional_year(2028, by=CLERK)


# Office hours


def test_office_hours_hold_from_their_day_in_their_place():
    actions.set_office_hours(
        MORNINGS, from_on=on("2026-11-30"), source="镇便民服务中心作息", place="990101002", by=CLERK
    )
    hours = queries.office_hours("990101002003")
    assert hours.intervals(on("2026-11-30")) == ((time(9), time(12)),)
    assert hours.intervals(on("2026-11-27"))[-1] == (time(14, 30), time(17, 30))
    assert queries.office_hours("990101003").intervals(on("2026-11-30"))[-1][1] == time(17, 30)
    assert told(CALENDAR) == [OfficeHoursSet, CalendarChanged]


def test_summer_hours_lie_over_the_year_round_timetable_and_end():
    actions.set_office_hours(MORNINGS, from_on=on("2026-01-01"), source="常年", by=CLERK)
    late = (((time(8), time(12)), (time(15), time(18))),) * 5 + ((), ())
    actions.set_office_hours(
        late, from_on=on("2026-06-01"), to_on=on("2026-09-30"), source="夏季作息", by=CLERK
    )
    actions.set_office_hours(MORNINGS, from_on=on("2026-08-01"), source="常年二", by=CLERK)
    hours = queries.office_hours()
    assert hours.intervals(on("2026-07-01"))[-1] == (time(15), time(18))
    assert hours.intervals(on("2026-08-03"))[-1] == (time(15), time(18))
    assert hours.intervals(on("2026-10-09"))[-1] == (time(9), time(12))


def test_an_organisation_may_have_hours_of_its_own():
    actions.set_office_hours(
        MORNINGS, from_on=on("2026-01-01"), source="民政局", organisation="civil", by=CLERK
    )
    assert queries.office_hours(organisation="civil").intervals(on("2026-11-23")) == MORNINGS[0]
    assert queries.office_hours(organisation="tax").intervals(on("2026-11-23")) != MORNINGS[0]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"source": " "}, "source"),
        ({"to_on": on("2025-12-31")}, "to_on"),
        ({"week": ((),) * 7}, "week"),
        ({"week": MORNINGS[:5]}, "week"),
    ],
)
def test_office_hours_that_cannot_be_are_refused(facts, field):
    given = {"week": MORNINGS, "from_on": on("2026-01-01"), "source": "作息", **facts}
    with pytest.raises(Refused) as refusal:
        actions.set_office_hours(given.pop("week"), by=CLERK, **given)
    assert refusal.value.field == field


# Limits and lights


def test_every_line_of_the_printed_table_is_stored_with_its_source():
    make_calendar()
    assert LimitRule.objects.count() == len(STATUTORY) + len(HOTLINE)
    assert not LimitRule.objects.filter(source="").exists()
    stored = queries.limit_rule("XK_DECIDE", on("2026-11-22"))
    shipped = next(row for row in STATUTORY if row.code == "XK_DECIDE")
    assert stored == replace(shipped, version=1)


@pytest.mark.parametrize("seeded", [True, False])
def test_a_new_version_holds_from_its_day_and_the_old_one_before(seeded):
    if seeded:
        make_calendar()
    row = queries.limit_rule("HL_REPLY", on("2026-11-22"))
    actions.set_limit_rule(replace(row, n=3), from_on=on("2026-12-01"), why="县府办文", by=CLERK)
    old, new = (queries.limit_rule("HL_REPLY", on(day)) for day in ("2026-11-30", "2026-12-01"))
    assert (old.n, old.version) == (5, 1)
    assert (new.n, new.version) == (3, 2)
    assert old.to_on == on("2026-11-30")
    fact = last_fact(LIMITS)
    assert isinstance(fact, LimitRuleSet)
    assert (fact.version, fact.from_on) == (2, "2026-12-01")


def test_a_limit_of_ones_own_may_be_added():
    row = replace(queries.limit_rule("HL_REPLY", on("2026-11-22")), code="LOCAL_VISIT", n=2)
    entered = actions.propose_limit(row, from_on=on("2026-12-01"), why="县府办文", by=CLERK)
    actions.approve_limit(entered.pk, by=CHECKER)
    assert queries.limit_rule("LOCAL_VISIT", on("2026-12-02")).n == 2
    with pytest.raises(Refused, match="没有生效的版本"):
        queries.limit_rule("LOCAL_VISIT", on("2026-11-30"))
    assert "LOCAL_VISIT" in [row.code for row in queries.limit_rules(on("2026-12-02"))]


def test_a_limit_is_not_in_force_before_the_law_is():
    with pytest.raises(Refused, match="没有生效的版本"):
        queries.limit_rule("XF_FINISH", on("2021-12-31"))


def test_a_version_may_not_begin_before_the_one_it_follows():
    row = queries.limit_rule("HL_REPLY", on("2026-11-22"))
    actions.set_limit_rule(row, from_on=on("2026-12-01"), why="一", by=CLERK)
    with pytest.raises(Refused, match="2026-12-01"):
        actions.set_limit_rule(row, from_on=on("2026-11-30"), why="二", by=CLERK)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"basis": " "}, "basis"),
        ({"unit": "weeks"}, "unit"),
        ({"n": -1}, "n"),
        ({"extension": 3, "extension_by": ""}, "extension_by"),
    ],
)
def test_a_limit_that_cannot_be_counted_is_refused(change, field):
    row = replace(queries.limit_rule("HL_REPLY", on("2026-11-22")), **change)
    with pytest.raises(Refused) as refusal:
        actions.set_limit_rule(row, from_on=on("2026-12-01"), why="改", by=CLERK)
    assert refusal.value.field == field
    assert not LimitRule.objects.exists()


def test_a_limit_is_changed_with_a_reason_by_its_keeper():
    row = queries.limit_rule("HL_REPLY", on("2026-11-22"))
    with pytest.raises(Refused, match="原因"):
        actions.set_limit_rule(row, from_on=on("2026-12-01"), why="", by=CLERK)
    with pytest.raises(Refused, match="只有负责"):
        actions.set_limit_rule(row, from_on=on("2026-12-01"), why="改", by=OUTSIDER)


@time_machine.travel("2026-11-22T02:00:00Z", tick=False)
def test_when_a_limit_is_near_is_versioned_data_too():
    make_calendar()
    facts = {"share": 30, "workdays": 2, "source": "县府办文", "why": "提早提醒", "by": CLERK}
    for wrong, field in (({"source": " "}, "source"), ({"from_on": on("2026-11-22")}, "from_on")):
        with pytest.raises(Refused) as refusal:
            actions.set_thresholds(**{"from_on": on("2026-12-01"), **facts, **wrong})
        assert refusal.value.field == field
    actions.set_thresholds(
        share=30, workdays=2, from_on=on("2026-12-01"), source="县府办文", why="提早提醒", by=CLERK
    )
    assert queries.thresholds(on("2026-11-30")).workdays == 1
    assert queries.thresholds(on("2026-12-01")).workdays == 2
    assert isinstance(last_fact(LIMITS), LightsSet)
    assert queries.history()[0].why == "临期标准第 2 版"


# Grounds of a pause


def test_the_shipped_grounds_are_those_the_norms_print_with_their_articles():
    printed = {
        "行政许可法第四十五条": [
            "听证",
            "招标",
            "拍卖",
            "检验",
            "检测",
            "检疫",
            "鉴定",
            "专家评审",
        ],
        "政府信息公开条例第三十三条": ["征求第三方意见", "征求其他机关意见"],
        "信访工作条例第三十六条": ["复核听证"],
        "行政复议法第二十条": ["不可抗力"],
    }
    found: dict[str, list[str]] = {}
    for ground in queries.grounds_today():
        found.setdefault(ground.article, []).append(ground.words)
    assert found == printed


def test_grounds_are_stored_once_and_what_is_set_is_left_alone():
    assert actions.seed_grounds(by=SYSTEM) == 12
    assert actions.seed_grounds(by=SYSTEM) == 0
    assert isinstance(last_fact(LIMITS), PauseGroundsSeeded)
    assert len(queries.ground_versions("XK45_REVIEW")) == 1


def test_a_ground_stops_only_the_limits_it_names_and_only_while_it_holds():
    assert queries.pause_ground("GK33_THIRD", ["GK_REPLY"], on("2026-11-22")).words
    for code, limits, day in (
        ("GK33_THIRD", ["HL_REPLY"], "2026-11-22"),
        ("XK45_REVIEW", ["HL_REPLY"], "2003-01-01"),
        ("slow", ["HL_REPLY"], "2026-11-22"),
        ("", ["HL_REPLY"], "2026-11-22"),
    ):
        with pytest.raises(Refused) as refusal:
            queries.pause_ground(code, limits, on(day))
        assert refusal.value.field == "ground"


def test_a_ground_set_anew_leaves_the_past_as_it_was():
    before = queries.newest_ground("XK45_REVIEW")
    actions.set_pause_ground(
        replace(before, article="行政许可法第五十一条"), from_on=on("2026-12-01"), why="修法",
        by=CLERK,
    )  # fmt: skip
    assert queries.pause_ground("XK45_REVIEW", ["HL_REPLY"], on("2026-11-30")).article == (
        "行政许可法第四十五条"
    )
    assert queries.pause_ground("XK45_REVIEW", ["HL_REPLY"], on("2026-12-01")).version == 2
    assert isinstance(last_fact(LIMITS), PauseGroundSet)
    with pytest.raises(Refused, match="生效日期须晚于"):
        actions.set_pause_ground(before, from_on=on("2026-12-01"), why="再改", by=CLERK)


@pytest.mark.parametrize("field", ["words", "article", "source", "paper", "stops"])
def test_a_ground_says_what_it_rests_on(field):
    ground = replace(
        queries.newest_ground("XK45_REVIEW"), **{field: () if field == "stops" else " "}
    )
    with pytest.raises(Refused) as refusal:
        actions.set_pause_ground(ground, from_on=on("2026-12-01"), why="改", by=CLERK)
    assert refusal.value.field == field
    with pytest.raises(Refused, match="只有负责"):
        actions.set_pause_ground(ground, from_on=on("2026-12-01"), why="改", by=OUTSIDER)
