"""What needs no key: tracking by number and code, rating, classes, places."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from sunhall.api.schema import OPEN_PROBLEMS
from sunhall.api.tracking import proved
from sunhall.api.v1 import shapes
from sunhall.hotline import actions, queries
from sunhall.places import queries as places

router = Router(tags=["open"], auth=None)


@router.post("/track", response={200: shapes.TrackOut, **OPEN_PROBLEMS}, operation_id="track")
def track(request: HttpRequest, given: shapes.TrackIn) -> dict[str, Any]:
    """Where a request stands: who has it, what comes next, by when (K2, K3)."""
    return _standing(proved(request, given.number, given.code))


@router.post("/rate", response={200: shapes.TrackOut, **OPEN_PROBLEMS}, operation_id="rate")
def rate(request: HttpRequest, given: shapes.RateIn) -> dict[str, Any]:
    """Rate the last answer, once an answer (S9)."""
    row = proved(request, given.number, given.code)
    actions.rate_request(
        row.matter.number,
        stars=given.stars,
        channel="api",
        words=given.words,
        reasons=given.reasons,
        by=queries.holder_of(row.matter.number),
    )
    return _standing(row)


@router.get(
    "/classes", response={200: list[shapes.ClassOut], **OPEN_PROBLEMS}, operation_id="classes"
)
def classes(request: HttpRequest) -> Any:
    """The class tree."""
    return queries.classes()


@router.get(
    "/places", response={200: list[shapes.PlaceOut], **OPEN_PROBLEMS}, operation_id="places"
)
def search_places(
    request: HttpRequest, q: str = Query("", max_length=40, pattern=r"^[^\x00]*$")
) -> Any:
    """Places by name, pinyin or its initials."""
    return places.search_places(q) if q.strip() else []


def _standing(row: Any) -> dict[str, Any]:
    row.matter.refresh_from_db()
    now = queries.standing(row)
    answer = row.matter.last_answer
    return {
        "number": now.number,
        "subject": now.subject,
        "status": now.word,
        "meaning": now.meaning,
        "holder": now.holder,
        "next_step": now.next_step,
        "due_at": now.due,
        "answer": answer.text if answer else "",
    }
