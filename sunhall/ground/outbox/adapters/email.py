"""E-mail over SMTP.

SUNHALL_SMTP_URL is `smtp://user:password@host:port?from=hall@example.cn` (plain, or STARTTLS with
`&starttls=1`) or `smtps://…` (TLS from the start). The Message-ID is made of the idempotency key,
so that a mail sent again after a kill is one mail to the receiving system. Two facts of a message
are headers and no words: `answers` names the letters it answers, so that a thread stays together,
and `reply_to` the box that an answer should reach.
"""

import re
import smtplib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.validators import validate_email

from sunhall.ground.outbox.addresses import Mailbox, mailbox
from sunhall.ground.outbox.letter import Letter, Rejected, Undelivered

_PATIENCE = 20
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{3,250}>")


def send(letter: Letter) -> str:
    """Send one mail."""
    box = mailbox(settings.EMAIL_URL)
    if box is None:
        raise Undelivered("SUNHALL_SMTP_URL is not an SMTP address with a sender")
    try:
        validate_email(letter.to)
    except ValidationError:
        raise Rejected("the recipient is no e-mail address") from None
    message_id = f"<{letter.code}@{box.sender.rpartition('@')[2]}>"
    mail = EmailMessage(
        subject=" ".join(letter.subject.split()),
        body=letter.body,
        from_email=box.sender,
        to=[letter.to],
        headers={"Message-ID": message_id, **_headers(letter)},
        connection=_post_office(box),
    )
    try:
        mail.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        if _is_final(error):
            raise Rejected(_said(error)) from None
        raise Undelivered(_said(error)) from None
    except OSError as error:
        raise Undelivered(str(error)) from None
    return message_id


def _headers(letter: Letter) -> dict[str, str]:
    """A machine wrote it (RFC 3834), and which letters it answers (RFC 5322 3.6.4)."""
    answers = " ".join(_MESSAGE_ID.findall(letter.facts.get("answers", "")))
    headers = {"Auto-Submitted": "auto-replied" if answers else "auto-generated"}
    if answers:
        headers |= {"In-Reply-To": answers.split()[-1], "References": answers}
    if reply_to := letter.facts.get("reply_to"):
        headers["Reply-To"] = reply_to
    return headers


def _post_office(box: Mailbox) -> EmailBackend:
    return EmailBackend(
        host=box.host,
        port=box.port,
        username=box.user,
        password=box.password,
        use_tls=box.starttls,
        use_ssl=box.tls,
        timeout=_PATIENCE,
    )


def _codes(error: smtplib.SMTPException) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [int(code) for code, _text in error.recipients.values()]
    return [int(getattr(error, "smtp_code", 0))]


def _is_final(error: smtplib.SMTPException) -> bool:
    """5xx is for good, except a refused sign-in or sender, which the office can set right."""
    ours = (smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused)
    return not isinstance(error, ours) and all(500 <= code < 600 for code in _codes(error))


def _said(error: smtplib.SMTPException) -> str:
    """The codes only: the server's words repeat the recipient's address."""
    return f"SMTP {', '.join(map(str, _codes(error)))}"
