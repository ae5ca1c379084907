"""Reading a mailbox over IMAP: what is new since the last look, one letter at a time."""

import imaplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from django.conf import settings
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from sunhall.ground.inbox import source
from sunhall.ground.inbox.adapters.email.boxes import Box, box, boxes
from sunhall.ground.inbox.adapters.email.read import letter_of
from sunhall.ground.inbox.channel import Unwell
from sunhall.ground.inbox.take import take_in

CHANNEL = "email"
# The worker has other work: one look takes so long and so many, the next goes on from there.
PATIENCE, LOOK_SECONDS, MOST_LETTERS = 15, 20, 60
# Enough of a letter too large to take: who wrote, about what, and usually the words.
HEAD_BYTES = 256 * 1024

_BROKEN = (OSError, imaplib.IMAP4.error, ImapToolsError, ValueError)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905


class Place(NamedTuple):
    """How far a mailbox was read: the server's count of numbers, and the last number."""

    validity: int
    last: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """What was kept, or None before the first look."""
        validity, _, last = text.partition(".")
        return cls(int(validity), int(last)) if validity.isdigit() and last.isdigit() else None

    def __str__(self) -> str:
        return f"{self.validity}.{self.last}"


def look_into_all() -> int:
    """Look into every mailbox that is not resting; gives how many letters were taken."""
    return sum(look_into(one) for one in boxes() if not source.is_resting(CHANNEL, one.code))


def look_into(one: Box) -> int:
    """Take what is new in one mailbox; what fails is kept on its light and tried again."""
    taken, until = 0, time.monotonic() + LOOK_SECONDS
    try:
        with opened(one) as mailbox:
            for place, raw, size in _new_letters(mailbox, one):
                if raw is not None:
                    take_in(CHANNEL, letter_of(raw, box=one, size=size))
                    taken += 1
                source.heard(CHANNEL, one.code, cursor=str(place), item=raw is not None)
                if taken >= MOST_LETTERS or time.monotonic() > until:
                    break
    except _BROKEN as error:
        source.failed(CHANNEL, one.code, told(error))
    return taken


def look_in(code: str) -> None:
    """Ask a mailbox whether it is well 自检; raise Unwell in words a clerk understands."""
    try:
        with opened(box(code)) as mailbox:
            _open_folder(mailbox, box(code))
        source.heard(CHANNEL, code)
    except _BROKEN as error:
        source.failed(CHANNEL, code, told(error))
        raise Unwell(told(error)) from None


def told(error: Exception) -> str:
    """What went wrong, in one sentence with the way out."""
    if isinstance(error, ssl.SSLError):
        return "邮件服务器的证书不可信，请核对地址，或用 ca= 指定证书颁发机构"
    if isinstance(error, TimeoutError):
        return "邮件服务器没有应答，请检查网络和端口"
    if isinstance(error, OSError):
        return "连不上邮件服务器，请检查地址、端口和网络"
    words = str(error).upper()
    if "AUTH" in words or "LOGIN" in words or "PASSWORD" in words:
        return "邮件服务器拒绝登录，请核对用户名和密码（有的邮箱须另设客户端授权码）"
    return "邮件服务器的应答看不懂，请联系邮箱服务商"


@contextmanager
def opened(one: Box) -> Iterator[BaseMailBox]:
    """Sign in to a mailbox, and out again whatever happens."""
    mailbox = _connected(one)
    try:
        mailbox.login(one.user, one.password, initial_folder=None)
        _introduce(mailbox)
        yield mailbox
    finally:
        # The server may have gone; whatever it says to a good-bye is not news.
        try:
            mailbox.client.logout()
        except _BROKEN:
            mailbox.client.shutdown()


def _connected(one: Box) -> BaseMailBox:
    if one.safety == "none":
        return MailBoxUnencrypted(one.host, one.port, timeout=PATIENCE)
    trust = ssl.create_default_context(cafile=one.ca or None)
    if one.safety == "starttls":
        return MailBoxStartTls(one.host, one.port, timeout=PATIENCE, ssl_context=trust)
    return MailBox(one.host, one.port, timeout=PATIENCE, ssl_context=trust)


def _introduce(mailbox: BaseMailBox) -> None:
    """Say who asks (RFC 2971): some providers open no folder to a client without a name."""
    if "ID" in mailbox.client.capabilities:
        mailbox.client.xatom("ID", '("name" "Sunhall" "version" "1.0")')


def _new_letters(mailbox: BaseMailBox, one: Box) -> Iterator[tuple[Place, bytes | None, int]]:
    """Letters after the last one that was taken, oldest first; None for one that is gone."""
    here = _open_folder(mailbox, one)
    kept = Place.read(source.cursor_of(CHANNEL, one.code))
    if kept is None and one.since is None:
        # The first look: from now on.
        yield here, None, 0
        return
    last = kept.last if kept and kept.validity == here.validity else 0
    numbers = _numbers_after(mailbox, last, one.since)
    if not numbers:
        yield here._replace(last=last), None, 0
    for number in numbers:
        raw, size = _letter(mailbox, number)
        yield here._replace(last=number), raw, size


def _open_folder(mailbox: BaseMailBox, one: Box) -> Place:
    """Open the folder for reading only; gives the last number before it was opened.

    Asked in this order, no letter can come in between that is counted and not seen.
    """
    status = mailbox.folder.status(one.folder, ("UIDVALIDITY", "UIDNEXT"))
    mailbox.folder.set(one.folder, readonly=True)
    return Place(status["UIDVALIDITY"], status["UIDNEXT"] - 1)


def _numbers_after(mailbox: BaseMailBox, last: int, since: date | None) -> list[int]:
    asked = f"UID {last + 1}:*"
    if since is not None:
        asked += f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}"
    found = (int(number) for number in mailbox.uids(asked))
    # `n:*` always names the last letter, even when n lies beyond it.
    return sorted(number for number in found if number > last)


def _letter(mailbox: BaseMailBox, number: int) -> tuple[bytes | None, int]:
    """The bytes of a letter, or its head when it is too large; None when it was deleted since."""
    size = _size(mailbox, number)
    if size is None:
        return None, 0
    part = "BODY.PEEK[]" if size <= settings.LETTER_MOST_BYTES else f"BODY.PEEK[]<0.{HEAD_BYTES}>"
    answer = _asked(mailbox, number, f"({part})")
    raw = next((one[1] for one in answer if isinstance(one, tuple)), None)
    return raw, size


def _size(mailbox: BaseMailBox, number: int) -> int | None:
    for line in _asked(mailbox, number, "(RFC822.SIZE)"):
        text = line[0] if isinstance(line, tuple) else line
        _, found, rest = (text or b"").upper().partition(b"RFC822.SIZE ")
        digits = rest.split(b")")[0].split(b" ")[0]
        if found and digits.isdigit():
            return int(digits)
    return None


def _asked(mailbox: BaseMailBox, number: int, what: str) -> list[bytes | tuple[bytes, bytes]]:
    status, answer = mailbox.client.uid("FETCH", str(number), what)
    if status != "OK":
        raise ValueError("FETCH was refused")
    return list(answer)
