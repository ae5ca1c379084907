"""The one inbox: all that a person owes, sorted by the absolute moment it is due (ux B4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.given import instant_of
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.matters.models import Deadline, Matter
from sunhall.matters.queries.lines import with_names
from sunhall.matters.rules import ANSWERED

PAGE = 50
COUNT_CAP = 1000


@dataclass(frozen=True)
class View:
    """A saved view of the inbox: its words, what it picks, and the moment it is sorted by.

    What is paused has no due moment; it waits in a view of its own, the longest first.
    """

    code: str
    words: str
    picks: Callable[[Actor], Q]
    sort: str = "due_at"


def _mine(actor: Actor) -> Q:
    return Q(owner__in=actor.posts, offered_to="")


def _at_hand(actor: Actor) -> Q:
    """Owned or offered: a clock that runs out between two posts is the business of both (K2)."""
    return Q(owner__in=actor.posts) | Q(offered_to__in=actor.posts)


def _rows() -> QuerySet[Matter]:
    """Open matters with the moment from which their first clock counts as near 临期."""
    running = Deadline.objects.filter(matter=OuterRef("pk"), met_at=None, ended_at=None)
    first = running.order_by("due_at", "pk").values("remind_at")[:1]
    return Matter.objects.filter(closed_at=None).annotate(near_at=Subquery(first))


def _end_of_today() -> datetime:
    return datetime.combine(today() + timedelta(days=1), time(), LOCAL)


VIEWS: tuple[View, ...] = (
    View("to-sign", "待签收", lambda actor: Q(offered_to__in=actor.posts)),
    View("open", "待办", lambda actor: _mine(actor) & ~Q(phase=ANSWERED)),
    View(
        "today",
        "今日到期",
        lambda actor: _at_hand(actor) & Q(due_at__gte=now(), due_at__lte=_end_of_today()),
    ),
    View("near", "临期", lambda actor: _at_hand(actor) & Q(due_at__gte=now(), near_at__lte=now())),
    View("late", "超期", lambda actor: _at_hand(actor) & Q(due_at__lt=now())),
    View(
        "paused",
        "等待对方（暂停）",
        lambda actor: _mine(actor) & Q(paused_at__isnull=False),
        "paused_at",
    ),
    View("answered", "已答复待回访", lambda actor: _mine(actor) & Q(phase=ANSWERED)),
    View(
        "given",
        "已交办待签收",
        lambda actor: Q(owner__in=actor.posts) & ~Q(offered_to__in=["", *actor.posts]),
    ),
)


def inbox(
    actor: Actor, view: str, *, after: str = "", limit: int = PAGE
) -> tuple[list[Matter], str]:
    """One page of a view and the key of the next page, empty at the end.

    Pages are found by key, not by offset, so the hundredth costs what the first costs.
    """
    sort = _named(view).sort
    return keyset(with_names(_view(actor, view)), sort, after=after, limit=limit)


def keyset(
    rows: QuerySet[Matter], sort: str, *, after: str = "", limit: int = PAGE
) -> tuple[list[Matter], str]:
    """One page of matters in order of a moment and number, and the key of the next page."""
    rows = rows.order_by(sort, "number")
    since, number = _key(after)
    if since is not None:
        rows = rows.filter(Q(**{f"{sort}__gt": since}) | Q(**{sort: since, "number__gt": number}))
    found = list(rows[: limit + 1])
    if len(found) <= limit:
        return found, ""
    last = found[limit - 1]
    return found[:limit], f"{getattr(last, sort).isoformat()}~{last.number}"


def _key(after: str) -> tuple[datetime | None, str]:
    """A page key read back; one that nobody made begins at the first page."""
    at, _, number = after.partition("~")
    return instant_of(at), number


def counts(actor: Actor) -> dict[str, int]:
    """How many each view holds, up to `COUNT_CAP` of a person's matters, in one query."""
    near = _rows().filter(_at_hand(actor)).order_by("due_at")[:COUNT_CAP]
    return near.aggregate(**{view.code: Count("pk", filter=_picked(view, actor)) for view in VIEWS})


def next_in_view(actor: Actor, view: str, number: str) -> str:
    """The number after this one in a view, for the key that opens the next case."""
    rows = _view(actor, view).order_by(_named(view).sort, "number")
    numbers = list(rows.values_list("number", flat=True)[:200])
    if number in numbers[:-1]:
        return numbers[numbers.index(number) + 1]
    return next((other for other in numbers if other != number), "")


def view_of(actor: Actor, number: str) -> str:
    """The view a matter stands in for this actor, "" when in none: its list beside its page."""
    here = {view.code: Count("pk", filter=_picked(view, actor)) for view in VIEWS}
    held = _rows().filter(number=number).aggregate(**here)
    return next((code for code, n in held.items() if n), "")


def _view(actor: Actor, code: str) -> QuerySet[Matter]:
    return _rows().filter(_picked(_named(code), actor))


def _named(code: str) -> View:
    return next((view for view in VIEWS if view.code == code), VIEWS[1])


def _picked(view: View, actor: Actor) -> Q:
    return view.picks(actor) & Q(**{f"{view.sort}__isnull": False})
