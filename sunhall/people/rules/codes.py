"""Codes sent by phone: how long, how often, how many tries."""

from datetime import datetime, timedelta

from sunhall.ground.kit.verdict import YES, Verdict, no

CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=10)
MOST_TRIES = 5
AGAIN_AFTER = timedelta(seconds=60)

# How many codes may be sent within so many minutes.
CODES_PER_PHONE = (5, 60)
CODES_PER_ADDRESS = (20, 60)


def may_send(last_sent: datetime | None, at: datetime) -> Verdict:
    """A second code waits a minute, so that one tap too many costs nobody a message."""
    if last_sent is not None and at < last_sent + AGAIN_AFTER:
        wait = int((last_sent + AGAIN_AFTER - at).total_seconds()) + 1
        return no("验证码刚刚已发出，请 {wait} 秒后再试", wait=wait)
    return YES


def may_try(expires_at: datetime | None, tries: int, at: datetime) -> Verdict:
    """A code lives ten minutes and five tries."""
    if expires_at is None:
        return no("请先获取验证码")
    if at >= expires_at:
        return no("验证码已超过 10 分钟，请重新获取")
    if tries >= MOST_TRIES:
        return no("验证码已输错 5 次，请重新获取")
    return YES
