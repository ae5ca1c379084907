"""Letters as people and machines send them."""

from email.message import EmailMessage
from email.utils import make_msgid

TEXT = "县长您好：石桥村口的路灯坏了半个月，晚上老人出门看不见路，请尽快修好。"


def letter(
    text: str = TEXT,
    *,
    subject: str = "石桥村路灯不亮",
    sender: str = "李秀兰 <xiulan@example.com>",
    to: str = "mayor@example.cn",
    html: str = "",
    files: dict[str, bytes] | None = None,
    **headers: str,
) -> bytes:
    """A mail as a good mailer writes it; headers are given with _ for -."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Message-ID"] = make_msgid(domain="example.com")
    mail["Date"] = "Mon, 30 Nov 2026 09:30:00 +0800"
    for name, value in headers.items():
        name = name.replace("_", "-")
        del mail[name]
        mail[name] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, data in (files or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()
