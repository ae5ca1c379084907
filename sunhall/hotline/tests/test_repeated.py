"""Repeated requests 重复诉求, those of others 同类, and ways above 越级、上级转办 (H2, H13)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import Above, Repeat
from sunhall.hotline.tests.makers import TEXT, make_request
from sunhall.hotline.tests.test_hot_county import MIXER, asked, night_of
from sunhall.hotline.tests.test_hot_county import NIGHT as HOT_NIGHT
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 16)
AGAIN = "石桥村口的路灯还是坏的，晚上看不见路，请尽快修。"
HANDED: dict[str, Any] = {
    "way": "handed",
    "level": "city",
    "organ": "市信访局",
    "letter": "市信转〔2026〕118号",
    "on": DAY,
    "due_on": DAY + timedelta(days=10),
}
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> Any:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def twice(cast: Cast, traveller: Any, *, days: int = 10, **more: Any) -> tuple[Any, Any]:
    """The same person says the same thing again after some days."""
    first = make_request(cast, text=TEXT)
    traveller.move_to(MONDAY + timedelta(days=days))
    second = make_request(cast, **{"text": AGAIN, **more})
    drain()
    return first.matter, second.matter


def test_the_same_person_about_the_same_matter_is_noted_as_repeated(
    desk: Cast, monday: Any
) -> None:
    first, second = twice(desk, monday)
    row = Repeat.objects.get()
    assert (row.matter, row.earlier, row.kind, row.nth, row.days) == (
        second,
        first,
        "person",
        2,
        30,
    )
    assert events.RequestRepeated in told(f"matter:{second.number}")
    third = make_request(desk, text=AGAIN)
    drain()
    assert Repeat.objects.get(matter=third.matter).nth == 3


def test_another_matter_of_the_same_person_and_one_long_after_repeat_nothing(
    desk: Cast, monday: Any
) -> None:
    twice(desk, monday, text="家里老人瘫痪在床，想申请护理补贴，要什么材料？")
    assert not Repeat.objects.exists()
    monday.move_to(MONDAY + timedelta(days=60))
    make_request(desk, text=AGAIN)
    drain()
    assert not Repeat.objects.exists()


def test_a_sealed_request_repeats_nothing_and_is_repeated_by_nothing(
    desk: Cast, monday: Any
) -> None:
    first = make_request(desk, text=TEXT, demand="report")
    actions.pass_to_inspection(first.matter.number, by=desk.operator)
    make_request(desk, text=AGAIN)
    drain()
    assert not Repeat.objects.exists()


def test_a_repeat_is_out_of_sight_when_one_of_the_two_is_sealed_later(
    desk: Cast, monday: Any
) -> None:
    first, second = twice(desk, monday)
    assert queries.repeats_for(desk.manager).count() == 1
    actions.pass_to_inspection(first.number, by=desk.operator)
    assert not queries.repeats_for(desk.manager).exists()
    assert queries.repeats_about(desk.manager, second) == []


def test_a_repeat_tells_nobody_who_a_confidential_person_is(desk: Cast, monday: Any) -> None:
    _first, second = twice(desk, monday, is_confidential=True)
    assert queries.repeats_for(desk.operator).count() == 1
    # A revisitor sees both requests, and may not know the person of the second.
    assert not queries.repeats_for(desk.revisitor).exists()
    event = next(
        one
        for one in queries.case_for(desk.operator, queries.request_of(second.number)).entries
        if "第 2 次" in one.title
    )
    assert "R26" not in event.title


def test_who_knows_better_says_that_it_is_no_repeat(desk: Cast, monday: Any) -> None:
    _first, second = twice(desk, monday)
    with pytest.raises(Refused, match="由热线坐席"):
        actions.deny_repeat(second.number, reason="不是同一盏灯", by=desk.revisitor)
    actions.deny_repeat(second.number, reason="不是同一盏灯", by=desk.operator)
    assert not queries.repeats_for(desk.manager).exists()
    assert told(f"matter:{second.number}")[-1] is events.RepeatDenied
    with pytest.raises(Refused, match="没有标为重复"):
        actions.deny_repeat(second.number, reason="不是同一盏灯", by=desk.operator)


def test_the_figure_counts_repeats_of_the_period_over_all_that_came(
    desk: Cast, monday: Any
) -> None:
    twice(desk, monday)
    make_request(desk, person=desk.persons["neighbour"])
    figure = queries.repeated_between(desk.manager, DAY, DAY + timedelta(days=10))
    assert (figure.received, figure.repeated, figure.persons, figure.days) == (3, 1, 1, 30)
    assert figure.rate == pytest.approx(1 / 3, abs=1e-4)
    early = queries.repeated_between(desk.manager, DAY, DAY)
    assert (early.received, early.repeated) == (1, 0)
    assert queries.repeated_between(desk.manager, date(2020, 1, 1), date(2020, 1, 2)).rate is None


def test_the_night_ties_what_others_say_to_the_first_who_said_it(desk: Cast, monday: Any) -> None:
    monday.move_to(HOT_NIGHT)
    about = [asked(desk, monday, words, ago=4 - at) for at, words in enumerate(MIXER)]
    night_of(monday)
    rows = queries.repeats_for(desk.manager, "same")
    assert {row.matter.number for row in rows} == {one.matter.number for one in about[1:]}
    assert {row.earlier.number for row in rows} == {about[0].matter.number}
    night_of(monday, later=1)
    assert rows.count() == 3


def test_the_desk_hears_of_it_while_registering_and_may_merge(
    desk: Cast, monday: Any, client_for: ClientFor
) -> None:
    first = make_request(desk, text=TEXT).matter
    client = client_for("operator")
    typed = {"text": AGAIN, "place": "990101100201", "person": first.person}
    hint = client.post("/workbench/desk/advice/", typed, headers={"HX-Request": "true"})
    assert f"登记并并入 {first.number}" in hint.content.decode()
    sent = {**typed, "demand": "help", "channel": "phone", "merge_into": first.number}
    answer = client.post("/workbench/desk/register/", sent)
    assert answer.status_code == 302
    made = answer["Location"].rstrip("/").rpartition("/")[2]
    assert queries.request_of(made).matter.stage == "merged"
    assert queries.merged_into(made) == first.number
    other = client.post(
        "/workbench/desk/advice/",
        {**typed, "text": "想申请护理补贴，要什么材料？"},
        headers={"HX-Request": "true"},
    )
    assert "来电人反映过" not in other.content.decode()


def test_a_merge_that_is_refused_registers_nothing_and_keeps_what_was_typed(
    desk: Cast, client_for: ClientFor
) -> None:
    first = make_request(desk, upto="received").matter
    actions.keep_on_file(first.number, by=desk.operator)
    sent = {
        "text": AGAIN,
        "place": "990101100201",
        "demand": "help",
        "channel": "phone",
        "merge_into": first.number,
    }
    answer = client_for("operator").post("/workbench/desk/register/", sent)
    assert answer.status_code == 422
    assert "已经办结" in answer.content.decode()
    assert AGAIN in answer.content.decode()


def test_what_was_handed_down_has_a_letter_and_is_followed_until_it_is_reported(
    desk: Cast, monday: Any
) -> None:
    number = make_request(desk).matter.number
    for wrong, match in (
        ({"letter": " "}, "编号"),
        ({"organ": ""}, "上级机关"),
        ({"way": "x"}, "越级"),
        ({"level": "x"}, "市级"),
        ({"on": DAY + timedelta(days=1)}, "晚于今天"),
        ({"due_on": DAY - timedelta(days=1)}, "早于"),
    ):
        with pytest.raises(Refused, match=match):
            actions.note_above(number, **{**HANDED, **wrong}, by=desk.operator)
    with pytest.raises(Refused, match="由热线坐席"):
        actions.note_above(number, **HANDED, by=desk.handler)
    actions.note_above(number, **HANDED, by=desk.operator)
    actions.note_above(
        number, way="above", level="province", organ="省信访局", on=DAY, by=desk.operator
    )
    figure = queries.above_between(desk.manager, DAY, DAY)
    assert (figure.above, figure.handed, figure.waiting, figure.late) == (1, 1, 2, 0)
    assert figure.by_level == {("handed", "city"): 1, ("above", "province"): 1}
    monday.move_to(MONDAY + timedelta(days=11))
    assert queries.above_between(desk.manager, DAY, DAY).late == 1
    with pytest.raises(Refused, match="至少 4 个字"):
        actions.settle_above(number, outcome="reported", words="好", by=desk.operator)
    words = "已按要求书面回报，青政信〔2026〕9号"
    actions.settle_above(number, outcome="reported", words=words, by=desk.operator)
    actions.settle_above(number, outcome="withdrawn", words="记错了人", by=desk.operator)
    assert told(f"matter:{number}")[-2:] == [events.AboveSettled, events.AboveSettled]
    assert queries.above_for(desk.manager).count() == 1
    assert Above.objects.count() == 2
    with pytest.raises(Refused, match="没有待回报"):
        actions.settle_above(number, outcome="reported", words=words, by=desk.operator)
    with pytest.raises(NotFound):
        actions.note_above("R000000-0000000", **HANDED, by=desk.operator)


def test_the_pages_list_them_and_the_case_and_the_search_show_them(
    desk: Cast, monday: Any, client_for: ClientFor
) -> None:
    first, second = twice(desk, monday)
    client = client_for("operator")
    here = f"/workbench/requests/{second.number}/"
    given = {name: str(value) for name, value in HANDED.items()}
    assert client.post(f"{here}above/", given | {"letter": ""}).status_code == 422
    assert client.post(f"{here}above/", given).status_code == 302
    page = client.get(here).content.decode()
    assert "第 2 次反映" in page
    assert HANDED["letter"] in page
    assert first.number in page
    listed = client.get("/workbench/repeated/").content.decode()
    assert second.number in listed
    assert "33.3" in listed or "50" in listed
    assert HANDED["letter"] in client.get("/workbench/above/?way=handed&open=on").content.decode()
    assert second.number not in client.get("/workbench/above/?way=above").content.decode()
    for state in ("repeated", "handed"):
        found = client.get("/workbench/search/", {"state": state}).content.decode()
        assert second.number in found
        assert first.number not in found.replace(second.number, "")
    done = {"outcome": "reported", "words": "已书面回报"}
    assert client.post(f"{here}above/settle/", done).status_code == 302
    assert client.post(f"{here}not/repeat/", {"reason": "不是同一盏灯"}).status_code == 302
    assert second.number not in client.get("/workbench/repeated/").content.decode()
    assert client_for("outsider").get("/workbench/repeated/").status_code == 200


def test_only_the_house_compares(desk: Cast) -> None:
    number = make_request(desk).matter.number
    with pytest.raises(Refused, match="由系统比对"):
        actions.note_repeat(number, by=desk.manager)
    with pytest.raises(Refused, match="由系统比对"):
        actions.note_same_requests([], by=desk.manager)
