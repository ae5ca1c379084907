"""A small wiring of our own: three facts about a lamp, two reactions."""

from collections.abc import Iterator

import pytest

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal import record as journal
from sunhall.ground.journal.events import Event, event

STREAM = "lamp:{lamp}"


@event("灯 {lamp} 亮了", stream=STREAM)
class LampLit(Event):
    lamp: str


@event("灯 {lamp} 坏了，{who} 报修", stream=STREAM, private=("words",))
class LampBroke(Event):
    lamp: str
    who: str
    words: str


@event("灯 {lamp} 丢了", stream=STREAM)
class LampLost(Event):
    lamp: str


@event("灯 {lamp} 退回：{reason}", stream=STREAM, private=("reason", "words"))
class LampReturned(Event):
    lamp: str
    reason: str
    words: str


class Bell:
    """Reactions that count and, when told to, fail."""

    rung: list[str] = []
    fails: int = 0


def ring(recorded: journal.Recorded) -> None:
    if Bell.fails:
        Bell.fails -= 1
        raise ValueError("铃坏了")
    Bell.rung.append(recorded.stream)


def light_another(recorded: journal.Recorded) -> None:
    journal.record(LampLit(lamp=f"{recorded.event.lamp}-2"), by=SYSTEM)


@pytest.fixture(autouse=True)
def wiring() -> Iterator[None]:
    """Our small table in place of the house's; the house's is put back."""
    before, names = dict(journal._reactions), dict(journal._by_name)
    journal.wire({LampLit: [ring], LampBroke: [], LampReturned: []})
    Bell.rung, Bell.fails = [], 0
    yield
    journal._reactions.clear()
    journal._reactions.update(before)
    journal._by_name.clear()
    journal._by_name.update(names)
