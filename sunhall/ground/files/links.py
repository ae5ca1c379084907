"""Links to one file for one actor that stop working after a while."""

from datetime import timedelta

from django.core import signing

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries
from sunhall.ground.files.models import StoredFile
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound

_SALT = "sunhall.files.link"
LASTS = timedelta(minutes=10)


def signed_token(stored: StoredFile, *, for_actor: Actor, lasts: timedelta = LASTS) -> str:
    """Make a token that opens this file for this actor only, until it expires."""
    until = int((now() + lasts).timestamp())
    return signing.dumps([stored.code, for_actor.code, until], salt=_SALT, compress=False)


def opened_token(token: str, *, by: Actor) -> StoredFile:
    """Give the file a token stands for; a stale, foreign or altered token finds nothing."""
    try:
        code, actor, until = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotFound from error
    if actor != by.code or now().timestamp() >= until:
        raise NotFound
    found = queries.present().filter(code=code).first()
    if found is None:
        raise NotFound
    return found
