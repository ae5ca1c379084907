"""Keeping the search index: derived from what is there, so it can be built anew at any time."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.matters.models import Matter, MatterText
from sunhall.matters.rules import tokens


@action
def index_texts(texts: list[tuple[Matter, str]], *, by: Actor) -> int:
    """Put the words of matters into the search index; no fact, so nothing is recorded."""
    rows = [
        MatterText(matter=matter, tokens=" ".join(tokens(f"{matter.subject}\n{text}")))
        for matter, text in texts
    ]
    return len(MatterText.objects.bulk_create(rows, ignore_conflicts=True))
