"""The one inbox: all that a person owes, sorted by the absolute moment it is due (ux B4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import Q, QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.matters.models import Matter
from sunhall.matters.rules import ANSWERED, OPEN

PAGE = 50
COUNT_CAP = 1000
_FAR = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class View:
    """A saved view of the inbox: its words and what it picks."""

    code: str
    words: str
    picks: Callable[[Actor], Q]


def _mine(actor: Actor) -> Q:
    return Q(owner__in=actor.posts, offered_to="")


def _end_of_today() -> datetime:
    return datetime.combine(today() + timedelta(days=1), time(), LOCAL)


VIEWS: tuple[View, ...] = (
    View("to-sign", "待签收", lambda actor: Q(offered_to__in=actor.posts)),
    View("open", "待办", lambda actor: _mine(actor) & ~Q(phase=ANSWERED)),
    View(
        "today",
        "今日到期",
        lambda actor: _mine(actor) & Q(due_at__gte=now(), due_at__lte=_end_of_today()),
    ),
    View("late", "超期", lambda actor: _mine(actor) & Q(due_at__lt=now())),
    View("paused", "等待对方（暂停）", lambda actor: _mine(actor) & Q(paused_at__isnull=False)),
    View("answered", "已答复待回访", lambda actor: _mine(actor) & Q(phase=ANSWERED)),
)


def inbox(
    actor: Actor, view: str, *, after: str = "", limit: int = PAGE
) -> tuple[list[Matter], str]:
    """One page of a view and the key of the next page, empty at the end.

    Pages are found by key, not by offset, so the hundredth costs what the first costs.
    """
    rows = _view(actor, view).order_by("due_at", "number")
    if after:
        due_text, _, number = after.partition("~")
        due = _FAR if due_text == "-" else datetime.fromisoformat(due_text)
        rows = rows.filter(Q(due_at__gt=due) | Q(due_at=due, number__gt=number))
    found = list(rows[: limit + 1])
    more = found[limit:] and found[limit - 1]
    return found[:limit], _key(more) if more else ""


def counts(actor: Actor) -> dict[str, int]:
    """How many each view holds, up to `COUNT_CAP`, so that a count never scans the county."""
    return {view.code: _view(actor, view.code)[:COUNT_CAP].count() for view in VIEWS}


def next_in_view(actor: Actor, view: str, number: str) -> str:
    """The number after this one in a view, for the key that opens the next case."""
    numbers = list(
        _view(actor, view).order_by("due_at", "number").values_list("number", flat=True)[:200]
    )
    if number in numbers[:-1]:
        return numbers[numbers.index(number) + 1]
    return next((other for other in numbers if other != number), "")


def _view(actor: Actor, code: str) -> QuerySet[Matter]:
    view = next((view for view in VIEWS if view.code == code), VIEWS[1])
    return Matter.objects.filter(view.picks(actor), phase__in=OPEN)


def _key(matter: Matter) -> str:
    due = matter.due_at.isoformat() if matter.due_at else "-"
    return f"{due}~{matter.number}"
