"""Sending: claim with a lease, send outside any transaction, mark (K7).

Killed before the claim commits, the message is still queued. Killed between claim and mark, the
lease runs out and another worker sends again under the same idempotency key, so that the
provider can tell. Nothing is lost; "never twice" is the provider's part of the bargain.
"""

from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.outbox import adapters, queries
from sunhall.ground.outbox.events import MessageDied, MessageSent
from sunhall.ground.outbox.letter import Letter, Rejected
from sunhall.ground.outbox.models import Message

# Longer than any adapter waits for its provider.
LEASE = timedelta(minutes=2)
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=6)
MOST_TRIES = 12

log = structlog.get_logger(__name__)


def dispatch_due(limit: int = 20) -> int:
    """Send up to `limit` messages that are due; gives how many were tried."""
    tried = 0
    while tried < limit and (claimed := _claim()):
        _send(*claimed)
        tried += 1
    return tried


def _claim() -> tuple[Message, datetime] | None:
    # The look before the transaction spares SQLite a write lock twice a second.
    if not queries.due_messages(now()).exists():
        return None
    with transaction.atomic():
        due = queries.due_messages(now())
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        message = due.first()
        if message is None:
            return None
        lease = now() + LEASE
        message.tries += 1
        message.state, message.lease_until, message.due_at = Message.SENDING, lease, lease
        message.save(update_fields=["tries", "state", "lease_until", "due_at"])
    return message, lease


def _send(message: Message, lease: datetime) -> None:
    try:
        if not message.is_asked and queries.has_stopped(message.channel, message.recipient_index):
            # They asked for no more while it waited.
            raise Rejected("the recipient asked for no more messages")
        provider_id = adapters.send(message.channel, Letter.of(message))
    except Rejected as error:
        _fail(message.pk, lease, error, for_good=True)
    except Exception as error:
        # Whatever a provider does wrong is kept on the message, where the office sees it.
        _fail(message.pk, lease, error, for_good=message.tries >= MOST_TRIES)
    else:
        _mark_sent(message.pk, provider_id)


@transaction.atomic
def _mark_sent(pk: int, provider_id: str) -> None:
    message = _locked(pk)
    if message.state == Message.SENT:
        return
    message.state, message.sent_at = Message.SENT, now()
    message.lease_until = message.dead_at = None
    message.provider_id, message.error = provider_id[:120], ""
    message.save(
        update_fields=["state", "sent_at", "lease_until", "dead_at", "provider_id", "error"]
    )
    record(
        MessageSent(
            message=message.code,
            channel=message.channel,
            template=message.template.code,
            about=message.about,
            provider_id=message.provider_id,
        ),
        by=SYSTEM,
    )


@transaction.atomic
def _fail(pk: int, lease: datetime, error: Exception, *, for_good: bool) -> None:
    message = _locked(pk)
    if message.state != Message.SENDING or message.lease_until != lease:
        # Another worker holds it by now and will say how it went.
        return
    message.lease_until = None
    message.error = f"{type(error).__name__}: {error}"[:500]
    if for_good:
        message.state, message.dead_at = Message.DEAD, now()
    else:
        delay = FIRST_DELAY * 2 ** (message.tries - 1)
        message.state, message.due_at = Message.QUEUED, now() + min(delay, LONGEST_DELAY)
    message.save(update_fields=["state", "lease_until", "error", "due_at", "dead_at"])
    log.warning("message not sent", message=message.code, tries=message.tries, dead=for_good)
    if for_good:
        record(
            MessageDied(
                message=message.code,
                channel=message.channel,
                template=message.template.code,
                about=message.about,
                error=message.error,
            ),
            by=SYSTEM,
        )


def _locked(pk: int) -> Message:
    return Message.objects.select_for_update(of=("self",)).select_related("template").get(pk=pk)
