"""An SMS gateway as the tests need it: its own signature, its own cutting of long texts."""

import hashlib
import hmac
import itertools
import json
from typing import Any

from sunhall.ground.kit.now import wall_clock

KEY = "gateway-key"
DOOR = "/api/sms/events"
NUMBERS = [
    "106900012345?code=mayor&name=县长短信&owner=rx-head",
    "106900054321?code=hall&name=热线短信",
]
PHONE = "13800000001"
TEXT = "石桥村口的路灯坏了半个月，晚上老人出门看不见路，请尽快修好。"
_ids = itertools.count(1)


def text(words: str = TEXT, **more: Any) -> dict[str, Any]:
    """One text as the gateway tells it."""
    told = {"id": f"m-{next(_ids)}", "event": "text", "from": PHONE, "to": "106900012345"}
    return {**told, "text": words, **more}


def parts(words: str, *, group: str = "7f", size: int = 10, **more: Any) -> list[dict[str, Any]]:
    """A long text, cut as a phone cuts it: by units of UTF-16, through the middle of a sign."""
    data = words.encode("utf-16-be")
    cuts = [data[at : at + 2 * size] for at in range(0, len(data), 2 * size)]
    return [
        text(
            cut.decode("utf-16-be", "surrogatepass"), group=group, part=number, parts=len(cuts),
            **more,
        )
        for number, cut in enumerate(cuts, 1)
    ]  # fmt: skip


def report(**more: Any) -> dict[str, Any]:
    """A receipt."""
    told = {"id": f"r-{next(_ids)}", "event": "report", "status": "delivered", "code": "DELIVRD"}
    return {**told, **more}


def send(client: Any, told: Any = None, *, raw: bytes | None = None, **how: Any) -> Any:
    """Post one callback, signed unless told otherwise."""
    body = raw if raw is not None else json.dumps(told).encode()
    stamp = str(int(wall_clock().timestamp()) - int(how.get("late", 0)))
    key = str(how.get("key", KEY)).encode()
    signed = hmac.new(key, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {"X-Timestamp": how.get("stamp", stamp), "X-Signature": how.get("signed", signed)}
    return client.post(DOOR, body, content_type="application/json", headers=headers)
