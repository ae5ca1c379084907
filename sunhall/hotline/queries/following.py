"""What was agreed 约定事项: the matters that came of it, and whether they were kept (H6)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, today
from sunhall.hotline.models import FollowUp
from sunhall.hotline.rules.following import STATES, TONES, Promise, state_of
from sunhall.matters import queries as matters


@dataclass(frozen=True)
class Agreed:
    """One agreed matter as a case shows it; its number only to who may see it."""

    row: FollowUp
    state: str
    words: str
    tone: str
    is_seen: bool


def follow_ups_for(actor: Actor) -> QuerySet[FollowUp]:
    """What was agreed in dialogues and joint meetings about requests this actor may see."""
    seen = matters.matters_for(actor).filter(kind="request")
    about = Q(dialogue__matter__in=seen) | Q(review__matter__in=seen)
    return FollowUp.objects.filter(about).select_related("matter", "matter__last_answer")


def agreed_in(actor: Actor, matter: Any) -> list[Agreed]:
    """What was agreed about one request, in order."""
    rows = FollowUp.objects.filter(Q(dialogue__matter=matter) | Q(review__matter=matter))
    found = list(rows.select_related("matter", "matter__last_answer").order_by("at", "pk"))
    if not found:
        return []
    seen = matters.matters_for(actor).filter(pk__in=[row.matter_id for row in found])
    numbers = set(seen.values_list("pk", flat=True))
    return [_agreed(row, is_seen=row.matter_id in numbers) for row in found]


def state_of_follow_up(row: FollowUp) -> str:
    """Whether an agreed matter was kept, by the day that was agreed, else by its own clock."""
    matter = row.matter
    answered = matter.answered_at
    due = matter.due_at
    last = row.agreed_on or (due.astimezone(LOCAL).date() if due else None)
    promise = Promise(
        phase=matter.phase,
        outcome=matter.outcome,
        satisfied=matter.satisfied,
        answered_on=answered.astimezone(LOCAL).date() if answered else None,
        last_on=last,
    )
    return state_of(promise, today())


def _agreed(row: FollowUp, *, is_seen: bool) -> Agreed:
    state = state_of_follow_up(row)
    return Agreed(row, state, STATES[state], TONES[state], is_seen)
