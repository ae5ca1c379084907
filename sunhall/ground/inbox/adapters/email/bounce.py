"""Machines that write: bounces 退信, automatic answers, lists; no machine answers a machine.

RFC 3834 2 (which letters no automatic answer goes to), RFC 3464 (delivery reports).
"""

import re
from email.message import Message

from sunhall.ground.inbox.adapters.email.charsets import header_of, raw_header
from sunhall.ground.inbox.letter import Arrived, Report

_POSTMASTERS = re.compile(r"^(?:mailer-daemon|postmaster)(?:@|$)", re.IGNORECASE)
_NOBODY = re.compile(r"^(?:no-?reply|do-?not-?reply)[^@]*@", re.IGNORECASE)
_VACATION = re.compile(
    r"^\s*(?:自动回复|自动答复|auto(?:matic)?[ -]?reply|out of office)", re.IGNORECASE
)
# The names the outbox gives its letters.
_OURS = re.compile(r"<?([0-9a-f]{24})@[\w.-]+>?")
_REPORTS = {"message/delivery-status", "message/disposition-notification"}
_MOST_SEARCHED = 64 * 1024


def is_machine_part(kind: str) -> bool:
    """Whether a part was written by a mail system for a mail system."""
    return kind in _REPORTS or kind == "text/rfc822-headers"


def notice_of(mail: Message, sender: str, *, own: set[str]) -> str:
    """Why no machine may answer this mail; "" when a person may have written it."""
    if sender.casefold() in own:
        return Arrived.OWN
    if _POSTMASTERS.match(sender) or _head(mail, "Return-Path") == "<>":
        return Arrived.BOUNCE
    if _is_automatic(mail):
        return Arrived.AUTO
    if _is_bulk(mail) or _NOBODY.match(sender):
        return Arrived.BULK
    return ""


def report_of(mail: Message) -> Report | None:
    """A delivery report that says a letter of ours did not arrive; None for any other mail."""
    parts = list(mail.walk())
    status = next((p for p in parts if p.get_content_type() == "message/delivery-status"), None)
    is_report = mail.get_content_type() == "multipart/report" and status is not None
    if not is_report and not _is_old_bounce(mail):
        return None
    actions = _fields(status, "Action") if status is not None else ["failed"]
    codes = tuple(dict.fromkeys(_codes(mail, parts)))
    if not any(action.lower() == "failed" for action in actions):
        # Delayed, relayed or delivered: nothing is to be undone.
        return Report(codes=())
    said = _fields(status, "Status") + _fields(status, "Diagnostic-Code") if status else []
    return Report(codes=codes, error=f"退信：{' '.join(said)}".strip("：")[:300])


def _is_old_bounce(mail: Message) -> bool:
    """A bounce in a provider's own words, told by its envelope and its sender."""
    return _POSTMASTERS.search(_address(mail)) is not None and (
        _head(mail, "Return-Path") in {"<>", ""}
    )


def _address(mail: Message) -> str:
    found = re.search(r"[\w.+-]+@[\w.-]+", _head(mail, "From"))
    return found[0] if found else ""


def _codes(mail: Message, parts: list[Message]) -> list[str]:
    """Names of our letters in what is quoted; they are random: whoever knows one got it."""
    found = _OURS.findall(_head(mail, "References") + _head(mail, "In-Reply-To"))
    for part in parts:
        found += _OURS.findall(_head(part, "Message-ID"))
        if part.get_content_type() in {"text/rfc822-headers", "text/plain"}:
            data = part.get_payload(decode=True)
            text = (
                data[:_MOST_SEARCHED].decode("utf-8", "replace") if isinstance(data, bytes) else ""
            )
            found += re.findall(r"(?im)^message-id:\s*<([0-9a-f]{24})@", text)
    return found


def _fields(status: Message | None, name: str) -> list[str]:
    """A field of every block of a delivery report."""
    if status is None:
        return []
    blocks = status.get_payload()
    rows = blocks if isinstance(blocks, list) else [status]
    return [
        str(row.get(name, "")).strip() for row in rows if isinstance(row, Message) and row.get(name)
    ]


def _is_automatic(mail: Message) -> bool:
    said = _head(mail, "Auto-Submitted").split(";")[0].strip().lower()
    suppress = _head(mail, "X-Auto-Response-Suppress").lower()
    return (
        said not in {"", "no"}
        or "all" in suppress
        or "oof" in suppress
        or any(mail.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder"))
        or bool(_VACATION.match(header_of(mail, "Subject")))
    )


def _is_bulk(mail: Message) -> bool:
    precedence = _head(mail, "Precedence").lower()
    lists = any(mail.get(name) for name in ("List-Id", "List-Unsubscribe", "Feedback-ID"))
    return lists or precedence in {"bulk", "list", "junk"}


def _head(mail: Message, name: str) -> str:
    return raw_header(mail, name).strip()
