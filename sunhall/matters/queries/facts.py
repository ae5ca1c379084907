"""The facts of a matter that every kind shares."""

from typing import Any

from sunhall.ground.kit.now import now
from sunhall.matters.models import Extension, Matter, Rating
from sunhall.people import queries as people


def shared_facts(matter: Matter) -> dict[str, Any]:
    """The fields of `MatterFacts`, read from the row and what hangs on it."""
    extensions = Extension.objects.filter(deadline__matter=matter)
    asked = list(extensions.values_list("granted", "deadline__met_at", "deadline__ended_at"))
    answer = matter.last_answer_id
    return {
        "number": matter.number,
        "kind": matter.kind,
        "stage": matter.stage,
        "phase": matter.phase,
        "owner_post": matter.owner,
        "offered_to": matter.offered_to,
        "person": people.current_id(matter.person) if matter.person else "",
        "signed": matter.signed_at is not None,
        "paused": matter.paused_at is not None,
        "overdue": matter.due_at is not None and matter.due_at < now(),
        "sealed": matter.is_sealed,
        "returns": matter.returns,
        "extensions": sum(granted is True for granted, _, _ in asked),
        "extension_asked": (None, None, None) in asked,
        "answers": int(answer is not None),
        "rated": answer is not None and Rating.objects.filter(answer_id=answer).exists(),
        "satisfied": matter.satisfied,
        "replayed": matter.is_replayed,
    }
