"""Hot issues over the county's own requests: found by night, owned, answered, ended (H9, H13)."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.config.command import basics
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions, events, jobs, queries
from sunhall.hotline.models import HotDay, HotIssue, HotMember
from sunhall.hotline.rules.hot import Known, continued
from sunhall.hotline.tests.makers import make_request
from sunhall.people import actions as people
from tests.cast import Cast

NIGHT = datetime(2026, 11, 17, 17, 30, tzinfo=UTC)  # half past one on the 18th, by our clock
LAST_DAY = date(2026, 11, 17)
MIXER = (
    "清河小区附近的搅拌站夜里噪音扰民，睡不着觉",
    "投诉清河小区旁边的搅拌站，夜里噪音很大",
    "清河小区搅拌站的噪音和灰尘严重，请管一管",
    "请求关停清河小区附近的搅拌站，噪音太大",
)
OTHER = (
    "公交车司机态度很好，想表扬一下",
    "请问养老金什么时候发放到卡上",
    "想问学校操场晚上开不开放",
)
ClientFor = Callable[[str], Client]
NUMBERS = count(10_000)


@pytest.fixture(autouse=True)
def night() -> Any:
    with time_machine.travel(NIGHT, tick=False) as traveller:
        yield traveller


def somebody() -> str:
    phone = f"139000{next(NUMBERS):05d}"
    return str(people.know_person(name="陌生人", phone=phone, channel="测试", by=SYSTEM).public_id)


def asked(cast: Cast, traveller: Any, words: str, *, ago: int = 1, **more: Any) -> Any:
    """Somebody asks some days before the night, and the clock goes back to the night."""
    traveller.move_to(NIGHT - timedelta(days=ago, hours=8))
    given = {"person": somebody(), "text": f"{words}。", **more}
    request = make_request(cast, **given)
    traveller.move_to(NIGHT)
    return request


def mixer(cast: Cast, traveller: Any, **more: Any) -> list[Any]:
    return [asked(cast, traveller, words, **more) for words in MIXER]


def night_of(traveller: Any, *, later: int = 0) -> None:
    traveller.move_to(NIGHT + timedelta(days=later))
    jobs.find_hot_issues()


def found(desk: Cast, traveller: Any) -> HotIssue:
    mixer(desk, traveller)
    night_of(traveller)
    return HotIssue.objects.get()


def numbers_in(code: str) -> set[str]:
    rows = HotMember.objects.filter(issue__code=code, left_on=None)
    return set(rows.values_list("matter__number", flat=True))


def test_the_night_finds_what_several_persons_are_about_and_says_why(
    desk: Cast, night: Any
) -> None:
    about = mixer(desk, night)
    for words in OTHER:
        asked(desk, night, words)
    night_of(night)
    issue = HotIssue.objects.get()
    assert numbers_in(issue.code) == {one.matter.number for one in about}
    assert issue.place == "清河小区"
    assert {"搅拌站", "噪音"} <= set(issue.words)
    assert told(f"hot:{issue.code}")[0] is events.HotIssueFound
    seen = queries.hot_issue_for(desk.manager, issue.code)
    day = HotDay.objects.get()
    assert (day.day, day.count, day.heat) == (LAST_DAY, 4, seen.heat)


def test_the_order_in_which_they_came_into_the_table_changes_nothing(
    desk: Cast, night: Any
) -> None:
    words = [*MIXER, *OTHER]
    random.Random(3).shuffle(words)
    for one in words:
        asked(desk, night, one)
    night_of(night)
    subjects = HotMember.objects.values_list("matter__subject", flat=True)
    assert len(subjects) == len(MIXER)
    assert all("搅拌站" in one for one in subjects)


def test_a_night_told_twice_says_nothing_new(desk: Cast, night: Any) -> None:
    issue = found(desk, night)
    before = told(f"hot:{issue.code}")
    night_of(night)
    assert told(f"hot:{issue.code}") == before
    assert HotDay.objects.count() == 1


def test_it_is_the_same_issue_the_next_night_and_tells_what_joined(desk: Cast, night: Any) -> None:
    issue = found(desk, night)
    asked(desk, night, "清河小区边上的搅拌站噪音还是没人管", ago=0)
    night_of(night, later=1)
    assert HotIssue.objects.get().code == issue.code
    assert told(f"hot:{issue.code}")[-1] is events.HotIssueGrew
    assert len(numbers_in(issue.code)) == 5


def test_what_goes_on_shares_half_of_the_smaller_whatever_the_order() -> None:
    known = [Known("b", frozenset("3456")), Known("a", frozenset("12"))]
    groups = [frozenset("56789"), frozenset("123"), frozenset("x")]
    assert continued(groups, known) == ["b", "a", ""]
    assert continued(groups[::-1], known[::-1]) == ["", "a", "b"]
    assert continued([frozenset("3xyzuv")], known) == [""]


def test_one_person_who_asks_three_times_is_no_hot_issue(desk: Cast, night: Any) -> None:
    same = somebody()
    for words in MIXER:
        asked(desk, night, words, person=same)
    night_of(night)
    assert not HotIssue.objects.exists()


def test_an_alarm_is_told_once_to_those_who_may_act_and_see(desk: Cast, night: Any) -> None:
    basics.lay_messages()
    issue = found(desk, night)
    assert events.HotIssueAlarmed in told(f"hot:{issue.code}")
    night_of(night, later=1)
    drain()
    rows = Message.objects.filter(template__code="hot-alarm")
    assert sorted(row.recipient for row in rows) == ["staff:shi", "staff:sun", "staff:zhou"]
    assert issue.code in rows[0].body
    assert "清河" not in rows[0].body


def test_sealed_and_refused_requests_never_join_and_leave_when_they_are_sealed(
    desk: Cast, night: Any
) -> None:
    about = mixer(desk, night)
    sealed = asked(desk, night, "举报清河小区搅拌站噪音背后有人收钱", demand="report")
    actions.pass_to_inspection(sealed.matter.number, by=desk.operator)
    secret = asked(desk, night, "清河小区搅拌站噪音涉及保密单位")
    actions.refuse_request(secret.matter.number, ground="secret", by=desk.operator)
    night_of(night)
    issue = HotIssue.objects.get()
    assert numbers_in(issue.code) == {one.matter.number for one in about}
    actions.pass_to_inspection(about[0].matter.number, by=desk.operator)
    seen = queries.hot_issue_for(desk.manager, issue.code)
    assert seen.count == 3  # at once, not only by the next night
    night_of(night, later=1)
    assert about[0].matter.number not in numbers_in(issue.code)
    page = [one.title for one in queries.hot_story(desk.manager, seen)]
    assert not any(about[0].matter.number in line for line in page)


def test_counts_words_and_heat_rest_on_what_the_reader_may_see(desk: Cast, night: Any) -> None:
    mixer(desk, night)
    for words in MIXER[:3]:
        asked(desk, night, words.replace("夜里", "").replace("灰尘", ""), place="990101101201")
    night_of(night)
    issue = HotIssue.objects.get()
    whole = queries.hot_issue_for(desk.manager, issue.code)
    assert whole.count == 7
    with pytest.raises(NotFound):
        queries.hot_issue_for(desk.outsider, issue.code)
    assert queries.hot_issues_for(desk.outsider) == []
    # Three of the seven are handed to the post of the outsider.
    for matter in [one.matter for one in HotMember.objects.filter(issue=issue)][-3:]:
        actions.classify_request(matter.number, class_code="010101", by=desk.operator)
        actions.assign_request(matter.number, to="lx-desk", by=desk.operator)
    part = queries.hot_issue_for(desk.outsider, issue.code)
    assert (part.count, part.whole) == (3, False)
    assert part.heat < whole.heat
    told_ = " ".join(one.title for one in queries.hot_story(desk.outsider, part))
    assert "件" not in told_


def test_the_post_that_must_answer_sees_what_it_is_about_but_no_confidential_request(
    desk: Cast, night: Any
) -> None:
    mixer(desk, night)
    secret = asked(desk, night, "清河小区搅拌站噪音大，别说是我反映的", is_confidential=True)
    night_of(night)
    issue = HotIssue.objects.get()
    assert secret.matter.number in numbers_in(issue.code)
    with pytest.raises(NotFound):
        queries.hot_issue_for(desk.other_handler, issue.code)
    actions.give_hot_issue(issue.code, to="zj-roads", words="本周内查明", by=desk.manager)
    seen = queries.hot_issue_for(desk.other_handler, issue.code)
    assert seen.count == 4
    assert secret.matter.number not in {
        line.number for line in queries.hot_members_for(desk.other_handler, seen)
    }


def test_an_issue_is_given_answered_and_ended_by_different_people(desk: Cast, night: Any) -> None:
    basics.lay_messages()
    issue = found(desk, night)
    with pytest.raises(Refused, match="由热线负责人"):
        actions.give_hot_issue(issue.code, to="zj-roads", by=desk.operator)
    with pytest.raises(Refused, match="在用的岗位"):
        actions.give_hot_issue(issue.code, to="nobody", by=desk.manager)
    row = actions.give_hot_issue(issue.code, to="zj-roads", by=desk.supervisor)
    # Five working days after Wednesday, by the limit table.
    assert row.due_at == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
    with pytest.raises(Refused, match="还没有回应"):
        actions.end_hot_issue(issue.code, words="已经办好了", by=desk.manager)
    with pytest.raises(Refused, match="由责任岗位"):
        actions.answer_hot_issue(issue.code, words="已责令停工", by=desk.handler)
    with pytest.raises(Refused, match="至少 4 个字"):
        actions.answer_hot_issue(issue.code, words=" 好 ", by=desk.other_handler)
    actions.answer_hot_issue(issue.code, words="已责令夜间停工", by=desk.other_handler)
    actions.end_hot_issue(issue.code, words="夜间停工，三晚复测达标", by=desk.supervisor)
    assert told(f"hot:{issue.code}")[-3:] == [
        events.HotIssueGiven,
        events.HotIssueAnswered,
        events.HotIssueEnded,
    ]
    with pytest.raises(Refused, match="已经结束"):
        actions.give_hot_issue(issue.code, to="zj-roads", by=desk.manager)
    drain()
    assert Message.objects.get(template__code="hot-given").recipient == "staff:cao"
    assert Message.objects.get(template__code="hot-answered").recipient == "staff:zhou"
    assert queries.hot_issues_for(desk.manager) == []
    assert [one.code for one in queries.hot_issues_for(desk.manager, ended=True)] == [issue.code]


def test_who_answered_does_not_confirm_it(desk: Cast, night: Any) -> None:
    issue = found(desk, night)
    actions.give_hot_issue(issue.code, to="rx-head", by=desk.supervisor)
    actions.answer_hot_issue(issue.code, words="已约谈企业负责人", by=desk.manager)
    with pytest.raises(Refused, match="不能自己确认"):
        actions.end_hot_issue(issue.code, words="已经办好了", by=desk.manager)


def test_a_late_answer_is_noted_once_and_told(desk: Cast, night: Any) -> None:
    basics.lay_messages()
    issue = found(desk, night)
    actions.give_hot_issue(issue.code, to="zj-roads", by=desk.manager)
    night.move_to(NIGHT + timedelta(days=9))
    jobs.note_late_hot_issues()
    jobs.note_late_hot_issues()
    assert told(f"hot:{issue.code}").count(events.HotIssueLate) == 1
    drain()
    rows = Message.objects.filter(template__code="hot-late")
    assert {row.recipient for row in rows} == {"staff:cao", "staff:shi", "staff:sun", "staff:zhou"}


def test_what_a_person_took_out_stays_out(desk: Cast, night: Any) -> None:
    issue = found(desk, night)
    number = sorted(numbers_in(issue.code))[0]
    with pytest.raises(Refused, match="由热线负责人"):
        actions.leave_out_of_hot_issue(issue.code, number, reason="另一家工地", by=desk.operator)
    actions.leave_out_of_hot_issue(issue.code, number, reason="另一家工地", by=desk.manager)
    night_of(night, later=1)
    assert number not in numbers_in(issue.code)
    assert len(numbers_in(issue.code)) == 3
    with pytest.raises(NotFound):
        actions.leave_out_of_hot_issue(issue.code, number, reason="另一家工地", by=desk.manager)


def test_what_comes_back_after_the_end_is_a_new_issue_that_knows_the_old(
    desk: Cast, night: Any
) -> None:
    old = found(desk, night)
    actions.end_hot_issue(old.code, words="搅拌站已经搬走", by=desk.manager)
    for words in MIXER[:2]:
        asked(desk, night, words, ago=-1)
    night_of(night, later=2)
    assert HotIssue.objects.count() == 1  # two voices are no issue yet
    asked(desk, night, MIXER[2], ago=-2)
    night_of(night, later=3)
    new = HotIssue.objects.exclude(pk=old.pk).get()
    assert new.again == old
    assert len(numbers_in(new.code)) == 3


def test_what_nobody_speaks_of_cools_down_and_a_new_voice_warms_it_up(
    desk: Cast, night: Any
) -> None:
    issue = found(desk, night)
    night_of(night, later=60)
    issue.refresh_from_db()
    assert (issue.state, told(f"hot:{issue.code}")[-1]) == ("cooled", events.HotIssueCooled)
    assert queries.hot_issues_for(desk.manager) == []
    asked(desk, night, MIXER[0], ago=-61)
    night_of(night, later=62)
    issue.refresh_from_db()
    assert issue.state == "found"


def test_a_past_period_is_told_as_it_was(desk: Cast, night: Any) -> None:
    issue = found(desk, night)
    week = (LAST_DAY - timedelta(days=6), LAST_DAY)
    first = queries.hot_issues_between(desk.manager, *week)
    assert [(one.code, one.count, one.state) for one in first] == [(issue.code, 4, "found")]
    night.move_to(NIGHT + timedelta(days=3))
    actions.give_hot_issue(issue.code, to="zj-roads", by=desk.manager)
    asked(desk, night, MIXER[0], ago=-4)
    night_of(night, later=5)
    again = queries.hot_issues_between(desk.manager, *week)
    assert [(one.count, one.heat, one.state) for one in again] == [(4, first[0].heat, "found")]
    assert queries.hot_issues_between(desk.manager, date(2026, 1, 1), date(2026, 1, 31)) == []


def test_no_person_s_name_explains_an_issue(desk: Cast, night: Any) -> None:
    somebody_ = people.know_person(name="搅拌站", phone="13900000001", channel="测试", by=SYSTEM)
    mixer(desk, night)
    asked(desk, night, MIXER[0], person=somebody_.public_id)
    night_of(night)
    assert "搅拌站" not in HotIssue.objects.get().words


def test_only_the_schedule_writes_what_a_night_found(desk: Cast) -> None:
    with pytest.raises(Refused, match="由系统每晚归集"):
        actions.note_hot_issues([], on=LAST_DAY, by=desk.manager)
    with pytest.raises(Refused):
        actions.note_hot_issue_late("HOT1", by=desk.manager)


def test_the_pages_show_alarm_trend_members_and_the_road_to_the_end(
    desk: Cast, night: Any, client_for: ClientFor
) -> None:
    issue = found(desk, night)
    manager, owner = client_for("manager"), client_for("other_handler")
    page = manager.get("/workbench/hot/").content.decode()
    assert issue.code in page
    assert "增长预警" in page
    address = f"/workbench/hot/{issue.code}/"
    assert owner.get(address).status_code == 404
    assert "没有热点" in owner.get("/workbench/hot/").content.decode()
    page = manager.get(address).content.decode()
    assert "趋势" in page
    assert all(number in page for number in numbers_in(issue.code))
    assert manager.post(f"{address}give/", {"to": ""}).status_code == 422
    assert owner.post(f"{address}give/", {"to": "zj-roads"}).status_code == 403
    asked_for = {"to": "zj-roads", "words": "查明夜间施工许可"}
    assert manager.post(f"{address}give/", asked_for).status_code == 302
    assert "查明夜间施工许可" in owner.get(address).content.decode()
    short = owner.post(f"{address}answer/", {"words": "好的"})
    assert short.status_code == 422
    assert "好的" in short.content.decode()
    assert owner.post(f"{address}answer/", {"words": "已责令夜间停工"}).status_code == 302
    assert manager.post(f"{address}end/", {"words": "三晚复测达标"}).status_code == 302
    assert issue.code in manager.get("/workbench/hot/?state=ended").content.decode()


def test_a_request_is_taken_out_on_the_page_with_a_reason(
    desk: Cast, night: Any, client_for: ClientFor
) -> None:
    issue = found(desk, night)
    number = sorted(numbers_in(issue.code))[0]
    manager, address = client_for("manager"), f"/workbench/hot/{issue.code}/leave/"
    tried = manager.post(address, {"number": number, "reason": "不"})
    assert tried.status_code == 422
    assert 'id="id_leave_reason"' in tried.content.decode()
    assert manager.post(address, {"number": number, "reason": "是另一家工地"}).status_code == 302
    assert number not in numbers_in(issue.code)


def test_a_message_leads_to_the_issue(desk: Cast, night: Any, client_for: ClientFor) -> None:
    basics.lay_messages()
    issue = found(desk, night)
    drain()
    alarms = Message.objects.filter(template__code="hot-alarm")
    message = next(one for one in alarms if one.recipient == "staff:shi")
    answer = client_for("manager").post(f"/workbench/messages/{message.code}/")
    assert answer["Location"] == f"/workbench/hot/{issue.code}/"
