"""Fetching 取回 what lies with the other side: outside any transaction, never lost quietly.

A picture in a talk is fetched when it comes, not when the talk ends: the other side keeps it three
days and nobody knows when a person goes on.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import connection, transaction

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.files import store
from sunhall.ground.files.receive import Received, receive
from sunhall.ground.inbox import queries
from sunhall.ground.inbox.events import MessageFileCame, MessageFileLost
from sunhall.ground.inbox.letter import Part
from sunhall.ground.inbox.models import Incoming, Media
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import Refused

LEASE, FIRST_DELAY = timedelta(minutes=2), timedelta(seconds=20)
MOST_TRIES = 10
# A talk that ended in nothing leaves nothing behind (PIPL 19).
KEPT = timedelta(hours=6)

log = structlog.get_logger(__name__)


class Gone(Exception):
    """The other side will never hand it out, in words for whoever sent it."""


Fetcher = Callable[[str, str], Part]
_fetchers: dict[str, Fetcher] = {}


def teach(channel: str, fetcher: Fetcher) -> None:
    """Take how a channel hands out what lies there; an adapter says so when it is loaded."""
    _fetchers[channel] = fetcher


@action
def expect(channel: str, account: str, sender: str, *, kind: str, ref: str, by: Actor) -> str:
    """Note what is to be fetched 待取材料; gives our code of it."""
    row = Media.objects.create(
        code=secrets.token_hex(12),
        channel=channel,
        account=account,
        sender_index=queries.sender_index(channel, sender),
        kind=kind,
        ref=ref,
        due_at=now(),
        at=now(),
    )
    return row.code


def fetch_due(limit: int = 3) -> int:
    """Fetch what is due; gives how many were tried."""
    tried = 0
    while tried < limit and (media := _claim()):
        _fetch(media)
        tried += 1
    return tried


def _claim() -> Media | None:
    due = Media.objects.filter(state=Media.WAITING, due_at__lte=now()).order_by("due_at", "pk")
    if not due.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        media = due.first()
        if media is not None:
            media.tries, media.due_at = media.tries + 1, now() + LEASE
            media.save(update_fields=["tries", "due_at"])
    return media


def _fetch(media: Media) -> None:
    try:
        part = _fetchers[media.channel](media.kind, media.ref)
        came = receive(part)
    except Refused as refused:
        lose(media.pk, reason=str(refused.verdict.reason), by=SYSTEM)
    except Gone as gone:
        lose(media.pk, reason=str(gone), by=SYSTEM)
    except Exception as error:
        log.warning(
            "media not fetched", media=media.code, tries=media.tries, error=str(error)[:200]
        )
        if media.tries >= MOST_TRIES:
            lose(media.pk, reason="这份材料没有取到，请重新发送或在网上补充", by=SYSTEM)
        else:
            delay = FIRST_DELAY * 2 ** (media.tries - 1)
            Media.objects.filter(pk=media.pk).update(due_at=now() + delay)
    else:
        keep(media.pk, came, by=SYSTEM)


@action
def keep(pk: int, came: Received, *, by: Actor) -> None:
    """Keep what was fetched 保存材料: with its item when the talk has ended, else beside it."""
    media = Media.objects.select_for_update().get(pk=pk)
    if media.state != Media.WAITING:
        return
    item = queries.item(media.item) if media.item else None
    store.keep_file(came, owner=item.owner_of_files if item else media.owner_of_file, by=by)
    media.state, media.file, media.ref = Media.KEPT, came.code, ""
    media.save(update_fields=["state", "file", "ref"])
    if item:
        record(MessageFileCame(message=item.code, file=came.code), by=by)


@action
def lose(pk: int, *, reason: str, by: Actor) -> None:
    """Note that it could not be had 材料未取到; whoever sent it hears why."""
    media = Media.objects.select_for_update().get(pk=pk)
    if media.state != Media.WAITING:
        return
    media.state, media.reason, media.ref = Media.LOST, reason, ""
    media.save(update_fields=["state", "reason", "ref"])
    if media.item:
        _tell_lost(queries.item_for_update(media.item), media, by)


@action
def join(item: Incoming, codes: tuple[str, ...], *, by: Actor) -> None:
    """Let what was sent in a talk belong to the item it ended in 归入来件."""
    rows = Media.objects.select_for_update().filter(
        code__in=codes, channel=item.channel, sender_index=item.sender_index, item=""
    )
    for media in rows.order_by("pk"):
        media.item = item.code
        media.save(update_fields=["item"])
        if media.state == Media.KEPT:
            store.attach_files(
                [media.file], before=media.owner_of_file, owner=item.owner_of_files, by=by
            )
        elif media.state == Media.LOST:
            _tell_lost(item, media, by)


def _tell_lost(item: Incoming, media: Media, by: Actor) -> None:
    item.lack(media.reason)
    item.save(update_fields=["unkept"])
    record(MessageFileLost(message=item.code, media=media.code), by=by)


def forget_unused() -> int:
    """Erase what was sent in talks that ended in nothing (PIPL 19)."""
    gone = 0
    for media in Media.objects.filter(item="", at__lt=now() - KEPT):
        if media.state == Media.KEPT:
            store.remove_file(media.file, reason="会话未提交", by=SYSTEM)
        media.delete()
        gone += 1
    return gone
