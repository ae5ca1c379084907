"""The voice menu, the shifts and who may do what, as tables."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sunhall.calls import rules
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.numbering import matter_number

WANG = Actor(code="staff:wang", permissions=frozenset({"calls.answer"}))
NUMBER = "".join(c for c in matter_number("R", date(2026, 11, 16)) if c.isdigit())


def keyed(menu, keys):
    turns = []
    for key in keys:
        turn = rules.press(menu, key)
        menu = turn.menu
        turns.append(turn)
    return menu, turns


def test_doing_nothing_at_the_greeting_leads_to_a_human():
    for key in ("0", "5", "#", "*"):
        assert rules.press(rules.Menu(), key).do == ""


def test_a_number_and_a_code_are_looked_up_with_and_without_the_closing_sign():
    for end in ("", "#"):
        menu, turns = keyed(rules.Menu(), "1" + NUMBER + end + "12345678")
        assert turns[0].do == "leave"
        assert turns[-1].do == "look_up"
        assert (menu.number, menu.keyed) == (NUMBER, "12345678")


def test_a_slip_in_the_number_is_caught_by_its_check_digit_and_leads_to_a_human_in_the_end():
    wrong = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)
    menu, turns = keyed(rules.Menu("number"), wrong)
    assert turns[-1].says == ("number_wrong",)
    menu, turns = keyed(menu, wrong)
    menu, turns = keyed(menu, wrong)
    assert turns[-1].do == "queue"
    assert rules.press(menu, "1").do == ""


@pytest.mark.parametrize("step", ["number", "code", "told"])
def test_a_human_is_one_key_away_in_every_step(step):
    assert rules.press(rules.Menu(step, number=NUMBER), "*").do == "queue"


def test_a_wrong_code_is_asked_again_until_it_is_too_often():
    menu = rules.Menu("code", number=NUMBER)
    turn = rules.missed(menu, locked=False)
    assert (turn.menu.tries, turn.says) == (1, ("code_wrong",))
    assert rules.missed(menu, locked=True).do == "queue"
    assert rules.missed(rules.Menu("code", tries=2), locked=False).do == "queue"


@pytest.mark.parametrize(
    ("state", "staff", "is_here", "seat_state", "answers"),
    [
        ("offered", "", True, "ringing", True),
        ("offered", "", False, "ready", False),
        ("waiting", "", False, "wrap_up", True),
        ("waiting", "", False, "talking", False),
        ("menu", "", False, "ready", False),
        ("speaking", "he", False, "ready", False),
        ("ended", "", False, "ready", False),
    ],
)
def test_who_may_answer(state, staff, is_here, seat_state, answers):
    seat = rules.SeatFacts("801", seat_state, "wang")
    verdict = rules.may_answer(WANG, rules.CallFacts(state, staff), seat, is_here=is_here)
    assert bool(verdict) is answers
    assert answers or verdict.reason


def test_only_who_speaks_steers_and_nobody_is_sent_into_the_void():
    mine = rules.CallFacts("speaking", "wang")
    assert rules.may_hold(WANG, mine)
    assert not rules.may_hold(WANG, rules.CallFacts("speaking", "he"))
    assert not rules.may_transfer(WANG, rules.CallFacts("speaking", "wang", third="ringing"))
    assert rules.may_transfer(WANG, rules.CallFacts("speaking", "wang", third="up"))
    assert not rules.may_invite(WANG, rules.CallFacts("speaking", "wang", third="ringing"))


def test_the_shifts_a_county_begins_with_cover_the_day_and_a_hole_is_found():
    assert rules.uncovered(rules.SHIFTS) == []
    assert rules.uncovered(rules.SHIFTS[:2]) == [(960, 1440)]


def test_who_is_on_leave_does_not_sit_there_and_the_shift_lacks_one():
    day = date(2026, 11, 16)
    start = datetime(2026, 11, 16, 9, tzinfo=UTC)
    away = rules.Sitter("何知远", ((start, start + timedelta(hours=2)),))
    here = {(day, "hl_day"): [rules.Sitter("王守信"), away]}
    row = next(r for r in rules.plan([day], rules.SHIFTS, here, UTC) if r.shift.kind == "hl_day")
    assert (row.names, row.absent, row.lacks) == (("王守信",), ("何知远",), 1)


def test_every_figure_says_what_it_leaves_out_and_where_it_comes_from():
    assert set(rules.MEASURES) == {
        "answered", "in_15s", "abandoned", "called_back", "waited", "talked",
    }  # fmt: skip
    assert all(row.left_out and row.source for row in rules.MEASURES.values())
