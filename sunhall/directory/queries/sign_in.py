"""Where a person is signed in just now, and why a sign-in ended (身份鉴别 b)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session

from sunhall.directory.rules import is_administrator
from sunhall.ground.access.models import SignIn
from sunhall.ground.kit.now import now
from sunhall.ground.sealed.masks import mask_internet_address


@dataclass(frozen=True, slots=True)
class Device:
    """One open sign-in as its owner sees it."""

    pk: int
    words: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def sign_in_limit(roles: Iterable[str]) -> int:
    """On how many devices at a time; 0 is without limit."""
    limit: int = settings.SESSIONS
    if is_administrator(frozenset(roles)):
        limit = settings.ADMIN_SESSIONS
    return max(0, limit)


def open_sign_ins(account_pk: int) -> list[SignIn]:
    """The sign-ins whose session still lives, the oldest first."""
    rows = SignIn.objects.filter(account_id=account_pk, ended_at=None).order_by("began_at", "pk")
    living = _sessions(rows)
    return [row for row in rows if row.session_key in living]


def devices_of(account_pk: int, this: str | None = None) -> list[Device]:
    """The same for a page, the newest first; `this` is the session of who looks."""
    rows = SignIn.objects.filter(account_id=account_pk, ended_at=None).order_by("-began_at", "-pk")
    living = _sessions(rows)
    return [
        Device(
            row.pk,
            row.device,
            mask_internet_address(row.address),
            row.began_at,
            _seen(living[row.session_key]),
            row.session_key == this,
        )
        for row in rows
        if row.session_key in living
    ]


def sign_in_behind(session_key: str) -> SignIn | None:
    """The sign-in that once had this session."""
    rows = SignIn.objects.filter(session_key=session_key)
    return rows.select_related("account").first()


def sign_in_for(pk: int) -> SignIn | None:
    """One sign-in, open or ended."""
    return SignIn.objects.filter(pk=pk).select_related("account").first()


def why_ended(row: SignIn) -> str:
    """Why somebody has to sign in again: newer, own, security, left, closed, password or idle."""
    if row.ended_by:
        return row.ended_by
    if not row.account.is_active:
        return "closed"
    changed = row.account.password_changed_at
    return "password" if changed and changed > row.began_at else "idle"


def _sessions(rows: Iterable[SignIn]) -> dict[str, Session]:
    keys = [row.session_key for row in rows]
    return Session.objects.filter(expire_date__gt=now()).in_bulk(keys) if keys else {}


def _seen(session: Session) -> datetime:
    """Every click moves the end of a session on, so its end tells when the last click was."""
    age = session.get_decoded().get("_session_expiry") or settings.SESSION_COOKIE_AGE
    return session.expire_date - timedelta(seconds=age)
