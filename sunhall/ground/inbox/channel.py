"""A channel 来件渠道: what every adapter says of itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


class Unwell(Exception):
    """The other side does not answer as it should; the words are for whoever looks at the page."""


@dataclass(frozen=True, slots=True)
class Account:
    """One mailbox, number or public account of a channel.

    `owner` is given to the domain as it stands in the settings: the ground knows no posts.
    """

    code: str
    name: str
    address: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a channel as its page shows it; a secret says only whether it is there."""

    name: str
    words: Words
    value: str
    is_secret: bool = False

    @property
    def is_set(self) -> bool:
        return bool(self.value)

    @property
    def shown(self) -> str:
        """What may stand on a page."""
        return "" if self.is_secret else self.value


@dataclass(frozen=True)
class Adapter:
    """How one channel comes in.

    `told` gives its settings for its page, `door` is the path that a provider calls back.
    """

    code: str
    words: Words
    needs: tuple[str, ...]
    hint: Words
    accounts: Callable[[], Iterable[Account]]
    probe: Callable[[str], None]
    poll: Callable[[], int] | None = None
    told: Callable[[], Iterable[Setting]] = tuple
    door: str = ""

    @property
    def is_on(self) -> bool:
        """Whether this county has configured it."""
        return any(True for _ in self.accounts())
