"""The one table from our phases to the two statuses of Open311, and the words beside a status.

Plain Python. An answered request stays open: closed is what the house itself calls ended.
"""

from collections.abc import Iterable

from sunhall.hotline.rules import CITIZEN_WORDS
from sunhall.matters.rules import ACCEPTED, ANSWERED, CLOSED, PHASES, RECEIVED, REFUSED, WORKING

STATUS = {
    RECEIVED: "open",
    ACCEPTED: "open",
    WORKING: "open",
    ANSWERED: "open",
    CLOSED: "closed",
    REFUSED: "closed",
}
STATUSES = tuple(dict.fromkeys(STATUS.values()))


def phases_of(statuses: Iterable[str]) -> tuple[str, ...]:
    """The phases that some statuses stand for."""
    wanted = set(statuses)
    return tuple(phase for phase, status in STATUS.items() if status in wanted)


def notes(phase: str, *, is_paused: bool, outcome: str = "", answer: str = "") -> str:
    """The public words of a phase; of a published request also what came of it."""
    words = CITIZEN_WORDS["paused"][0] if is_paused else PHASES[phase]
    if outcome:
        words = f"{words}：{outcome}"
    return f"{words}。答复：{answer}" if answer else words


def notice(*, is_paused: bool, is_late: bool) -> str | None:
    """What the reader should know about the limit."""
    if is_paused:
        return "依法暂停计时，暂停的时间不计入期限。"
    return "已超过答复期限，超期已记录。" if is_late else None
