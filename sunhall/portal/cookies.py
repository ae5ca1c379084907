"""Every cookie this site sets, why and for how long (A1-23); a test compares what is set."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Cookie(NamedTuple):
    """One row of the cookies page; `names` are names as the browser lists them."""

    names: tuple[str, ...]
    purpose: Promise
    kept: Promise


COOKIES = (
    Cookie(("csrf",), _("防止别的网站冒用您的身份提交"), _("1 年")),
    Cookie(("session",), _("记住您已登录、已输对查询码的编号"), _("30 分钟不操作即失效")),
    Cookie(
        ("draft",),
        _("找回没写完的诉求；内容存在我们的服务器上，不在您的手机里"),
        _("24 小时；留了手机号的 30 天"),
    ),
    Cookie(("messages",), _("提交之后给您看一次结果"), _("看过即删")),
    Cookie(("density", "size"), _("记住您选的字号"), _("1 年")),
    Cookie(("contrast",), _("记住您选的高对比"), _("1 年")),
    Cookie(("language",), _("记住您选的语言"), _("1 年")),
    Cookie(("keys",), _("工作人员：记住是否使用单键快捷键"), _("1 年")),
)


def listed() -> frozenset[str]:
    """All names on the page."""
    return frozenset(name for cookie in COOKIES for name in cookie.names)
