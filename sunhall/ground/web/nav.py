"""Navigation: what each frame links to, taught by the wiring."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """One entry of a frame: an address by name, words, and the permission it asks for."""

    to: str
    words: str
    permission: str = ""


_links: dict[str, tuple[Link, ...]] = {}


def wire(links: dict[str, tuple[Link, ...]]) -> None:
    """Take the links of every frame."""
    _links.clear()
    _links.update(links)


def links(frame: str) -> tuple[Link, ...]:
    """The links of a frame such as `portal` or `workbench`."""
    return _links.get(frame, ())
