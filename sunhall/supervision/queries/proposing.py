"""Which matters call for supervision by themselves: one query for each situation (H7; 潍坊 26)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import now
from sunhall.matters import queries as matters
from sunhall.supervision import rules

if TYPE_CHECKING:
    from sunhall.matters.models import Matter

# What 超过期限未办结 speaks of: the answer, or the dialogue after it.
OVERDUE = ("reply", "dialogue")


def calling_for(trigger: str) -> "QuerySet[Matter]":
    """The open matters in a situation that the schedule looks for."""
    rows = matters.matters_for(SYSTEM).filter(closed_at=None)
    return rows.filter(SITUATIONS[trigger]()).distinct().order_by("pk")


def _refused() -> Q:
    """Nobody has signed although the limit for it has passed."""
    return ~Q(offered_to="") & Q(
        deadlines__name="sign", deadlines__passed_at__isnull=False, deadlines__met_at=None,
        deadlines__ended_at=None,
    )  # fmt: skip


def _overdue() -> Q:
    """Reply or dialogue has run out and is still owed."""
    return Q(
        deadlines__name__in=OVERDUE, deadlines__passed_at__isnull=False,
        deadlines__met_at=None, deadlines__ended_at=None,
    )  # fmt: skip


def _unsolved() -> Q:
    """The office wrote 已解决, the person said since then that it is not."""
    return Q(outcome="resolved", revisits__solved=False, revisits__at__gte=F("answered_at"))


def _poor() -> Q:
    """The person says that a recorded contact never happened."""
    return Q(contacts__disputed_at__isnull=False)


SITUATIONS: dict[str, Callable[[], Q]] = {
    "refused": _refused,
    "overdue": _overdue,
    "unsolved": _unsolved,
    "poor": _poor,
}


def calls_for(trigger: str, matter: "Matter") -> bool:
    """Whether one matter is in a situation, asked again behind its lock."""
    return calling_for(trigger).filter(pk=matter.pk).exists()


def not_yet_proposed(trigger: str) -> list[str]:
    """Numbers of matters in a situation for which the level now due was not yet proposed."""
    rows = calling_for(trigger).prefetch_related("letters", "proposals")
    return [row.number for row in rows if _is_new(row, trigger)]


def _is_new(matter: "Matter", trigger: str) -> bool:
    # Rows that hang on a matter from this floor: mypy cannot know them.
    hung: Any = matter
    letters = [one for one in hung.letters.all() if one.state != rules.WITHDRAWN]
    past = [
        rules.Past(
            one.level, one.state in rules.OPEN_LETTER, one.late_at is not None or one.due_at < now()
        )
        for one in sorted(letters, key=lambda one: one.pk)
    ]
    level = rules.level_due(past)
    known = {(one.trigger, one.level) for one in hung.proposals.all()}
    return bool(level) and (trigger, level) not in known
