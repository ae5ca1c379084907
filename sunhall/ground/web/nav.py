"""Navigation: what each frame links to, taught by the wiring."""

from collections.abc import Callable
from dataclasses import dataclass

from sunhall.ground.access.actor import Actor


@dataclass(frozen=True)
class Link:
    """One entry of a frame: an address by name, words, and the permissions that have a use for it.

    With no permission it is for everybody, else for whoever holds one of them. Pages below an
    address in `also` belong to it too. `count` says how many wait there for its reader.
    """

    to: str
    words: str
    permissions: str | tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    count: Callable[[Actor], int] | None = None

    def is_for(self, actor: Actor) -> bool:
        """Whether this actor has a use for it."""
        asked = (self.permissions,) if isinstance(self.permissions, str) else self.permissions
        return not asked or any(map(actor.may, asked))


_links: dict[str, tuple[Link, ...]] = {}


def wire(links: dict[str, tuple[Link, ...]]) -> None:
    """Take the links of every frame."""
    _links.clear()
    _links.update(links)


def links(frame: str) -> tuple[Link, ...]:
    """The links of a frame such as `portal` or `workbench`."""
    return _links.get(frame, ())
