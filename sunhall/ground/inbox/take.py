"""Taking in 收件: original and files are laid down first, then item and journal at once (H1)."""

import json
import re
import secrets
from collections.abc import Iterable

from django.db import IntegrityError

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.files.receive import Received, receive, receive_original
from sunhall.ground.files.store import keep_file
from sunhall.ground.inbox import media, queries
from sunhall.ground.inbox.events import MessageArrived, MessageHeld
from sunhall.ground.inbox.letter import Arrived, Part, Report
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import Refused
from sunhall.ground.outbox import wishes
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.post import note_returned

MOST_TEXT, MOST_SUBJECT, MOST_NAME = 100_000, 400, 120
MOST_PARTS = 40
# What no person types and no database of ours should meet: control signs, marks that turn text
# around, halves of pairs.
_UNTYPED = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def take_in(channel: str, arrived: Arrived) -> Incoming:
    """Take in one item 收件; committed when it returns, and nothing was taken when it raises.

    Files are checked outside any transaction, as uploads are. What a file's check refuses stays
    in the original, and the reason stays on the item.
    """
    if held := queries.known(channel, arrived.external_id):
        return held
    original = receive_original(arrived.raw, arrived.raw_name) if arrived.raw else None
    kept, unkept = _received(arrived.parts)
    try:
        return keep_item(channel, arrived, original, kept, unkept, by=SYSTEM)
    except IntegrityError:
        # Another worker read the same one a moment earlier; it came once.
        if held := queries.known(channel, arrived.external_id):
            return held
        raise


@action
def keep_item(
    channel: str,
    arrived: Arrived,
    original: Received | None,
    files: Iterable[Received],
    unkept: Iterable[str],
    *,
    by: Actor,
) -> Incoming:
    """Write an item 来件 with its original, its files and what follows, in one transaction."""
    index = queries.sender_index(channel, arrived.sender)
    if not arrived.sender:
        arrived = arrived.noticed(Arrived.NOBODY)
    if queries.is_too_many(channel, index):
        arrived = arrived.noticed(Arrived.FLOOD)
    before = queries.thread_of(channel, index, arrived.answers)
    code = secrets.token_hex(12)
    item = Incoming.objects.create(
        code=code,
        channel=channel,
        account=arrived.account,
        external_id=arrived.external_id,
        sender=arrived.sender,
        sender_index=index,
        sender_name=_legible(arrived.sender_name, MOST_NAME),
        subject=_legible(" ".join(arrived.subject.split()), MOST_SUBJECT),
        text=_legible(arrived.text, MOST_TEXT).strip(),
        text_index=queries.text_index(arrived),
        mark=_legible(arrived.mark, 998),
        mark_index=queries.mark_index(arrived.mark) if arrived.mark else "",
        thread=before.thread if isinstance(before, Incoming) else code,
        answers=before.about if isinstance(before, Message) else "",
        facts=json.dumps(
            {name: _legible(fact, 2000) for name, fact in arrived.facts.items()},
            ensure_ascii=False,
        ),
        unkept=json.dumps([*unkept, *arrived.lacks], ensure_ascii=False),
        raw=original.code if original else "",
        size=arrived.size or len(arrived.raw),
        state=_state(arrived.notice),
        cause=arrived.notice,
        sent_at=arrived.sent_at,
        arrived_at=now(),
        settled_at=now() if arrived.notice in Arrived.REFUSED else None,
    )
    came = list(files)
    for file in (*([original] if original else []), *came):
        keep_file(file, owner=item.owner_of_files, by=by)
    record(
        MessageArrived(
            message=code,
            channel=channel,
            account=arrived.account,
            state=item.state,
            cause=item.cause,
            size=item.size,
            files=len(came),
        ),
        by=by,
    )
    if arrived.media:
        media.join(item, arrived.media, by=by)
    if item.state == Incoming.HELD:
        record(MessageHeld(message=code, channel=channel, cause=item.cause), by=by)
    if arrived.report:
        _returned(arrived.report, by)
    if wish := _WISHES.get(arrived.notice):
        wish(channel, arrived.sender, key=f"incoming:{code}", by=by)
    return item


_WISHES = {Arrived.STOP: wishes.stop_messages, Arrived.START: wishes.resume_messages}


def _state(notice: str) -> str:
    if notice in Arrived.REFUSED:
        return Incoming.REFUSED
    return Incoming.HELD if notice else Incoming.WAITING


def _received(parts: Iterable[Part]) -> tuple[list[Received], list[str]]:
    kept: list[Received] = []
    unkept: list[str] = []
    for number, part in enumerate(parts):
        if number == MOST_PARTS:
            unkept.append("附件超过 40 个，其余的没有收下。请分几次发送。")
            break
        try:
            kept.append(receive(part))
        except Refused as refused:
            unkept.append(str(refused.verdict.reason))
    return kept, unkept


def _returned(report: Report, by: Actor) -> None:
    for code in report.codes:
        note_returned(code, error=_legible(report.error, 500), by=by)


def _legible(text: str, most: int) -> str:
    return _UNTYPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:most]
