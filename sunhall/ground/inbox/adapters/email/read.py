"""Reading one mail. Whatever a stranger sends, a letter comes out and the original is in it."""

import hashlib
import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sunhall.ground.inbox.adapters.email import bounce, plain
from sunhall.ground.inbox.adapters.email.boxes import Box, boxes
from sunhall.ground.inbox.adapters.email.charsets import header_of, raw_header, text_of, words_of
from sunhall.ground.inbox.letter import Arrived, Part
from sunhall.ground.outbox.addresses import mailbox

_MESSAGE_ID = re.compile(r"<[^<>\s]{3,250}>")
# A file without a name is called after what it claims to be; its content decides later.
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf", "image/gif": "gif"}
_MOST_LEAVES = 200


def letter_of(raw: bytes, *, box: Box, size: int = 0) -> Arrived:
    """Read a mail; one that cannot be read is kept for a person, with its original."""
    try:
        letter = _read(raw, box, size or len(raw))
    except Exception:
        # A parser's surprise must cost nobody their letter: the original is all that counts.
        letter = Arrived(
            external_id=_digest(raw), account=box.code, raw=raw, raw_name="letter.eml",
            size=size or len(raw), notice=Arrived.UNREADABLE,
        )  # fmt: skip
    return letter.noticed(Arrived.LARGE) if size > settings.LETTER_MOST_BYTES else letter


def _digest(raw: bytes) -> str:
    """One and the same mail has the same bytes; a Message-ID anybody can choose."""
    return hashlib.sha256(raw).hexdigest()


def _read(raw: bytes, box: Box, size: int) -> Arrived:
    mail = message_from_bytes(raw)
    name, address = _sender(mail)
    text, parts = _content(mail)
    found = bounce.report_of(mail)
    return Arrived(
        external_id=_digest(raw),
        account=box.code,
        sender=address,
        sender_name=name,
        subject=header_of(mail, "Subject"),
        text=text,
        sent_at=_sent_at(mail),
        mark=next(iter(_ids(mail, "Message-ID")), ""),
        answers=(*_ids(mail, "References"), *_ids(mail, "In-Reply-To")),
        notice=Arrived.BOUNCE if found else bounce.notice_of(mail, address, own=_own(box)),
        parts=tuple(parts) if size <= settings.LETTER_MOST_BYTES else (),
        raw=raw,
        raw_name="letter.eml",
        size=size,
        report=found,
    )


def _own(box: Box) -> set[str]:
    """Our own addresses: a letter from one of them is our own voice come back."""
    sends = mailbox(settings.EMAIL_URL)
    ours = {one.address for one in boxes()} | {box.address} | ({sends.sender} if sends else set())
    return {address.casefold() for address in ours}


def _sender(mail: Message) -> tuple[str, str]:
    """Name and address; no address when it is none."""
    # The address is taken out before the name is decoded: an encoded name may hold any sign.
    found = getaddresses([raw_header(mail, "From") or raw_header(mail, "Sender")])
    name, address = next(((n, a) for n, a in found if "@" in a), ("", ""))
    try:
        validate_email(address)
    except ValidationError:
        return words_of(name).strip(), ""
    return words_of(name).strip(), address


def _sent_at(mail: Message) -> datetime | None:
    try:
        at = parsedate_to_datetime(raw_header(mail, "Date"))
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return at.astimezone(UTC) if 1990 <= at.year <= 2100 else None
    except (ValueError, TypeError, OverflowError):
        return None


def _ids(mail: Message, header: str) -> list[str]:
    return _MESSAGE_ID.findall(raw_header(mail, header))


def _content(mail: Message) -> tuple[str, list[Part]]:
    """The words, plain ones before those in HTML, and the files."""
    words: list[str] = []
    pages: list[str] = []
    parts: list[Part] = []
    for number, leaf in enumerate(_leaves(mail)):
        if number >= _MOST_LEAVES:
            break
        kind = leaf.get_content_type()
        if kind in {"text/plain", "text/html"} and not _is_file(leaf):
            (words if kind == "text/plain" else pages).append(_text(leaf))
        elif not bounce.is_machine_part(kind):
            parts.append(Part(_name(leaf, number), _bytes(leaf)))
    said = plain.tidy("\n\n".join(words)) or plain.tidy(
        "\n\n".join(plain.text_of_html(page) for page in pages)
    )
    return plain.own_words(said), [part for part in parts if part.data]


def _leaves(mail: Message) -> list[Message]:
    """The parts that hold something; a mail within a mail is one file."""
    found: list[Message] = []
    open_ = [mail]
    while open_ and len(found) <= _MOST_LEAVES:
        one = open_.pop()
        inner = one.get_payload()
        if one.get_content_maintype() == "multipart" and isinstance(inner, list):
            open_ += [each for each in reversed(inner) if isinstance(each, Message)]
        else:
            found.append(one)
    return found


def _is_file(leaf: Message) -> bool:
    return leaf.get_content_disposition() == "attachment" or bool(leaf.get_filename())


def _bytes(leaf: Message) -> bytes:
    if leaf.get_content_maintype() == "message":
        inner = leaf.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, Message) else b""
    data = leaf.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(leaf: Message) -> str:
    return text_of(_bytes(leaf), str(leaf.get_param("charset", "") or ""))


def _name(leaf: Message, number: int) -> str:
    try:
        name = words_of(leaf.get_filename() or "")
    except (ValueError, LookupError):
        name = ""
    kind = leaf.get_content_type()
    ending = "eml" if kind == "message/rfc822" else _ENDINGS.get(kind, "")
    return name.strip() or f"附件{number + 1}" + (f".{ending}" if ending else "")
