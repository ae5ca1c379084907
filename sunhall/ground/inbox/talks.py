"""Talks 会话: a channel that answers at once asks the house what to say, and remembers where it is.

The ground keeps the state; what is said is a domain's, wired in `sunhall/wiring.py`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.inbox import queries
from sunhall.ground.inbox.models import Talk
from sunhall.ground.journal.action import action
from sunhall.ground.kit.now import now

# An unfinished talk begins anew after that long: nobody remembers what was asked yesterday.
LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class Heard:
    """What somebody said, and where the talk stood; `id` is the other side's name of it."""

    channel: str
    account: str
    sender: str
    text: str
    kind: str = "text"
    facts: Mapping[str, str] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True)
class Said:
    """The reply, where the talk stands now, and, when it ended in one, what is to be taken in.

    `media` are codes of what was sent in the talk, `facts` where it was, such as a place, and
    `notice` why a person must look at it first.
    """

    reply: str
    state: Mapping[str, Any] = field(default_factory=dict)
    filed: str = ""
    media: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""


Talker = Callable[[Heard], Said]
_talkers: dict[str, Talker] = {}


def wire(talkers: Mapping[str, Talker]) -> None:
    """Take who answers at once on which channel; called once when the house opens."""
    _talkers.clear()
    _talkers.update(talkers)


def talker_of(channel: str) -> Talker | None:
    """Who answers at once on a channel, if anybody does."""
    return _talkers.get(channel)


def state_of(channel: str, account: str, sender: str) -> dict[str, Any]:
    """Where the talk with a sender stands; empty when it begins or was left lying."""
    index = queries.sender_index(channel, sender)
    row = Talk.objects.filter(channel=channel, account=account, sender_index=index).first()
    return row.answers if row and row.at > now() - LASTS else {}


def hold(channel: str, account: str, sender: str) -> None:
    """Let nobody else go on with this talk until the transaction ends.

    Somebody who sends nine pictures at once is called nine times at once.
    """
    key = {
        "channel": channel,
        "account": account,
        "sender_index": queries.sender_index(channel, sender),
    }
    for _ in range(3):
        Talk.objects.get_or_create(**key, defaults={"at": now()})
        # The one before may have ended the talk, and its row with it.
        if Talk.objects.select_for_update().filter(**key).first() is not None:
            return


@action
def keep_state(
    channel: str, account: str, sender: str, state: Mapping[str, Any], *, by: Actor
) -> None:
    """Keep where a talk stands 会话状态; an empty state forgets it."""
    rows = Talk.objects.filter(
        channel=channel, account=account, sender_index=queries.sender_index(channel, sender)
    )
    if not state:
        rows.delete()
        return
    Talk.objects.update_or_create(
        channel=channel,
        account=account,
        sender_index=queries.sender_index(channel, sender),
        defaults={"state": json.dumps(dict(state), ensure_ascii=False), "at": now()},
    )


def forget_old_talks() -> int:
    """Erase talks that were left lying (PIPL 19)."""
    return Talk.objects.filter(at__lt=now() - LASTS).delete()[0]
