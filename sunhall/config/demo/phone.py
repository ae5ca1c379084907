"""The phone desk of the demonstration: seats, a fortnight of shifts, a month of calls."""

import random
from datetime import datetime, time, timedelta

from sunhall.calls import actions
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.now import LOCAL, moment, now, today
from sunhall.ground.lines import facts
from sunhall.ground.lines.exchange import SIMULATOR

SEATS = ("801", "802", "803", "804")
SHIFTS = (("hl_night", "operator2"), ("hl_day", "operator"), ("hl_day", "manager"))
DAYS, A_DAY = 14, 4
SEED = 12345


def lay(operator: Actor) -> None:
    """Seats and shifts are of today; the calls lie behind."""
    for code in SEATS:
        actions.set_seat(code, line=f"SIM/{code}", by=SYSTEM)
    for ahead in range(DAYS):
        day = today() + timedelta(days=ahead)
        # The evenings of the second week wait for somebody: a gap shows before it happens.
        rows = [*SHIFTS, *([("hl_eve", "revisitor")] if ahead % 4 else [])]
        for kind, staff in rows:
            directory.put_on_duty(kind, day, "qh-rx", staff, by=SYSTEM)
    dice = random.Random(SEED)  # noqa: S311  # a story, not a secret
    with moment(_at(DAYS, 7 * 60)):
        actions.take_seat(SEATS[0], by=operator)
    for back in range(DAYS, 0, -1):
        for number, minute in enumerate(sorted(dice.sample(range(8 * 60, 18 * 60, 15), A_DAY))):
            _call(dice, f"told-{back}-{number}", _at(back, minute), operator)
    with moment(_at(1, 19 * 60)):
        actions.leave_seat(by=operator)


def _at(days: int, minute: int) -> datetime:
    day = (now() - timedelta(days=days)).astimezone(LOCAL).date()
    return datetime.combine(day, time(minute // 60, minute % 60), LOCAL)


def _call(dice: random.Random, line: str, at: datetime, operator: Actor) -> None:
    """One call: most are answered soon, one in twelve hangs up before."""
    caller = f"1700000{dice.randint(1, 16):04d}"
    waits, talks = dice.choice((4, 6, 8, 9, 12, 19)), dice.randint(50, 260)
    with moment(at):
        _tell(facts.Arrived(line, caller, "12345"))
    with moment(at + timedelta(seconds=waits)):
        if dice.random() < 1 / 12:
            _tell(facts.Ended(line, "normal"))
            return
        _tell(facts.LegUp(line, "1"))
    with moment(at + timedelta(seconds=waits + talks)):
        _tell(facts.Recorded(line, line, talks))
        _tell(facts.Ended(line, "normal"))
    with moment(at + timedelta(seconds=waits + talks + 40)):
        actions.be_ready(by=operator)


def _tell(fact: facts.Fact) -> None:
    actions.heed(SIMULATOR, fact, by=SYSTEM)
