"""SMS over a generic HTTP gateway.

Every county has another provider; a gateway that speaks this form stands between. Sunhall posts
to SUNHALL_SMS_URL:

    {"id": "<24 hex>", "to": "13800001234", "text": "…", "template": "<provider's code>",
     "params": {"number": "R261122-4839207"}}

with the headers
    Idempotency-Key   the id again; the gateway sends one id once and answers a repetition with
                      the first answer,
    X-Timestamp       seconds since 1970,
    X-Signature       hex HMAC-SHA256 under SUNHALL_SMS_KEY of `<timestamp>.<body bytes>`.

200–299 with {"message_id": "…"} means taken. 408, 409, 425, 429, 401, 403 and 5xx mean later;
any other 4xx means never (such as a number that is none). {"check": true} asks whether the gateway
is well and knows the key, and sends nothing. What became of a text, and what people write back,
comes to the door that `inbox/adapters/sms` describes.
"""

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings

from sunhall.ground.kit.now import wall_clock
from sunhall.ground.outbox.adapters.http import post_json
from sunhall.ground.outbox.letter import Letter


def send(letter: Letter) -> str:
    """Post one SMS to the gateway."""
    body = json.dumps(
        {
            "id": letter.code,
            "to": letter.to,
            "text": letter.body,
            "template": letter.provider_code,
            "params": dict(letter.facts),
        },
        ensure_ascii=False,
    ).encode()
    return str(_post(body, {"Idempotency-Key": letter.code}).get("message_id", ""))


def ask_whether_well() -> None:
    """Ask the gateway whether it is well and knows our key 自检; raise as when it were not."""
    _post(json.dumps({"check": True}).encode(), {})


def _post(body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    stamp = str(int(wall_clock().timestamp()))
    signed = {"X-Timestamp": stamp, "X-Signature": signature(settings.SMS_KEY, stamp, body)}
    return post_json(settings.SMS_URL, body, headers | signed)


def signature(key: str, stamp: str, body: bytes) -> str:
    """Sign time and body, so that a gateway can refuse both forgeries and old copies."""
    return hmac.new(key.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
