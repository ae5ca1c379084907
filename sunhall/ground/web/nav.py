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


@dataclass(frozen=True)
class Group:
    """The words above the links that follow it, drawn when its reader has a use for one of them."""

    words: str


Links = tuple[Link | Group, ...]
_links: dict[str, Links] = {}


def wire(links: dict[str, Links]) -> None:
    """Take the links of every frame."""
    _links.clear()
    _links.update(links)


def links(frame: str) -> list[tuple[Link, str]]:
    """The links of a frame such as `portal` or `workbench`, each with the words of its group."""
    found: list[tuple[Link, str]] = []
    group = ""
    for one in _links.get(frame, ()):
        if isinstance(one, Group):
            group = one.words
        else:
            found.append((one, group))
    return found
