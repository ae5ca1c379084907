"""What the public numbers say of themselves."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sunhall.ground.inbox import source
from sunhall.ground.inbox.adapters.sms.numbers import numbers
from sunhall.ground.inbox.channel import Account, Adapter, Setting, Unwell
from sunhall.ground.outbox.adapters.sms import ask_whether_well
from sunhall.ground.outbox.letter import Rejected, Undelivered

CHANNEL, DOOR = "sms", "/api/sms/events"


def accounts() -> Iterator[Account]:
    """The public numbers of this county."""
    for number in numbers():
        yield Account(number.code, number.name, address=number.digits, owner=number.owner)


def told() -> Iterator[Setting]:
    """How both halves of the channel are set, without the key."""
    yield Setting("SUNHALL_SMS_URL", _("短信网关地址"), settings.SMS_URL)
    yield Setting("SUNHALL_SMS_KEY", _("签名密钥"), settings.SMS_KEY, is_secret=True)
    shown = "、".join(f"{number.name} {number.digits}" for number in numbers())
    yield Setting("SUNHALL_SMS_NUMBERS", _("公开号码"), shown)


def probe(code: str) -> None:
    """Ask the gateway whether it is well and knows our key 自检; nothing is sent."""
    try:
        ask_whether_well()
    except Rejected:
        words = _("短信网关不认识自检请求，或签名密钥不一致，请与网关服务商核对")
    except Undelivered as error:
        words = (
            _("短信网关拒绝了签名，请核对两边的密钥和时钟")
            if str(error).startswith(("401", "403"))
            else _("短信网关没有应答，请检查地址和网络")
        )
    else:
        source.heard(CHANNEL, code)
        return
    source.failed(CHANNEL, code, str(words))
    raise Unwell(str(words))


ADAPTER = Adapter(
    code=CHANNEL,
    words=_("短信"),
    needs=("SUNHALL_SMS_NUMBERS", "SUNHALL_SMS_KEY"),
    hint=_(
        "在 SUNHALL_SMS_NUMBERS 中写明每个公开号码的名称和承办岗位，"
        "在 SUNHALL_SMS_KEY 中写明与短信网关约定的密钥，重启后生效。"
    ),
    accounts=accounts,
    probe=probe,
    told=told,
    door=DOOR,
)
