"""Residents sign in with a code sent to their phone; no password to forget."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from sunhall.ground.access.actor import Actor
from sunhall.ground.access.throttle import blocked, count_failure
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.ground.outbox.channels import SMS, channel_ready
from sunhall.ground.outbox.post import post_message
from sunhall.ground.sealed.blind import blind_index
from sunhall.people.actions.know import know_person
from sunhall.people.events import PhoneCodeMissed, PhoneCodeSent, ResidentSignedIn
from sunhall.people.models import Person, PhoneCode
from sunhall.people.rules import (
    CODE_DIGITS,
    CODE_LIVES,
    CODES_PER_ADDRESS,
    CODES_PER_PHONE,
    may_send,
    may_try,
    mobile_of,
)

KEPT = timedelta(days=1)
_BUSY = "验证码获取次数较多，请一小时后再试，或拨打热线办理"


@dataclass(frozen=True, slots=True)
class Sent:
    """A code on its way. In the demonstration it is shown, for no message leaves the house."""

    pk: int
    phone: str
    expires_at: datetime
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The person behind a confirmed phone, or why it was not confirmed.

    A wrong code is an answer, not an exception: the count of tries must be kept.
    """

    person: Person | None
    verdict: Verdict = YES


@action
def send_phone_code(phone: str, *, by: Actor, address: str = "") -> Sent:
    """Send a six-digit code 验证码 to a mobile phone; it lives ten minutes."""
    number = mobile_of(phone)
    if not (settings.DEMO or channel_ready(SMS)):
        raise refuse("本站暂未开通短信，请用编号和查询码查询，或拨打热线办理", field="phone")
    index = blind_index(number, "phone")
    last = PhoneCode.objects.filter(phone_index=index).order_by("-sent_at").first()
    require(may_send(last.sent_at if last else None, now()), field="phone")
    keys = {f"phone-code:{index[:40]}": CODES_PER_PHONE}
    if address:
        keys[f"phone-code-from:{address}"[:120]] = CODES_PER_ADDRESS
    if any(blocked(key) for key in keys):
        raise refuse(_BUSY, field="phone")
    for key, (most, minutes) in keys.items():
        count_failure(key, most, minutes)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    row = PhoneCode.objects.create(
        phone=number,
        phone_index=index,
        code_hash=_hashed(index, code),
        sent_at=now(),
        expires_at=now() + CODE_LIVES,
    )
    record(PhoneCodeSent(phone=index[:16]), by=by)
    _post(number, code, row, by)
    return Sent(row.pk, number, row.expires_at, code if settings.DEMO else "")


@action
def confirm_phone_code(phone: str, code: str, *, by: Actor) -> Confirmed:
    """Compare the code 验证码 that was typed; the person behind the phone is signed in."""
    number = mobile_of(phone)
    index = blind_index(number, "phone")
    row = PhoneCode.objects.select_for_update().filter(phone_index=index, used_at=None)
    last = row.order_by("-sent_at").first()
    verdict = may_try(last.expires_at if last else None, last.tries if last else 0, now())
    if last is None or not verdict:
        return Confirmed(None, verdict)
    if not hmac.compare_digest(last.code_hash, _hashed(index, "".join(code.split()))):
        last.tries += 1
        last.save(update_fields=["tries"])
        record(PhoneCodeMissed(phone=index[:16], tries=last.tries), by=by)
        return Confirmed(None, no("验证码与短信中的不一致，请核对后重新输入"))
    # Every code of this phone is used up with it: the door is open, no older one opens it again.
    row.update(used_at=now())
    return Confirmed(_known(number, by))


def _known(number: str, by: Actor) -> Person:
    person = know_person(phone=number, channel="手机登录", by=by)
    if not person.is_verified:
        person.is_verified = True
        person.save(update_fields=["is_verified"])
    record(ResidentSignedIn(person=person.public_id), by=by)
    return person


def _hashed(index: str, code: str) -> str:
    return salted_hmac(index, code, algorithm="sha256").hexdigest()


def _post(phone: str, code: str, row: PhoneCode, by: Actor) -> None:
    """The one place a code leaves the house."""
    post_message(
        "phone-code",
        to=phone,
        channel=SMS,
        key=f"phone-code:{row.pk}",
        about=f"phone:{row.phone_index[:16]}",
        by=by,
        is_asked=True,
        code=code,
        minutes=int(CODE_LIVES.total_seconds() // 60),
    )


@action
def forget_old_codes(*, by: Actor) -> int:
    """Delete codes a day after they were sent: nothing is kept longer than needed (PIPL 19)."""
    return PhoneCode.objects.filter(sent_at__lt=now() - KEPT).delete()[0]
