"""Posting messages: rows written in the transaction of what they tell (K7)."""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, replaying
from sunhall.ground.kit.refusal import NotFound, refuse
from sunhall.ground.outbox import queries
from sunhall.ground.outbox.channels import CHANNELS, INAPP, channel_ready, recipient_purpose
from sunhall.ground.outbox.events import (
    MessageErased,
    MessageQueued,
    MessageRetried,
    MessageReturned,
    TemplateMade,
)
from sunhall.ground.outbox.models import Message, Template
from sunhall.ground.outbox.words import filled, stray_braces
from sunhall.ground.sealed.blind import blind_index

LANGUAGE = "zh-hans"


@action
def post_message(
    template: str,
    *,
    to: str,
    channel: str,
    key: str,
    about: str,
    by: Actor,
    language: str = LANGUAGE,
    due_at: datetime | None = None,
    is_asked: bool = False,
    **facts: object,
) -> Message | None:
    """Post a message 发送消息 in the caller's transaction; the worker sends it (K7).

    `key` says which happening it tells, such as `R261122-4839207:answered:1`: the same key on
    the same channel gives the message that is there already. Gives None, and writes nothing,
    for a channel this county has not configured (ask `channel_ready`), for an empty recipient
    and while history is replayed. An in-app message is its own row and is sent at once. Whoever
    asked for no more 退订 is sent only what they ask for at that moment (`is_asked`).
    """
    if not channel_ready(channel) or not to.strip() or replaying():
        return None
    index = blind_index(to, recipient_purpose(channel))
    held = Message.objects.filter(channel=channel, key=key).first()
    if held is not None:
        return held
    if not is_asked and queries.has_stopped(channel, index):
        return None
    words = queries.template_in_force(template, channel, language)
    at_once = channel == INAPP and due_at is None
    message = Message.objects.create(
        code=secrets.token_hex(12),
        key=key,
        channel=channel,
        recipient=to.strip(),
        recipient_index=index,
        about=about,
        template=words,
        subject=filled(words.subject, facts),
        body=filled(words.body, facts),
        facts=json.dumps({name: str(fact) for name, fact in facts.items()}, ensure_ascii=False),
        state=Message.SENT if at_once else Message.QUEUED,
        due_at=due_at or now(),
        is_asked=is_asked,
        posted_by=by.code,
        posted_at=now(),
        sent_at=now() if at_once else None,
    )
    record(
        MessageQueued(
            message=message.code,
            channel=channel,
            template=template,
            version=words.version,
            about=about,
        ),
        by=by,
    )
    return message


@action
def post_messages(
    template: str,
    *,
    to: Mapping[str, str],
    key: str,
    about: str,
    by: Actor,
    language: str = LANGUAGE,
    due_at: datetime | None = None,
    is_asked: bool = False,
    **facts: object,
) -> list[Message]:
    """Post one happening over every configured channel that has an address and a template."""
    posted = []
    for channel, recipient in to.items():
        if channel_ready(channel) and queries.has_template(template, channel):
            posted.append(
                post_message(
                    template,
                    to=recipient,
                    channel=channel,
                    key=key,
                    about=about,
                    by=by,
                    language=language,
                    due_at=due_at,
                    is_asked=is_asked,
                    **facts,
                )
            )
    return [message for message in posted if message is not None]


@action
def retry_message(code: str, *, by: Actor) -> Message:
    """Queue a dead message again 重新发送, with the same idempotency key (K7)."""
    message = Message.objects.select_for_update().filter(code=code).first()
    if message is None:
        raise NotFound(code)
    if message.state != Message.DEAD or not message.recipient:
        raise refuse(_("这条消息未停止发送或内容已删除，不能重新发送。"))
    message.state, message.due_at, message.dead_at, message.tries = Message.QUEUED, now(), None, 0
    message.save(update_fields=["state", "due_at", "dead_at", "tries"])
    record(MessageRetried(message=code), by=by)
    return message


@action
def note_returned(code: str, *, error: str, by: Actor) -> bool:
    """Note that a sent message came back 退回: staff see it among those not sent (K7).

    Gives whether it was news. The code is ours and random: only who got the message knows it.
    """
    rows = Message.objects.select_for_update(of=("self",)).select_related("template")
    message = rows.filter(code=code, state=Message.SENT).exclude(channel=INAPP).first()
    if message is None:
        return False
    message.state, message.sent_at, message.dead_at = Message.DEAD, None, now()
    message.error = error[:500]
    message.save(update_fields=["state", "sent_at", "dead_at", "error"])
    record(
        MessageReturned(
            message=code,
            channel=message.channel,
            template=message.template.code,
            about=message.about,
            error=message.error,
        ),
        by=by,
    )
    return True


@action
def mark_read(codes: Iterable[str], *, recipient: str, by: Actor) -> int:
    """Mark in-app messages of one recipient as read 已读; gives how many were new."""
    mine = queries.inbox_of(recipient).filter(code__in=list(codes), read_at__isnull=True)
    return mine.update(read_at=now())


@action
def erase_message(code: str, *, by: Actor) -> None:
    """Erase recipient and words of a message 删除消息内容 (PIPL 47); an unsent one dies."""
    message = Message.objects.select_for_update().filter(code=code).first()
    if message is None:
        raise NotFound(code)
    message.recipient = message.subject = message.body = message.recipient_index = ""
    message.facts = "{}"
    if message.state != Message.SENT:
        message.state, message.lease_until, message.dead_at = Message.DEAD, None, now()
    message.save()
    record(MessageErased(message=code), by=by)


@action
def put_template(
    code: str,
    *,
    channel: str,
    body: str,
    by: Actor,
    subject: str = "",
    language: str = LANGUAGE,
    provider_code: str = "",
    source: str = "",
    only_if_missing: bool = False,
) -> Template:
    """Put a template 消息模板 in force as a new version; the same words make no new one (K7).

    A domain's seed passes `only_if_missing`, so that the words a county has chosen stay.
    """
    if channel not in CHANNELS:
        raise LookupError(f"unknown channel {channel!r}")
    if stray_braces(subject + body):
        raise refuse(_("占位符请写成 {名称}，名称用小写英文字母，例如 {number}。"), field="body")
    versions = Template.objects.select_for_update().filter(
        code=code, channel=channel, language=language
    )
    last = versions.order_by("-version").first()
    words = {"subject": subject, "body": body, "provider_code": provider_code, "source": source}
    if last and only_if_missing:
        return last
    if last and all(getattr(last, name) == value for name, value in words.items()):
        return last
    made = Template.objects.create(
        code=code,
        channel=channel,
        language=language,
        version=last.version + 1 if last else 1,
        made_by=by.code,
        made_at=now(),
        **words,
    )
    record(
        TemplateMade(
            template=code,
            channel=channel,
            language=language,
            version=made.version,
            source=source,
        ),
        by=by,
    )
    return made
