"""WeChat template messages 微信模板消息 of a service account.

SUNHALL_WECHAT_URL is the API's address, SUNHALL_WECHAT_KEY is `appid:secret`. The access token
comes from `stable_token`, which web and worker may both ask without ending each other's token.
`client_msg_id` carries the idempotency key; WeChat itself keeps it for ten minutes.
"""

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from sunhall.ground.kit.now import wall_clock
from sunhall.ground.outbox.adapters.http import post_json
from sunhall.ground.outbox.letter import Letter, Rejected, Undelivered

_STALE_TOKEN = {40001, 40014, 42001}
# Wrong open id, not a follower, refused by the person, unknown template, wrong data.
_FOR_GOOD = {40003, 43004, 43019, 43101, 40037, 47003}
_MARGIN = timedelta(minutes=5)

_tokens: dict[tuple[str, str], tuple[str, datetime]] = {}


def send(letter: Letter) -> str:
    """Send one template message; a stale token is fetched anew once."""
    answer = _ask(letter, _token())
    if answer.get("errcode") in _STALE_TOKEN:
        answer = _ask(letter, _token(fresh=True))
    code = int(answer.get("errcode", 0))
    if code == 0:
        return str(answer.get("msgid", ""))
    text = f"errcode {code}"
    raise Rejected(text) if code in _FOR_GOOD else Undelivered(text)


def _ask(letter: Letter, token: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "touser": letter.to,
        "template_id": letter.provider_code,
        "client_msg_id": letter.code,
        "data": {name: {"value": fact} for name, fact in letter.facts.items()},
    }
    if "url" in letter.facts:
        # The page that a tap on the message opens.
        body["url"] = letter.facts["url"]
    query = urlencode({"access_token": token})
    return _post(f"/cgi-bin/message/template/send?{query}", body)


def _token(*, fresh: bool = False) -> str:
    holder = (settings.WECHAT_URL, settings.WECHAT_KEY)
    token, until = _tokens.get(holder, ("", wall_clock()))
    if token and not fresh and wall_clock() < until:
        return token
    app, _, secret = settings.WECHAT_KEY.partition(":")
    answer = _post(
        "/cgi-bin/stable_token",
        {
            "grant_type": "client_credential",
            "appid": app,
            "secret": secret,
            "force_refresh": fresh,
        },
    )
    if "access_token" not in answer:
        raise Undelivered(f"no access token: errcode {answer.get('errcode')}")
    lasts = timedelta(seconds=int(answer.get("expires_in", 0))) - _MARGIN
    _tokens[holder] = (str(answer["access_token"]), wall_clock() + lasts)
    return _tokens[holder][0]


def _post(path: str, body: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(body, ensure_ascii=False).encode()
    return post_json(settings.WECHAT_URL.rstrip("/") + path, text, {})
