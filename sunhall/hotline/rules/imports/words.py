"""Words of other systems for our channels and kinds of demand."""

from sunhall.hotline.rules.words import CHANNELS, DEMANDS

_OTHER_WORDS = {
    "phone": "电话来电 12345 热线 来电 拨打 phone call tel telephone",
    "web": "网站 网络 网页 互联网 门户网站 留言板 app 客户端 小程序 微博 qq 邮件 电子邮件 电子邮箱"
    " web website internet online mobile open311 mobile/open311 twitter email e-mail",
    "walk_in": "走访 现场 窗口 当面 walk-in walkin counter",
    "letter": "信件 信函 letter mail post",
    "agent": "网格员 代办",
    "mailbox": "信箱 县长信箱 书记信箱 市长信箱 领导信箱",
    "sms": "短消息 sms text",
    "wechat": "微信公众号 公众号 wechat",
    "programme": "广播 电视 电台 行风热线 radio tv",
    "api": "接口 系统对接 转办 integrated",
}
_CHANNEL_OF = {
    word: code
    for code, words in _OTHER_WORDS.items()
    for word in (*words.split(), CHANNELS[code], code)
}
_DEMAND_OF = {words: code for code, words in DEMANDS.items()} | {code: code for code in DEMANDS}


def channel_of(words: str) -> str:
    """The channel another system's word means; `import` when it means none we know."""
    plain = "".join(words.split()).casefold()
    if plain in _CHANNEL_OF:
        return _CHANNEL_OF[plain]
    return "web" if plain.endswith(("app", "网", "网站", "小程序")) else "import"


def demand_of(class_words: str) -> str:
    """The kind of demand, where a source's class is just that (咨询、投诉 …); help otherwise."""
    return _DEMAND_OF.get("".join(class_words.split()).removesuffix("类"), "help")
