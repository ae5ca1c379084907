"""What the official account says of itself."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sunhall.ground.inbox import media, source
from sunhall.ground.inbox.adapters.wechat.account import CHANNEL, CODE, account
from sunhall.ground.inbox.channel import Account, Adapter, Setting, Unwell
from sunhall.ground.inbox.letter import Part
from sunhall.ground.outbox.adapters import wechat_api
from sunhall.ground.outbox.letter import Undelivered

_ENDINGS = {"image": "jpg", "voice": "amr", "video": "mp4"}
_NAMES = {"image": "微信图片", "voice": "微信语音", "video": "微信视频"}


def accounts() -> Iterator[Account]:
    """The official account, when it can be read."""
    if found := account():
        name = settings.WECHAT_NAME
        yield Account(
            CODE, name or found.app, address=found.app if name else "", owner=settings.WECHAT_OWNER
        )


def told() -> Iterator[Setting]:
    """How the account is set, without its secrets."""
    app, _colon, secret = settings.WECHAT_KEY.partition(":")
    yield Setting("SUNHALL_WECHAT_URL", _("微信接口地址"), settings.WECHAT_URL)
    yield Setting("SUNHALL_WECHAT_KEY", "AppID", app)
    yield Setting("SUNHALL_WECHAT_KEY", "AppSecret", secret, is_secret=True)
    yield Setting("SUNHALL_WECHAT_TOKEN", _("令牌 Token"), settings.WECHAT_TOKEN, is_secret=True)
    key = settings.WECHAT_AES_KEY
    yield Setting("SUNHALL_WECHAT_AES_KEY", _("消息加密密钥（空为明文模式）"), key, is_secret=True)


def probe(code: str) -> None:
    """Ask WeChat for an access token 自检: that needs address, app id and secret to be right."""
    try:
        wechat_api.token(fresh=False)
    except Undelivered as error:
        words = _told(str(error))
        source.failed(CHANNEL, code, words)
        raise Unwell(words) from None
    source.heard(CHANNEL, code)


def _told(error: str) -> str:
    if "40164" in error:
        return str(_("微信拒绝了本机地址，请在公众平台把服务器 IP 加入白名单"))
    if "4000" in error or "40125" in error or "40013" in error:
        return str(_("微信不认 AppID 或 AppSecret，请核对后重启"))
    return str(_("微信接口没有应答，请检查地址和网络"))


def fetched(kind: str, ref: str) -> Part:
    """Fetch a picture, voice or film; raise Gone when WeChat has it no more."""
    try:
        data = wechat_api.media(ref, most=settings.UPLOAD_MOST_BYTES)
    except wechat_api.NotThere:
        raise media.Gone(str(_("微信已不再提供这份材料，请重新发送"))) from None
    except wechat_api.TooLarge:
        raise media.Gone(str(_("这份材料过大，请压缩后重新发送，或在网上补充"))) from None
    return Part(f"{_NAMES.get(kind, kind)}.{_ENDINGS.get(kind, 'bin')}", data)


media.teach(CHANNEL, fetched)

ADAPTER = Adapter(
    code=CHANNEL,
    words=_("微信公众号"),
    needs=("SUNHALL_WECHAT_KEY", "SUNHALL_WECHAT_TOKEN"),
    hint=_(
        "在 SUNHALL_WECHAT_KEY 中写明 AppID 和 AppSecret，"
        "在 SUNHALL_WECHAT_TOKEN 中写明公众平台服务器配置里的令牌，重启后生效。"
    ),
    accounts=accounts,
    probe=probe,
    told=told,
    door="/api/wechat/messages",
)
