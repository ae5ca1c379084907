"""Long texts 长短信: parts come in any order, twice, late, or not at all (H1).

A part is kept before it is answered with 200. Whoever brings the last one joins them; what is left
lying is joined by the schedule with a mark where a part is missing, so that nobody's words wait for
what will not come. A part that comes after that is added to what the others became.
"""

import hashlib
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from sunhall.ground.inbox import queries
from sunhall.ground.inbox.adapters.sms.callback import Text
from sunhall.ground.inbox.adapters.sms.numbers import account_of
from sunhall.ground.inbox.adapters.sms.words import joined, lack_of, missing_words, notice_of
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.models import Piece
from sunhall.ground.inbox.take import take_in
from sunhall.ground.kit.now import now

CHANNEL = "sms"
# Parts of one text come within seconds; a network that stores them takes minutes.
WAIT = timedelta(minutes=5)
# Phones count groups up to 255: after that long the same number names another text.
LATE, KEPT = timedelta(hours=12), timedelta(days=7)


def take_piece(text: Text, raw: bytes) -> None:
    """Keep one part, and take in the whole when it was the last."""
    if Piece.objects.filter(external_id=text.id).exists():
        return
    index = queries.sender_index(CHANNEL, text.sender)
    _close_others(text, index)
    late = _joined_without(text, index)
    try:
        piece = _keep(text, raw, index)
    except IntegrityError:
        # The same callback came twice at once; the other one goes on.
        return
    if late:
        _take_late(piece, late)
    else:
        _join(piece, whole=True)


def join_left_pieces() -> int:
    """Take in what waited long enough, with a mark for each part that is missing."""
    joined_ = 0
    for piece in Piece.objects.filter(item="", arrived_at__lt=now() - WAIT).order_by("pk"):
        newest = _open(piece).order_by("-arrived_at").first()
        if newest is not None and newest.arrived_at < now() - WAIT:
            joined_ += _join(piece, whole=False)
    return joined_


def forget_old_pieces() -> int:
    """Delete parts that were joined days ago (PIPL 19)."""
    old = Piece.objects.exclude(item="").filter(arrived_at__lt=now() - KEPT)
    return int(old.delete()[0])


def _keep(text: Text, raw: bytes, index: str) -> Piece:
    with transaction.atomic():
        return Piece.objects.create(
            external_id=text.id,
            account=account_of(text.called),
            sender=text.sender,
            sender_index=index,
            group=text.group,
            number=text.part,
            of=text.parts,
            encoding=text.encoding,
            data=text.data.hex(),
            raw=raw.decode("utf-8", "replace"),
            sent_at=text.sent_at,
            arrived_at=now(),
        )


def _same_group(account: str, index: str, group: str, of: int) -> dict[str, Any]:
    return {"account": account, "sender_index": index, "group": group, "of": of}


def _open(piece: Piece) -> QuerySet[Piece]:
    key = _same_group(piece.account, piece.sender_index, piece.group, piece.of)
    return Piece.objects.filter(**key, item="")


def _close_others(text: Text, index: str) -> None:
    """The same number and part with other words is another text: the older one ends here."""
    key = _same_group(account_of(text.called), index, text.group, text.parts)
    for piece in Piece.objects.filter(**key, number=text.part, item=""):
        if piece.data != text.data.hex() or piece.encoding != text.encoding:
            _join(piece, whole=False)


def _joined_without(text: Text, index: str) -> str:
    """The item that was joined a while ago without this part; "" when there is none."""
    key = _same_group(account_of(text.called), index, text.group, text.parts)
    if Piece.objects.filter(**key, item="").exists():
        return ""
    rows = Piece.objects.filter(**key, arrived_at__gte=now() - LATE).exclude(item="")
    last = rows.order_by("-pk").first()
    if last is None or rows.filter(item=last.item, number=text.part).exists():
        return ""
    return last.item


def _take_late(piece: Piece, of_item: str) -> None:
    """A part that came after the others were joined is added to what they became."""
    words = joined([(piece.encoding, bytes.fromhex(piece.data))])
    arrived = Arrived(
        external_id=f"late:{_digest([piece.external_id])}",
        account=piece.account,
        sender=piece.sender,
        text=f"（补第 {piece.number} 段）{words}",
        sent_at=piece.sent_at,
        answers=(queries.item(of_item).mark,),
        notice=notice_of(piece.sender, words),
        raw=piece.raw.encode(),
        raw_name="original.txt",
    )
    item = take_in(CHANNEL, arrived)
    _empty([piece], item.code)


@transaction.atomic
def _join(piece: Piece, *, whole: bool) -> bool:
    """Take in an open group; locked, so that two last parts make one text."""
    rows = list(_open(piece).select_for_update().order_by("number", "pk"))
    found = {row.number: row for row in rows}
    if not rows or (whole and len(found) < piece.of):
        return False
    lacking = [number for number in range(1, piece.of + 1) if number not in found]
    words, first = _words(found, piece.of), rows[0]
    name = _digest([row.external_id for row in rows])
    arrived = Arrived(
        external_id=f"joined:{name}",
        account=first.account,
        sender=first.sender,
        text=words,
        sent_at=first.sent_at,
        # The name by which a part that comes later answers it.
        mark=f"sms:{name}",
        notice=notice_of(first.sender, words),
        raw="\n".join(row.raw for row in rows).encode(),
        raw_name="original.txt",
        lacks=tuple(lack_of(number) for number in lacking),
    )
    item = take_in(CHANNEL, arrived)
    _empty(rows, item.code)
    return True


def _words(found: dict[int, Piece], of: int) -> str:
    """The parts in their order, those side by side read as one, with a mark for each gap."""
    words: list[str] = []
    run: list[tuple[str, bytes]] = []
    for number in range(1, of + 1):
        if number in found:
            run.append((found[number].encoding, bytes.fromhex(found[number].data)))
            continue
        words += [joined(run), missing_words(number)]
        run = []
    return "".join([*words, joined(run)])


def _empty(rows: list[Piece], item: str) -> None:
    Piece.objects.filter(pk__in=[row.pk for row in rows]).update(
        item=item, data="", raw="", sender=""
    )


def _digest(ids: list[str]) -> str:
    return hashlib.sha256("\x00".join(sorted(ids)).encode()).hexdigest()
