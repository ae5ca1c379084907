"""What an adapter hands in: one thing that came, read but not judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar


@dataclass(slots=True)
class Part:
    """One file that came with it 附件, as the sender called it."""

    name: str | None
    data: bytes

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]:
        """What the ground's files read from an upload."""
        return [self.data]


@dataclass(frozen=True, slots=True)
class Report:
    """What the other side says of messages of ours: `codes` are the outbox's own."""

    codes: tuple[str, ...]
    error: str = ""


@dataclass(frozen=True)
class Arrived:
    """One thing that came in; every text may be anything a stranger can type.

    `marks` are the names under which later ones may answer it, `answers` those that it answers
    itself, such as the Message-ID and References of a mail. `facts` are the channel's own, such
    as where a picture was taken; they are kept sealed.
    """

    AUTO, BOUNCE, OWN = "auto", "bounce", "own"
    BULK, LARGE, FLOOD, UNREADABLE, NOBODY = "bulk", "large", "flood", "unreadable", "nobody"
    ERASED = "erased"
    # A word to the channel itself: no more messages 退订, or messages again 订阅.
    STOP, START = "stop", "start"
    REFUSED: ClassVar = frozenset({AUTO, BOUNCE, OWN, STOP, START})

    external_id: str
    account: str = ""
    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    text: str = ""
    sent_at: datetime | None = None
    mark: str = ""
    answers: tuple[str, ...] = ()
    notice: str = ""
    parts: tuple[Part, ...] = ()
    raw: bytes = b""
    raw_name: str = "original.txt"
    size: int = 0
    report: Report | None = None
    # Codes of what the worker fetches, or has fetched (`media.py`).
    media: tuple[str, ...] = ()
    # What did not come with it, each with the way out.
    lacks: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    def noticed(self, notice: str) -> "Arrived":
        """The same with a reason why no machine may answer; the first reason stays."""
        return self if self.notice else replace(self, notice=notice)
