"""Messages to followers of the official account.

SUNHALL_WECHAT_URL is the API's address, SUNHALL_WECHAT_KEY is `appid:secret`. With WeChat's code of
a template it is a template message 模板消息, and `client_msg_id` carries the idempotency key;
WeChat keeps it for ten minutes. Without one the words go out as they are 客服消息: within
forty-eight hours of the person's last word, and with no key that would tell a repetition.
"""

from typing import Any

from sunhall.ground.outbox.adapters import wechat_api
from sunhall.ground.outbox.letter import Letter, Rejected, Undelivered

# Wrong open id, not a follower, refused by the person, unknown template, wrong data, and for plain
# words: the person wrote too long ago, or was written to too often since.
_FOR_GOOD = {40003, 43004, 43019, 43101, 40037, 47003, 45015, 45047, 45002}


def send(letter: Letter) -> str:
    """Send one message."""
    path, body = _template(letter) if letter.provider_code else _words(letter)
    answer = wechat_api.ask(path, body)
    code = int(answer.get("errcode", 0))
    if code == 0:
        return str(answer.get("msgid", ""))
    text = f"errcode {code}"
    raise Rejected(text) if code in _FOR_GOOD else Undelivered(text)


def _template(letter: Letter) -> tuple[str, dict[str, Any]]:
    body: dict[str, Any] = {
        "touser": letter.to,
        "template_id": letter.provider_code,
        "client_msg_id": letter.code,
        "data": {name: {"value": fact} for name, fact in letter.facts.items()},
    }
    if "url" in letter.facts:
        # The page that a tap on the message opens.
        body["url"] = letter.facts["url"]
    return "/cgi-bin/message/template/send", body


def _words(letter: Letter) -> tuple[str, dict[str, Any]]:
    body = {"touser": letter.to, "msgtype": "text", "text": {"content": letter.body}}
    return "/cgi-bin/message/custom/send", body
