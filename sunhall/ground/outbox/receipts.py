"""Receipts 回执: what the other side reports of messages that were handed over (K7)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.outbox.events import MessageDelivered
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.post import note_returned


class TooEarly(Exception):
    """The report was faster than our own note that the message left; it must come again."""


@action
def note_report(
    *, channel: str, code: str, provider_id: str, is_delivered: bool, report: str, by: Actor
) -> bool:
    """Note a receipt 回执 of one message, named by our code or the provider's id (K7).

    Gives whether it was news: a report of a message that is not ours, or that is settled
    already, changes nothing. Raises TooEarly while the message is still being handed over.
    """
    message = _message(channel, code, provider_id)
    if message is None or message.delivered_at is not None:
        return False
    if message.state in (Message.QUEUED, Message.SENDING):
        raise TooEarly(message.code)
    if not is_delivered:
        return note_returned(message.code, error=f"回执：{report}", by=by)
    if message.state != Message.SENT:
        return False
    message.delivered_at, message.report = now(), report[:40]
    message.save(update_fields=["delivered_at", "report"])
    record(
        MessageDelivered(
            message=message.code,
            channel=channel,
            template=message.template.code,
            about=message.about,
            report=message.report,
        ),
        by=by,
    )
    return True


def _message(channel: str, code: str, provider_id: str) -> Message | None:
    rows = Message.objects.select_for_update(of=("self",)).select_related("template")
    mine = rows.filter(channel=channel)
    if code:
        return mine.filter(code=code).first()
    return mine.filter(provider_id=provider_id).first() if provider_id else None
