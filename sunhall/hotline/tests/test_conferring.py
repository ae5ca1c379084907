"""Meetings of departments 会商: lead, co-handlers, a decision that binds (H2)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.config.command import basics
from sunhall.ground.journal.record import story, told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions, events, jobs, queries
from sunhall.hotline.models import Conferee, Conference, Objection
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import queries as matters
from sunhall.matters.models import Deadline
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
MEETING: dict[str, Any] = {
    "meets_at": TUESDAY,
    "place": "热线中心会议室",
    "agenda": "村口路灯由谁管养",
    "lead": "mz-relief",
    "others": ["zj-roads", "", "zj-roads"],
}
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def called(cast: Cast, **changes: Any) -> Any:
    matter = make_request(cast, upto="classified").matter
    actions.call_conference(matter.number, **{**MEETING, **changes}, by=cast.operator)
    matter.refresh_from_db()
    return matter


def concluded(cast: Cast, monday: Any) -> Any:
    matter = called(cast)
    monday.move_to(TUESDAY + timedelta(hours=1))
    actions.conclude_conference(
        matter.number,
        decision="由民政局主办，住建局三日内查明线路。",
        attended={"mz-relief": "赵承办"},
        opinions={"mz-relief": "可以主办"},
        tasks={"zj-roads": "查明线路产权"},
        by=cast.operator,
    )
    matter.refresh_from_db()
    return matter


def test_a_meeting_is_called_and_the_clock_of_the_reply_runs_on(desk: Cast) -> None:
    basics.lay_messages()
    before = make_request(desk, upto="classified").matter.due_at
    matter = called(desk)
    assert (matter.stage, matter.owner, matter.due_at) == ("conferring", "rx-desk", before)
    seats = list(Conferee.objects.order_by("pk").values_list("post", "is_lead"))
    assert seats == [("mz-relief", True), ("zj-roads", False)]
    drain()
    told_to = {m.recipient for m in Message.objects.filter(template__code="conference-called")}
    assert told_to == {"staff:zhao", "staff:cao"}


def test_the_decision_binds_the_lead_without_a_signature(desk: Cast, monday: Any) -> None:
    matter = concluded(desk, monday)
    assert (matter.stage, matter.owner, matter.offered_to) == ("handling", "mz-relief", "")
    with pytest.raises(Refused, match="会商已确定") as refused:
        actions.return_request(
            matter.number,
            reason_code="not_duty",
            reason="不属于本单位",
            suggested="zj-roads",
            by=desk.handler,
        )
    assert refused.value.verdict.article == "国办函〔2025〕66号"
    conclusion = next(
        one.event
        for one in story(f"matter:{matter.number}")
        if isinstance(one.event, events.ConferenceConcluded)
    )
    assert (conclusion.lead, conclusion.absent) == ("社会救助岗", "市政道路岗")


def test_a_co_handler_has_a_task_with_its_own_clock_and_reports_to_the_lead(
    desk: Cast, monday: Any, client_for: ClientFor
) -> None:
    matter = concluded(desk, monday)
    task = Conferee.objects.get(post="zj-roads")
    # Three working days after Tuesday, by the limit table.
    assert task.due_at == datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    assert queries.count_tasks(desk.other_handler) == 1
    assert matters.matter_for(desk.other_handler, matter.number)
    with pytest.raises(Refused, match="协办岗位"):
        actions.report_task(task.pk, words="产权属供电所", by=desk.handler)
    client = client_for("other_handler")
    address = f"/workbench/requests/{matter.number}/task/"
    assert "查明线路产权" in client.get(address).content.decode()
    assert client.post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"words": "产权属供电所"}).status_code == 302
    assert queries.count_tasks(desk.other_handler) == 0
    assert told(f"matter:{matter.number}")[-1] is events.TaskReported
    page = client_for("handler").get(f"/workbench/requests/{matter.number}/").content.decode()
    assert "产权属供电所" in page
    actions.answer_request(matter.number, text="已修。", outcome="resolved", by=desk.handler)
    with pytest.raises(Refused, match="当前环节"):
        actions.answer_request(
            matter.number, text="已修。", outcome="resolved", by=desk.other_handler
        )


def test_a_task_that_runs_out_is_noted_once(desk: Cast, monday: Any) -> None:
    matter = concluded(desk, monday)
    monday.move_to(datetime(2026, 11, 20, 16, 1, tzinfo=UTC))
    jobs.note_late_tasks()
    jobs.note_late_tasks()
    assert told(f"matter:{matter.number}").count(events.TaskLate) == 1
    actions.report_task(
        Conferee.objects.get(post="zj-roads").pk, words="迟报", by=desk.other_handler
    )
    assert queries.meetings_of(matter)[0].seats[1].is_late


def test_a_meeting_that_is_called_off_waits_at_the_desk_again(desk: Cast) -> None:
    matter = called(desk)
    with pytest.raises(Refused, match="取消原因"):
        actions.call_off_conference(matter.number, reason="无", by=desk.operator)
    actions.call_off_conference(matter.number, reason="两家已商定", by=desk.operator)
    matter.refresh_from_db()
    assert matter.stage == "classified"
    with pytest.raises(NotFound):
        matters.matter_for(desk.other_handler, matter.number)
    actions.call_conference(matter.number, **MEETING, by=desk.operator)
    assert Conference.objects.count() == 2


@pytest.mark.parametrize(("lead", "upheld"), [("mz-relief", False), ("zj-roads", True)])
def test_a_meeting_also_decides_an_objection_that_was_open(
    desk: Cast, monday: Any, lead: str, upheld: bool
) -> None:
    matter = make_request(desk, upto="handling").matter
    actions.return_request(
        matter.number,
        reason_code="need_lead",
        reason="两家都有责任",
        suggested="zj-roads",
        by=desk.handler,
    )
    others = ["mz-relief", "zj-roads"]
    given = {**MEETING, "lead": lead, "others": others}
    actions.call_conference(matter.number, **given, by=desk.manager)
    assert queries.objection_open(matter.number) is not None
    actions.conclude_conference(matter.number, decision="依三定规定确定主办", by=desk.manager)
    assert Objection.objects.get().upheld is upheld
    clock = Deadline.objects.filter(matter=matter, name="objection").latest("pk")
    assert clock.met_at == MONDAY


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"place": " "}, "place"),
        ({"agenda": ""}, "agenda"),
        ({"meets_at": MONDAY}, "meets_at"),
        ({"others": ["", "mz-relief"]}, "others"),
        ({"lead": "gone"}, "lead"),
        ({"others": ["gone"]}, "others"),
    ],
)
def test_a_call_that_lacks_something_names_the_field(
    desk: Cast, given: dict[str, Any], field: str
) -> None:
    number = make_request(desk, upto="classified").matter.number
    with pytest.raises(Refused) as refused:
        actions.call_conference(number, **{**MEETING, **given}, by=desk.operator)
    assert refused.value.field == field
    assert not Conference.objects.exists()


def test_the_pages_of_a_meeting_from_the_call_to_the_printed_minutes(
    desk: Cast, client_for: ClientFor, monday: Any
) -> None:
    request = make_request(desk, upto="classified")
    client, at = client_for("operator"), f"/workbench/requests/{request.matter.number}/"
    assert "召集会商" in client.get(at + "confer/").content.decode()
    given = {
        "meets_at": "2026-11-17T10:00",
        "place": "热线中心会议室",
        "lead": "mz-relief",
        "agenda": "村口路灯由谁管养",
        "version": request.matter.version,
    }
    answer = client.post(at + "confer/", given)
    assert answer.status_code == 422
    assert "村口路灯由谁管养" in answer.content.decode()
    assert client.post(at + "confer/", {**given, "other_1": "zj-roads"}).status_code == 302
    page = client_for("other_handler").get("/workbench/conferences/").content.decode()
    assert "热线中心会议室" in page
    row = Conference.objects.get()
    paper = client.get(f"{at}conference/{row.pk}/").content.decode()
    assert "会商通知" in paper
    monday.move_to(TUESDAY)
    client = client_for("operator")
    seats = {one.post: one.pk for one in row.conferees.all()}
    request.matter.refresh_from_db()
    decided = {
        "decision": "由民政局主办",
        f"who_{seats['mz-relief']}": "赵承办",
        f"said_{seats['zj-roads']}": "愿意配合",
        f"task_{seats['zj-roads']}": "查明线路产权",
        "version": request.matter.version,
    }
    form = client.get(at + "conclude/").content.decode()
    assert "协办任务" in form
    assert client.post(at + "conclude/", decided).status_code == 302
    paper = client.get(f"{at}conference/{row.pk}/").content.decode()
    assert "会商纪要" in paper
    assert "愿意配合" in paper
    assert client_for("outsider").get(f"{at}conference/{row.pk}/").status_code == 404
