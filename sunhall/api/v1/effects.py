"""Effects of dialogues 约谈成效 for other systems, with a key (H6)."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from sunhall.api.auth import caller, needs
from sunhall.api.schema import PROBLEMS
from sunhall.hotline import queries
from sunhall.matters.queries.figures import Figure, Period

router = Router(tags=["dialogues"])


class EffectOut(Schema):
    """One figure: what was divided by what, and its definition in words."""

    name: str
    words: str
    meaning: str
    exclusions: str
    source: str
    value: float | None
    part: int
    n: int


class GroupOut(Schema):
    """The figures of one office, town or month."""

    key: str
    words: str
    figures: list[EffectOut]


class EffectsOut(Schema):
    """All figures of dialogues held in a period."""

    first: date
    last: date
    as_of: datetime
    figures: list[EffectOut]
    groups: list[GroupOut]


@router.get("/effects", response={200: EffectsOut, **PROBLEMS}, operation_id="dialogue_effects")
@needs("figures.read")
def dialogue_effects(
    request: HttpRequest, first: date, last: date, by: Literal["", "office", "place", "month"] = ""
) -> Any:
    """Figures of the dialogues held from one day to another, of what the key may see."""
    told = queries.dialogue_effects(caller(request), Period(first, last), by=by)
    return {
        "first": first,
        "last": last,
        "as_of": told.as_of,
        "figures": [_out(one) for one in told.figures.values()],
        "groups": [
            {
                "key": group.key,
                "words": group.words,
                "figures": [_out(one) for one in group.figures.values()],
            }
            for group in told.groups
        ],
    }


def _out(figure: Figure) -> dict[str, Any]:
    known = figure.definition
    return {
        "name": known.name,
        "words": known.words,
        "meaning": known.meaning,
        "exclusions": known.exclusions,
        "source": known.source,
        "value": figure.value,
        "part": figure.part,
        "n": figure.n,
    }
