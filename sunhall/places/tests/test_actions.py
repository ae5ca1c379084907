"""The map is written by actions, imported as often as one likes, and searched by sound."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.places import actions, events, queries
from sunhall.places.models import Place
from sunhall.places.rules import BadRow, Division, read_divisions
from sunhall.places.tests.makers import county
from tests.cast import Cast

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parents[4] / "shared" / "data" / "cn-divisions"


def names(places) -> list[str]:
    return [place.name for place in places]


def test_places_stand_in_a_tree_with_full_names() -> None:
    county()
    place = queries.place_for("990101100201001")
    assert place.full_name == "青禾县东山镇石桥村石桥村一组"
    assert names(queries.path_of(place.code)) == ["青禾县", "东山镇", "石桥村", "石桥村一组"]
    assert names(queries.places_below("990101")) == ["东山镇", "柳溪镇"]
    assert names(queries.places_below()) == ["青禾县"]
    assert told("place:990101000000") == [events.PlaceAdded]


def test_a_place_of_an_unknown_code_is_not_found() -> None:
    with pytest.raises(NotFound):
        queries.place_for("990199")


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("990101100", "990101000000"),
        ("990101100201", "990101100000"),
        ("990101100201001", "990101100201"),
    ],
)
def test_a_place_needs_the_one_above_it(code: str, missing: str) -> None:
    with pytest.raises(Refused, match=missing):
        actions.add_place(code, "某地", by=SYSTEM)


def test_a_code_is_registered_once() -> None:
    county()
    with pytest.raises(Refused, match="已经登记"):
        actions.add_place("990101000000", "青禾县", by=SYSTEM)


def test_a_new_name_reaches_the_full_names_below() -> None:
    county()
    actions.rename_place("990101100", "东岭镇", by=SYSTEM)
    assert queries.place_for("990101100201").full_name == "青禾县东岭镇石桥村"
    assert queries.search_places("dlz")[0].name == "东岭镇"
    happened = story("place:990101100000")[-1].event
    assert isinstance(happened, events.PlaceRenamed)
    assert (happened.old, happened.name) == ("东山镇", "东岭镇")


def test_a_closed_place_is_found_no_more_but_keeps_its_code() -> None:
    county()
    with time_machine.travel("2026-03-02 12:00+08:00", tick=False):
        actions.close_place("990101101201", date(2026, 3, 1), "并入石桥村委会", by=SYSTEM)
        assert queries.search_places("990101101201") == []
        assert queries.place_for("990101101201").active_to == date(2026, 3, 1)


def test_a_place_with_places_below_is_not_closed() -> None:
    county()
    with pytest.raises(Refused, match="先处理下级"):
        actions.close_place("990101100", date(2026, 3, 1), "撤乡并镇", by=SYSTEM)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("石桥", "石桥村"),
        ("sqc", "石桥村"),
        ("shiqiao", "石桥村"),
        ("Shi Qiao", "石桥村"),
        ("柳溪", "柳溪镇"),
        ("lxz", "柳溪镇"),
        ("liuxi", "柳溪镇"),
        ("９９０１０１１０１", "柳溪镇"),
        ("青禾", "青禾县"),
        ("he", "青禾县"),
    ],
)
def test_places_are_found_by_name_sound_initials_and_code(typed: str, first: str) -> None:
    county()
    assert queries.search_places(typed)[0].name == first


def test_a_search_stays_within_a_scope() -> None:
    county()
    assert [p.code for p in queries.search_places("石桥村", "990101101")] == ["990101101201"]
    assert queries.search_places("") == []
    assert queries.search_places("100%_") == []


def test_scopes_filter_rows_by_a_range() -> None:
    county()
    assert names(queries.places_within(["990101101"])) == ["柳溪镇", "石桥村"]
    assert queries.places_within([]).count() == 0
    assert queries.places_within([""]).count() == 6


ROWS = [Division(2, "990101000000", "青禾县"), Division(3, "990101100000", "东山镇")]


def test_an_import_twice_changes_nothing_and_records_nothing() -> None:
    first = actions.import_divisions(ROWS, by=SYSTEM)
    again = actions.import_divisions(ROWS, by=SYSTEM)
    assert (len(first.new), again.unchanged, len(again.new)) == (2, 2, 0)
    assert told("places:map") == [events.DivisionsImported]


def test_an_import_renames_and_reports_what_it_cannot_take() -> None:
    actions.import_divisions(ROWS, by=SYSTEM)
    plan = actions.import_divisions(
        [
            Division(2, "990101100000", "东岭镇"),
            Division(3, "990101999201", "没有乡镇的村"),
            Division(4, "990101100000", "另一个名字"),
            BadRow(5, "name", "请填写名称"),
        ],
        by=SYSTEM,
    )
    assert [(row.name, old) for row, old in plan.changed] == [("东岭镇", "东山镇")]
    assert [(bad.line, bad.field) for bad in plan.errors] == [(3, "code"), (4, "code"), (5, "name")]
    assert "990101999000 还没有登记" in plan.errors[0].reason
    assert queries.place_for("990101100").full_name == "青禾县东岭镇"


def test_a_dry_run_changes_nothing() -> None:
    plan = queries.plan_import(ROWS)
    assert len(plan.new) == 2
    assert not Place.objects.exists()


def test_children_may_stand_before_their_parents_in_a_list() -> None:
    plan = actions.import_divisions(list(reversed(ROWS)), by=SYSTEM)
    assert len(plan.new) == 2
    assert queries.place_for("990101100").parent.name == "青禾县"


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the real division codes are not here")
def test_the_real_division_codes_of_2023_are_imported_and_searched() -> None:
    taken = 0
    for name in ("provinces", "cities", "areas", "streets"):
        data = (REAL / f"{name}.csv.gz").read_bytes()
        plan = actions.import_divisions(read_divisions(data), by=SYSTEM, source=name)
        assert plan.errors == []
        taken += len(plan.new)
    # Four cities without counties stand in the county list too, once under the same code.
    assert taken == Place.objects.count() == 31 + 342 + 2978 + 41352 - 4
    assert queries.search_places("chongqing", limit=1)[0].full_name == "重庆市"
    assert queries.place_for("441900003").parent.name == "东莞市"
    assert queries.plan_import(read_divisions(data)).unchanged == 41352


@pytest.mark.parametrize("sign", ["፩", "٣", "²", "①", "𝟗"])
def test_digits_of_other_scripts_are_searched_without_harm(sign: str) -> None:
    county()
    assert isinstance(queries.search_places(sign), list)


def test_only_who_keeps_the_map_changes_it(cast: Cast) -> None:
    for who in ("handler", "security_admin", "resident"):
        by = getattr(cast, who)
        for attempt in (
            lambda by=by: actions.add_place("990101109", "某镇", by=by),
            lambda by=by: actions.rename_place("990101", "某县", by=by),
            lambda by=by: actions.close_place("990101", date(2026, 3, 1), "撤销某县", by=by),
            lambda by=by: actions.import_divisions(ROWS, by=by),
        ):
            with pytest.raises(Refused, match="区划由系统管理员维护"):
                attempt()
