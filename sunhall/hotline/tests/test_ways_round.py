"""Ways round the rules that are shut: late made timely, words put into mouths, names let out."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import moment
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, queries
from sunhall.hotline.events import RequestDissatisfied
from sunhall.hotline.tests.makers import make_published, make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.matters.models import Matter
from sunhall.people import actions as people
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MINUTES = {
    "way": "field",
    "minutes": "现场查看后确认线路老化，当场更换。",
    "explained": "线路由供电所负责，已更换。",
    "result": "satisfied",
}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def test_a_limit_that_has_passed_is_neither_extended_nor_paused(desk: Cast, monday: Any) -> None:
    number = make_request(desk, upto="handling").matter.number
    monday.shift(timedelta(days=10))
    with pytest.raises(Refused, match="不能再延期"):
        matter_actions.ask_extension(number, n=30, reason="情况复杂需要核实", by=desk.handler)
    with pytest.raises(Refused, match="不能再暂停"):
        matter_actions.pause_clock(number, ground="XK45_TESTING", paper="1号", by=desk.handler)


def test_an_extension_asked_in_time_is_not_granted_after_the_limit(desk: Cast, monday: Any) -> None:
    number = make_request(desk, upto="handling").matter.number
    matter_actions.ask_extension(number, n=5, reason="情况复杂需要核实", by=desk.handler)
    monday.shift(timedelta(days=10))
    with pytest.raises(Refused, match="不能再批准延期"):
        matter_actions.decide_extension(number, granted=True, reason="同意", by=desk.head)
    matter_actions.decide_extension(number, granted=False, reason="已经超期", by=desk.head)


def test_whoever_was_not_reached_has_said_nothing(desk: Cast) -> None:
    request = make_request(desk, upto="answered")
    revisit = actions.revisit_request(
        request.matter.number, way="phone", reached=False, solved=True, satisfied=False,
        by=desk.revisitor,
    )  # fmt: skip
    request.matter.refresh_from_db()
    assert (revisit.solved, revisit.satisfied, revisit.understands) == (None, None, None)
    assert (request.matter.stage, request.matter.satisfied) == ("revisited", None)


def test_a_request_is_not_merged_into_one_that_answers_nobody_any_more(desk: Cast) -> None:
    first, second = (make_request(desk, upto="classified").matter.number for _ in range(2))
    actions.withdraw_request(second, by=desk.resident)
    with pytest.raises(Refused, match="已经办结"):
        actions.merge_request(first, into=second, by=desk.operator)
    assert Matter.objects.get(number=first).stage == "classified"
    assert not Matter.objects.get(number=first).links.exists()


def test_a_rating_names_only_reasons_of_the_list(desk: Cast) -> None:
    number = make_request(desk, upto="answered").matter.number
    holder = queries.holder_of(number)
    with pytest.raises(Refused, match="理由"):
        actions.rate_request(number, stars=1, channel="api", reasons=["李秀兰 138"], by=holder)
    actions.rate_request(number, stars=1, channel="api", reasons=["slow"], by=holder)


def test_what_was_taken_back_is_not_rated_by_any_road(desk: Cast) -> None:
    number = make_request(desk, upto="classified").matter.number
    actions.withdraw_request(number, by=desk.resident)
    with pytest.raises(Refused, match="没有可以评价的答复"):
        actions.rate_request(number, stars=5, channel="api", by=queries.holder_of(number))


def test_a_dialogue_about_an_imported_answer_is_recorded_without_an_outcome(desk: Cast) -> None:
    with moment(MONDAY - timedelta(days=40)):
        number = actions.receive_request(
            text="历史来信内容", place="990101100201", channel="import", source="信箱",
            source_number="1", person=desk.person().public_id, by=SYSTEM,
        ).matter.number  # fmt: skip
    with moment(MONDAY - timedelta(days=30)):
        actions.replay_answer(number, text="旧答复", by=SYSTEM)
    actions.dissatisfy(number, said_to="portal", by=desk.resident)
    actions.hold_dialogue(number, **MINUTES, by=SYSTEM)
    assert Matter.objects.get(number=number).outcome == "unresolved"


def test_who_was_registered_twice_acts_on_the_requests_of_both(desk: Cast) -> None:
    double = people.know_person(
        name="李秀兰", phone="13900000009", place="990101100201", channel="网上", by=SYSTEM
    )
    number = make_request(desk, upto="answered", person=double.public_id).matter.number
    kept = desk.person().public_id
    people.merge_people(kept, double.public_id, "同一人", by=desk.manager)
    assert matters.matter_for(desk.resident, number)
    actions.rate_request(number, stars=5, channel="web", by=desk.resident)


def test_the_desk_finds_the_open_requests_of_a_caller_registered_twice(desk: Cast) -> None:
    double = people.know_person(
        name="李秀兰", phone="13900000009", place="990101100201", channel="网上", by=SYSTEM
    )
    number = make_request(desk, person=double.public_id).matter.number
    people.merge_people(desk.person().public_id, double.public_id, "同一人", by=desk.manager)
    assert [line.number for line in queries.caller(desk.operator, "13800000001").open] == [number]
    found = matters.searched(desk.operator, matters.Asked(words="13800000001"))
    assert [row.number for row in found] == [number]


def test_the_person_is_told_that_a_pause_or_a_return_was_undone(desk: Cast) -> None:
    request = make_request(desk, upto="handling")
    number = request.matter.number
    matter_actions.pause_clock(number, ground="XK45_TESTING", paper="1号", by=desk.handler)
    matter_actions.undo_pause(number, by=desk.handler)
    actions.return_request(
        number, reason_code="not_duty", reason="不属于本单位", suggested="zj-roads", by=desk.handler
    )
    matter_actions.undo_return(number, by=desk.handler)
    titles = {entry.title for entry in queries.told_entries(request)}
    assert {"撤销暂停，时限照常计算", "撤销退回，由民政局继续办理"} <= titles


def test_a_public_request_is_named_to_a_neighbour_without_its_person(desk: Cast) -> None:
    number = make_published(desk, text="李秀兰家门口路灯不亮").matter.number
    assert queries.public_subject(number) == "**家门口路灯不亮"
    actions.publish_request(number, is_public=False, by=desk.resident)
    assert queries.public_subject(number) == ""


def test_a_hidden_name_is_not_found_by_asking_for_something_similar(desk: Cast) -> None:
    make_published(desk, text="李秀兰家门口路灯不亮", public_text="门口路灯不亮")
    assert queries.similar_published("门口路灯不亮")
    assert not queries.similar_published("李秀兰家")


def _keep(number: str, desk: Cast) -> None:
    actions.keep_on_file(number, by=desk.operator)


def _read(number: str, desk: Cast) -> None:
    actions.pass_for_reading(number, to="zj-roads", by=desk.operator)


@pytest.mark.parametrize("put_aside", [_keep, _read])
def test_whoever_is_only_put_aside_may_say_so_and_is_owed_a_dialogue(
    desk: Cast, put_aside: Callable[[str, Cast], None]
) -> None:
    number = make_request(desk).matter.number
    put_aside(number, desk)
    actions.dissatisfy(number, said_to="portal", words="没有答复我的问题", by=desk.resident)
    matter = queries.request_of(number).matter
    assert (matter.stage, matter.satisfied, matter.closed_at) == ("dialogue", False, None)
    assert matter.deadlines.filter(name="dialogue", met_at=None, ended_at=None).count() == 1
    assert RequestDissatisfied in told(f"matter:{number}")
