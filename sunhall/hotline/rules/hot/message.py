"""What is grouped: one message of one person."""

from dataclasses import dataclass
from datetime import date, datetime

from sunhall.ground.kit.digest import digest
from sunhall.ground.kit.now import LOCAL

_HEAD = 40


@dataclass(frozen=True, slots=True)
class Message:
    """A message with what the grouping looks at; `key` names its row and groups nothing.

    `village` is the place it is registered for, "" where only the town or county is known.
    """

    key: str
    subject: str
    text: str
    at: datetime
    place: str = ""
    person: str = ""
    likes: int = 0
    dislikes: int = 0
    village: str = ""

    @property
    def head(self) -> str:
        """Where people put the matter itself: the subject, or the first words of the text."""
        return self.subject or self.text[:_HEAD]

    @property
    def day(self) -> date:
        """The local day it came."""
        return self.at.astimezone(LOCAL).date()

    def order(self) -> tuple[datetime, str, str]:
        """Where it stands among others: by its time and content, never by its row in a file."""
        said = "\n".join((self.subject, self.text, self.place, self.person))
        return self.at, digest(said.encode()), self.key


@dataclass(frozen=True, slots=True)
class HotGroup:
    """A group of the night: its messages, and the place and words that explain it."""

    messages: tuple[Message, ...]
    place: str
    words: tuple[str, ...]
