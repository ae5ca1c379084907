"""SMS in 短信来件: texts to the leaders' public numbers, and receipts of our own (H1, K7).

The same gateway as of `outbox/adapters/sms.py`, the other way round. Each number is one of
SUNHALL_SMS_NUMBERS:

    106900012345?code=mayor&name=县长短信&owner=rx-desk

`code` names it for us and never changes, `owner` is the post that answers first (the desk when left
out). The gateway posts to `/api/sms/events`

    {"id": "…", "event": "text", "from": "13800000001", "to": "106900012345", "text": "…",
     "group": "7f", "part": 1, "parts": 3, "sent_at": "2026-11-30T09:30:00+08:00"}
    {"id": "…", "event": "report", "message": "<our id>", "message_id": "<its own>",
     "status": "delivered", "code": "DELIVRD"}

signed as ours are: X-Timestamp (seconds since 1970) and X-Signature (hex HMAC-SHA256 under
SUNHALL_SMS_KEY of `<timestamp>.<body bytes>`); older than five minutes is refused, so a gateway
signs anew when it repeats. Instead of `text` it may hand on what the network gave it, `data` in
hex with `encoding` ucs2, gsm7 (one septet in a byte), utf-8, gb18030 or latin1: parts are joined
before they are read, for a sign may be cut in half. `group`, `part` and `parts` come with long
texts only, in any order. `status` is delivered, failed, expired or rejected; anything else is no
news yet.

200 means kept. 401 and 422 name what is wrong; 5xx asks for another try. The same id is one text,
however often it comes. A signed callback that cannot be read is kept for a person all the same.
"""
