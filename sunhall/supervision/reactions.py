"""What supervision does when something was recorded: call-backs are owed, posts hear (H7)."""

from datetime import datetime
from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import Recorded
from sunhall.ground.outbox.post import post_messages
from sunhall.ground.web.dates import due
from sunhall.supervision import actions, queries


def owe_check(recorded: Recorded) -> None:
    """Every dialogue that was held is called back, by nobody of the unit that held it."""
    actions.owe_check(recorded, by=SYSTEM)


def recompute_after_calendar(recorded: Recorded) -> None:
    """What runs here is recomputed, too, when the calendar changes."""
    actions.recompute_dues(by=SYSTEM)


def forget_words(recorded: Recorded) -> None:
    """When the words of a matter are erased, what its person said in a call-back goes too."""
    event: Any = recorded.event
    actions.forget_words(event.matter, by=SYSTEM)


def tell_letter_sent(recorded: Recorded) -> None:
    """The post that has to answer hears of the letter."""
    event: Any = recorded.event
    _tell_post(
        recorded, event.post, "letter-sent", paper=event.paper, level=event.level_words,
        due=_when(event.due_at),
    )  # fmt: skip


def tell_letter_near(recorded: Recorded) -> None:
    """催办: the limit of a letter comes near."""
    event: Any = recorded.event
    _tell_post(recorded, event.post, "letter-near", paper=event.paper, due=_when(event.due_at))


def tell_letter_late(recorded: Recorded) -> None:
    """The limit of a letter has passed: the post and who sent it hear."""
    event: Any = recorded.event
    facts = {"paper": event.paper, "due": _when(event.due_at)}
    _tell_post(recorded, event.post, "letter-late", **facts)
    _tell(recorded, queries.sender_of(event.letter), "letter-late", **facts)


def tell_letter_answered(recorded: Recorded) -> None:
    """Who sent a letter hears that it is answered."""
    event: Any = recorded.event
    _tell(recorded, queries.sender_of(event.letter), "letter-answered", paper=event.paper)


def tell_letter_withdrawn(recorded: Recorded) -> None:
    """The post hears that a letter needs no answer any more."""
    event: Any = recorded.event
    post = queries.post_of_letter(event.letter)
    _tell_post(recorded, post, "letter-withdrawn", paper=event.paper)


def tell_listed(recorded: Recorded) -> None:
    """The post that handles a matter hears that it is listed."""
    event: Any = recorded.event
    post = queries.post_of_matter(event.matter)
    _tell_post(recorded, post, "matter-listed", paper=event.paper, due=_when(event.due_at))


def tell_finding(recorded: Recorded) -> None:
    """The post that has to reply hears of a finding."""
    event: Any = recorded.event
    _tell_post(
        recorded, event.post, "finding-opened", words=event.finding_words, due=_when(event.due_at)
    )


def tell_finding_late(recorded: Recorded) -> None:
    """Nobody has replied to a finding in time."""
    event: Any = recorded.event
    words = queries.words_of_finding(event.finding)
    _tell_post(recorded, event.post, "finding-late", words=words, due=_when(event.due_at))


def tell_leaders(recorded: Recorded) -> None:
    """The leaders to whom a special report was sent hear of it."""
    event: Any = recorded.event
    for staff in event.to:
        _tell(recorded, f"staff:{staff}", "special-sent", paper=event.paper)


def _tell_post(recorded: Recorded, post: str, template: str, **facts: Any) -> None:
    holder = directory.accountable(post)
    if holder.staff is not None:
        _tell(recorded, f"staff:{holder.staff}", template, **facts)


def _tell(recorded: Recorded, to: str, template: str, **facts: Any) -> None:
    event: Any = recorded.event
    matter = getattr(event, "matter", "")
    post_messages(
        template,
        to={"inapp": to} if to.startswith("staff:") else {},
        key=f"{recorded.stream}#{recorded.seq}:{to}",
        about=f"matter:{matter}" if matter else recorded.stream,
        by=SYSTEM,
        number=matter,
        **facts,
    )


def _when(text: str) -> str:
    return due(datetime.fromisoformat(text))
