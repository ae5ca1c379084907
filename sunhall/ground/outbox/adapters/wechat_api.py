"""WeChat's API of one account: the access token, posts, and what followers sent.

The token comes from `stable_token`, which web and worker may both ask without ending each other's.
"""

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from sunhall.ground.kit.now import wall_clock
from sunhall.ground.outbox.adapters.http import TooLarge as TooLarge
from sunhall.ground.outbox.adapters.http import get_bytes, post_json
from sunhall.ground.outbox.letter import Undelivered

STALE_TOKEN = {40001, 40014, 42001}
# An id that WeChat does not know, or that has expired.
_NOT_THERE = {40004, 40007}
_MARGIN = timedelta(minutes=5)

_tokens: dict[tuple[str, str], tuple[str, datetime]] = {}


class NotThere(Exception):
    """WeChat does not have it, or no longer."""


def ask(path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Post with a token; a stale one is fetched anew once."""
    answer = _post(f"{path}?{urlencode({'access_token': token()})}", body)
    if answer.get("errcode") in STALE_TOKEN:
        answer = _post(f"{path}?{urlencode({'access_token': token(fresh=True)})}", body)
    return answer


def media(ref: str, *, most: int) -> bytes:
    """What a follower sent 临时素材; raise NotThere or TooLarge when it cannot be had."""
    code = 0
    for fresh in (False, True):
        query = urlencode({"access_token": token(fresh=fresh), "media_id": ref})
        kind, data = get_bytes(f"{settings.WECHAT_URL.rstrip('/')}/cgi-bin/media/get?{query}", most)
        told = _told(kind, data)
        if "video_url" in told:
            # A film is not handed out but named.
            return get_bytes(str(told["video_url"]), most)[1]
        code = int(told.get("errcode", 0))
        if code not in STALE_TOKEN:
            break
    if code in _NOT_THERE:
        raise NotThere(code)
    if code:
        raise Undelivered(f"errcode {code}")
    return data


def token(*, fresh: bool = False) -> str:
    """An access token that still lives."""
    holder = (settings.WECHAT_URL, settings.WECHAT_KEY)
    held, until = _tokens.get(holder, ("", wall_clock()))
    if held and not fresh and wall_clock() < until:
        return held
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


def _told(kind: str, data: bytes) -> dict[str, Any]:
    """What stands where a file should: an error, or the address of a film; {} for a file."""
    if "json" not in kind and "text/plain" not in kind:
        return {}
    try:
        told = json.loads(data)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _post(path: str, body: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(body, ensure_ascii=False).encode()
    return post_json(settings.WECHAT_URL.rstrip("/") + path, text, {})
