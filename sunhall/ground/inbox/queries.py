"""Reading the inbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.models import Incoming, Source
from sunhall.ground.journal.models import Delivery
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.outbox.channels import recipient_purpose
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.queries import last_told
from sunhall.ground.sealed.blind import blind_index, keyed_hash

HOUR = timedelta(hours=1)
MOST_COUNTED = 100
# How many names of a thread are looked at; a mail may list hundreds.
_MOST_ANSWERS = 40


def item(code: str) -> Incoming:
    """One item, or NotFound."""
    found = Incoming.objects.filter(code=code).first()
    if found is None:
        raise NotFound(code)
    return found


def item_for_update(code: str) -> Incoming:
    """The same, locked."""
    found = Incoming.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NotFound(code)
    return found


def known(channel: str, external_id: str) -> Incoming | None:
    """The item that came under this id already."""
    return Incoming.objects.filter(channel=channel, external_id=external_id).first()


def sender_index(channel: str, sender: str) -> str:
    """The index under which a sender is found, the same as that of people and of the outbox."""
    return blind_index(sender, recipient_purpose(channel))


def mark_index(mark: str) -> str:
    """The index of a name of a thread; every sign counts."""
    return keyed_hash(settings.BLIND_KEY.encode(), b"inbox\x00" + mark.encode(), "sha256")


def text_index(arrived: Arrived) -> str:
    """The index of what was said, gaps and width folded."""
    return blind_index(f"{arrived.subject}\n{arrived.text}", "inbox.text")


def is_too_many(channel: str, index: str) -> bool:
    """Whether a sender has sent more within the hour than is taken unseen."""
    since = now() - HOUR
    sent = Incoming.objects.filter(channel=channel, sender_index=index, arrived_at__gt=since)
    return bool(index) and sent.count() >= settings.ITEMS_AN_HOUR


def thread_of(channel: str, index: str, answers: Iterable[str]) -> Incoming | Message | None:
    """What a letter answers: an item of the same sender, or a message that went to them."""
    if not index:
        return None
    for answer in list(answers)[-_MOST_ANSWERS:][::-1]:
        same = Incoming.objects.filter(channel=channel, sender_index=index)
        if item := same.filter(mark_index=mark_index(answer)).order_by("pk").first():
            return item
        code = answer.strip("<>").partition("@")[0]
        sent = Message.objects.filter(channel=channel, recipient_index=index, code=code)
        if message := sent.first():
            return message
    return None


def twin_of(found: Incoming, since: datetime) -> Incoming | None:
    """An earlier item of the same sender that says just the same and became something."""
    if not found.sender_index or not found.text_index:
        return None
    rows = Incoming.objects.filter(
        channel=found.channel,
        sender_index=found.sender_index,
        text_index=found.text_index,
        arrived_at__gte=since,
    ).exclude(pk=found.pk)
    return rows.exclude(about="").order_by("-pk").first()


def about_in_thread(found: Incoming) -> str:
    """What the thread of an item is about: said by what it answers, or by what that became."""
    if found.answers:
        return found.answers
    rows = Incoming.objects.filter(thread=found.thread).exclude(pk=found.pk).exclude(about="")
    last = rows.order_by("-pk").first()
    return last.about if last else ""


def talked_about(found: Incoming, noun: str, since: datetime) -> str:
    """What of a noun was spoken of last with a sender over this channel, by them or by us.

    Channels without threads, such as SMS, have nothing else to go by; "" for nothing.
    """
    if not found.sender_index:
        return ""
    earlier = Incoming.objects.filter(
        channel=found.channel, sender_index=found.sender_index, arrived_at__gte=since
    ).exclude(pk=found.pk)
    earlier = earlier.filter(about__startswith=noun)
    said = earlier.order_by("-arrived_at", "-pk").first()
    told = last_told(found.channel, found.sender_index, noun, since)
    if told is not None and (said is None or told.posted_at > said.arrived_at):
        return told.about
    return said.about if said else ""


def last_of_sender(found: Incoming, since: datetime) -> Incoming | None:
    """What the sender of an item sent before it and became something."""
    if not found.sender_index:
        return None
    rows = Incoming.objects.filter(
        channel=found.channel, sender_index=found.sender_index, arrived_at__gte=since
    )
    rows = rows.exclude(pk=found.pk).exclude(about="")
    return rows.order_by("-arrived_at", "-pk").first()


def items_about(*about: str) -> QuerySet[Incoming]:
    """What came in about a noun such as `matter:R261122-4839207`, oldest first."""
    return Incoming.objects.filter(about__in=about).order_by("arrived_at", "pk")


def items_from(channel: str, sender: str) -> QuerySet[Incoming]:
    """What a sender sent that became nothing: refused, or held for a person."""
    nothing = Incoming.objects.filter(about="", state__in=(Incoming.HELD, Incoming.REFUSED))
    index = sender_index(channel, sender)
    return nothing.filter(channel=channel, sender_index=index) if index else nothing.none()


def open_items() -> QuerySet[Incoming]:
    """What has become nothing yet, oldest first: owed to the worker, or held for a person."""
    return Incoming.objects.filter(settled_at__isnull=True).order_by("arrived_at", "pk")


def count_held(actor: Actor) -> int:
    """How many items wait for a person, counted up to `MOST_COUNTED`."""
    return open_items().filter(state=Incoming.HELD)[:MOST_COUNTED].count()


def latest_items() -> QuerySet[Incoming]:
    """What came in, the latest first."""
    return Incoming.objects.order_by("-arrived_at", "-pk")


def deliveries_of(codes: Iterable[str]) -> dict[str, Delivery]:
    """The reaction that an item waits for, if it is not done."""
    streams = [f"incoming:{code}" for code in codes]
    rows = Delivery.objects.filter(entry__stream__in=streams, done_at__isnull=True)
    rows = rows.select_related("entry").order_by("pk")
    return {row.entry.stream.partition(":")[2]: row for row in rows}


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of a channel waits, and how much of it failed for good."""

    waiting: int = 0
    held: int = 0
    dead: int = 0


def counts() -> dict[tuple[str, str], Counts]:
    """What waits in each account of each channel."""
    rows = (
        Incoming.objects.filter(settled_at__isnull=True)
        .order_by()
        .values_list("channel", "account")
        .annotate(
            waiting=Count("pk", filter=Q(state=Incoming.WAITING)),
            held=Count("pk", filter=Q(state=Incoming.HELD)),
        )
    )
    dead = dead_by_account()
    return {
        (channel, account): Counts(waiting, held, dead.get((channel, account), 0))
        for channel, account, waiting, held in rows
    }


def dead_by_account() -> dict[tuple[str, str], int]:
    """How many items have a reaction that is tried no more."""
    streams = Delivery.objects.filter(
        dead_at__isnull=False, done_at__isnull=True, entry__stream__startswith="incoming:"
    ).values_list("entry__stream", flat=True)
    codes = {stream.partition(":")[2] for stream in streams}
    found: dict[tuple[str, str], int] = {}
    for channel, account in Incoming.objects.filter(
        code__in=codes, settled_at__isnull=True
    ).values_list("channel", "account"):
        found[channel, account] = found.get((channel, account), 0) + 1
    return found


def sources() -> dict[tuple[str, str], Source]:
    """How each account is."""
    return {(row.channel, row.account): row for row in Source.objects.all()}
