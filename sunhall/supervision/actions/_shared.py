"""What every write of supervision shares: numbers without gaps, words long enough, the house."""

from typing import TYPE_CHECKING

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.matters import queries as matters
from sunhall.supervision import rules
from sunhall.supervision.models import Counter

if TYPE_CHECKING:
    from sunhall.matters.models import Matter


def next_number(key: str) -> int:
    """The next number of an office in a year, under lock: no gap, and no number twice."""
    Counter.objects.get_or_create(key=key)
    counter = Counter.objects.select_for_update().get(key=key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def lock(number: str) -> "Matter":
    """Lock a matter, behind which everything that hangs on it is written."""
    return matters.matter_for_update(number)


def seen_and_locked(number: str, by: Actor) -> "Matter":
    """A matter this actor may see, locked: the lock first, or the sight of it would be old."""
    matter = lock(number)
    if by.code != "system":
        matters.matter_for(by, number)
    return matter


def worded(text: str, reason: str, *, field: str) -> str:
    """A text long enough to say something, without what surrounds it."""
    plain = text.strip()
    if len(plain) < rules.LEAST_WORDS:
        raise refuse(reason, field=field, n=rules.LEAST_WORDS)
    return plain


def the_house(by: Actor) -> None:
    """What time or a fact brings about is the house's own work."""
    require(_may(by))


def _may(by: Actor) -> Verdict:
    return YES if by.code == "system" else no("由系统按规则自动办理，不能由人修改", article="K3")


def missing(what: object) -> NotFound:
    """There is no such thing, or not for this actor."""
    return NotFound(str(what))
