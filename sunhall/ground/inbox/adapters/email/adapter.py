"""What the mailboxes say of themselves."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sunhall.ground.inbox.adapters.email.boxes import boxes
from sunhall.ground.inbox.adapters.email.fetch import look_in, look_into_all
from sunhall.ground.inbox.channel import Account, Adapter, Setting
from sunhall.ground.outbox.addresses import mailbox


def accounts() -> Iterator[Account]:
    """The mailboxes of this county."""
    for box in boxes():
        yield Account(box.code, box.name, address=box.address, owner=box.owner)


def told() -> Iterator[Setting]:
    """How both halves of the channel are set, without user or password."""
    shown = "、".join(f"{box.name} {box.address}" for box in boxes())
    yield Setting("SUNHALL_MAILBOXES", _("公开信箱"), shown)
    post = mailbox(settings.EMAIL_URL)
    yield Setting("SUNHALL_SMTP_URL", _("发信服务器"), f"{post.host} {post.sender}" if post else "")


ADAPTER = Adapter(
    code="email",
    words=_("电子邮件"),
    needs=("SUNHALL_MAILBOXES", "SUNHALL_SMTP_URL"),
    hint=_("在 SUNHALL_MAILBOXES 中写明每个公开信箱的 IMAP 地址、名称和承办岗位，重启后生效。"),
    accounts=accounts,
    probe=look_in,
    poll=look_into_all,
    told=told,
)
