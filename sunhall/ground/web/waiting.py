"""How many wait at an entry of the rail: counted again as soon as something was recorded.

Seven counts cost more than the page they stand beside. What is written is recorded with it, so that
while the journal has no newer entry only time can change a count: it is kept for a minute at most.
"""

from collections.abc import Iterable
from datetime import datetime

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import newest
from sunhall.ground.kit.now import now
from sunhall.ground.web.nav import Link

State = tuple[tuple[int, str], datetime]

_kept: dict[State, dict[tuple[str, Actor], int]] = {}


def counts(links: Iterable[Link], actor: Actor) -> dict[str, int]:
    """How many wait for this reader at each of the links at which anything is counted."""
    counted = [link for link in links if link.count]
    # To ask whether to count again costs as much as one count.
    held = _held() if len(counted) > 1 else {}
    for link in counted:
        if link.count and (link.to, actor) not in held:
            held[link.to, actor] = link.count(actor)
    return {link.to: held[link.to, actor] for link in counted}


def forget() -> None:
    """Forget all counts: another database begins."""
    _kept.clear()


def _held() -> dict[tuple[str, Actor], int]:
    """What was counted since the newest entry and within this minute."""
    at = newest(), now().replace(second=0, microsecond=0)
    if at not in _kept:
        _kept.clear()
    return _kept.setdefault(at, {})
