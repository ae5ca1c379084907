"""Reading the outbox."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from sunhall.ground.outbox.channels import INAPP, recipient_purpose
from sunhall.ground.outbox.models import Message, OptOut, Template
from sunhall.ground.sealed.blind import blind_index


def inbox_of(recipient: str) -> QuerySet[Message]:
    """In-app messages of `staff:zhao` or `resident:…`, newest first."""
    return messages_to(INAPP, recipient).filter(state=Message.SENT)


def messages_to(channel: str, recipient: str) -> QuerySet[Message]:
    """Messages to one recipient over one channel, sent or not, newest first."""
    index = blind_index(recipient, recipient_purpose(channel))
    rows = Message.objects.filter(channel=channel, recipient_index=index)
    return rows.order_by("-posted_at", "-pk")


def unread_count(recipient: str) -> int:
    """How many in-app messages a person has not read."""
    return inbox_of(recipient).filter(read_at__isnull=True).count()


def messages_about(about: str) -> QuerySet[Message]:
    """Messages that tell something of a matter, oldest first."""
    return Message.objects.filter(about=about).select_related("template").order_by("pk")


def dead_messages() -> QuerySet[Message]:
    """Messages that are tried no more until a person asks, oldest first."""
    dead = Message.objects.filter(dead_at__isnull=False)
    return dead.select_related("template").order_by("dead_at", "pk")


def due_messages(at: datetime) -> QuerySet[Message]:
    """Messages to send now, and those whose sender did not come back in time.

    While a message is being sent its `due_at` is the end of the lease, so that one partial
    index answers for both.
    """
    owed = Message.objects.filter(sent_at__isnull=True, dead_at__isnull=True)
    return owed.filter(due_at__lte=at).order_by("due_at", "pk")


def counts() -> dict[tuple[str, str], int]:
    """How many messages stand in each state of each channel."""
    rows = Message.objects.order_by().values_list("channel", "state").annotate(n=Count("pk"))
    return {(channel, state): n for channel, state, n in rows}


def has_stopped(channel: str, index: str) -> bool:
    """Whether a recipient asked for no more messages over this channel 退订."""
    return bool(index) and OptOut.objects.filter(channel=channel, recipient_index=index).exists()


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the messages of a channel, and how many people asked for no more."""

    waiting: int
    sent: int
    delivered: int
    dead: int
    stopped: int


def counts_of(channel: str) -> Counts:
    """What became of the messages of a channel; `sent` counts the delivered ones too."""
    rows = Message.objects.filter(channel=channel)
    found = rows.aggregate(
        waiting=Count("pk", filter=Q(state__in=(Message.QUEUED, Message.SENDING))),
        sent=Count("pk", filter=Q(state=Message.SENT)),
        delivered=Count("pk", filter=Q(delivered_at__isnull=False)),
        dead=Count("pk", filter=Q(state=Message.DEAD)),
    )
    return Counts(**found, stopped=OptOut.objects.filter(channel=channel).count())


def latest_messages(channel: str) -> QuerySet[Message]:
    """Messages over a channel, the latest first."""
    rows = Message.objects.filter(channel=channel).select_related("template")
    return rows.order_by("-posted_at", "-pk")


def last_told(channel: str, index: str, noun: str, since: datetime) -> Message | None:
    """The last message about something of a noun that went to a recipient after an instant."""
    rows = Message.objects.filter(channel=channel, recipient_index=index, posted_at__gte=since)
    rows = rows.filter(about__startswith=noun)
    return rows.order_by("-posted_at", "-pk").first() if index else None


def has_template(code: str, channel: str) -> bool:
    """Whether there are words for this channel."""
    return Template.objects.filter(code=code, channel=channel).exists()


def template_in_force(code: str, channel: str, language: str) -> Template:
    """The newest version in a language, else in Chinese; LookupError when there is none."""
    versions = Template.objects.filter(code=code, channel=channel).order_by("-version")
    found = (
        versions.filter(language=language).first() or versions.filter(language="zh-hans").first()
    )
    if found is None:
        raise LookupError(f"there is no template {code!r} for {channel}; put_template() it first")
    return found
