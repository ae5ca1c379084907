"""The interface of an exchange: what it can be asked, and how it says no."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sunhall.ground.lines.facts import Fact

ARI, WEBHOOK, SIMULATOR = "ari", "webhook", "simulator"
EXCHANGES = (ARI, WEBHOOK, SIMULATOR)

# The leg of whom we call, beside the numbered legs that the floors above name.
OUT = "out"

# (code of a recorded phrase, its words): one exchange plays files, another speaks words.
Piece = tuple[str, str]


class Unreachable(Exception):
    """The exchange could not be asked."""


class Declined(Exception):
    """The exchange understood and will not: the line is gone, the number is none."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One order, opened: what is to be done to which line."""

    verb: str
    line: str
    leg: str = ""
    to: str = ""
    seconds: int = 0
    name: str = ""
    says: tuple[Piece, ...] = ()


# Verb → its words, for the page that shows what was asked.
VERBS = {
    "greet": "自动接起并播放提示音",
    "say": "播放提示",
    "ring": "振铃坐席",
    "answer": "接起坐席话机",
    "join": "接通",
    "hold": "保持",
    "resume": "恢复通话",
    "invite": "呼叫第三方",
    "drop": "挂断一方",
    "hangup": "挂断",
    "call": "呼出",
}


class Exchange(Protocol):
    """What every exchange can do."""

    def obey(self, wish: Wish) -> None:
        """Carry out an order. Raises Unreachable or Declined."""

    def living(self) -> frozenset[str] | None:
        """The callers' lines that live now; None when this exchange cannot say."""

    def check(self) -> str:
        """Ask the exchange who it is: its own words. Raises Unreachable or Declined."""

    def recording(self, name: str) -> bytes:
        """The sound of a recording. Raises Unreachable or Declined."""


class Listening(Exchange, Protocol):
    """An exchange that has to be listened to."""

    def hear(self) -> Iterator[Fact | None]:
        """Give facts as they come, and None at least once a second; raises when it breaks off."""
