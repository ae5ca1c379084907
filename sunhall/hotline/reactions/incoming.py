"""What came in: it is taken, and whoever wrote hears what became of it (H1, K7)."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.inbox import queries as inbox
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.settle import may_be_answered
from sunhall.ground.inbox.threads import facts_for
from sunhall.ground.journal.record import Recorded
from sunhall.ground.kit.now import today
from sunhall.ground.outbox.post import post_message
from sunhall.ground.outbox.queries import has_template
from sunhall.hotline import actions, queries

MEGABYTE = 1024 * 1024


def take_message(recorded: Recorded) -> None:
    """Take what came in, or what a person has released."""
    event: Any = recorded.event
    actions.take_message(event.message, by=SYSTEM)


def tell_sender_taken(recorded: Recorded) -> None:
    """The sender hears of a supplement, and which files were not kept and why.

    The receipt of a new request goes the way of all requests. A supplement is confirmed once a
    day and request, so that two machines cannot keep each other busy.
    """
    event: Any = recorded.event
    item = inbox.item(event.message)
    if not may_be_answered(item):
        return
    number = event.about.removeprefix(queries.NOUN)
    request = queries.request_of(number)
    link = settings.SITE_URL + reverse("portal:request-open", args=[queries.link_token(request)])
    if event.how not in ("request", "parted"):
        key = f"supplemented:{number}:{today():%F}"
        _tell(item, "request-supplemented", key, event.about, number=number, link=link)
    if item.files_not_kept:
        _tell_lacking(item, number, link)


def tell_file_lost(recorded: Recorded) -> None:
    """A picture, voice or film could not be had: the sender hears why, once it is about something.

    What is lost before the item became a request is told with that.
    """
    event: Any = recorded.event
    item = inbox.item(event.message)
    if not item.about or not may_be_answered(item):
        return
    number = item.about.removeprefix(queries.NOUN)
    request = queries.request_of(number)
    link = settings.SITE_URL + reverse("portal:request-open", args=[queries.link_token(request)])
    _tell_lacking(item, number, link)


def note_alike(recorded: Recorded) -> None:
    """The same person may have said the same by another channel; imported history is left alone."""
    event: Any = recorded.event
    if not event.source:
        actions.note_alike(event.matter, by=SYSTEM)


def add_file(recorded: Recorded) -> None:
    """What was fetched after the item became a request goes where the item went."""
    event: Any = recorded.event
    actions.add_late_file(event.message, event.file, by=SYSTEM)


def _tell_lacking(item: Any, number: str, link: str) -> None:
    reasons = item.files_not_kept
    told = "\n".join(f"- {reason}" for reason in reasons)
    # Each time one more is missing there is one more to tell.
    key = f"incoming:{item.code}:files" + (f":{len(reasons)}" if len(reasons) > 1 else "")
    _tell(item, "letter-files", key, item.about, number=number, link=link, reasons=told)


def tell_sender_held(recorded: Recorded) -> None:
    """Whoever sent what is too large hears the way out; all else waits for a person."""
    event: Any = recorded.event
    item = inbox.item(event.message)
    if event.cause != Arrived.LARGE or not may_be_answered(item):
        return
    _tell(
        item,
        "letter-too-large",
        f"incoming:{item.code}:large",
        f"incoming:{item.code}",
        size=-(-item.size // MEGABYTE),
        most=settings.LETTER_MOST_BYTES // MEGABYTE,
        link=settings.SITE_URL + reverse("portal:request-new"),
        phone=settings.HELP_PHONE,
        answers=item.mark,
    )


def forget_incoming(recorded: Recorded) -> None:
    """When a person is erased, what they sent in goes too (PIPL 47)."""
    event: Any = recorded.event
    actions.forget_incoming([event.matter], by=SYSTEM)


def _tell(item: Any, template: str, key: str, about: str, **facts: Any) -> None:
    if has_template(template, item.channel):
        mailed = item.channel == "email"
        thread: dict[str, Any] = facts_for(about, item.sender) if mailed else {}
        post_message(
            template, to=item.sender, channel=item.channel, key=key, about=about, by=SYSTEM,
            **{**thread, **facts},
        )  # fmt: skip
