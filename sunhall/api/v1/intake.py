"""Intake for other systems: a radio app, a service platform, a province's 12345 (H1).

A key of a partner's account may hand in, and read what it handed in: nothing else.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.files import UploadedFile
from ninja.params import File
from ninja.params.functions import Header, Query
from pydantic import Field

from sunhall.api.auth import caller, needs
from sunhall.api.errors import Problem, TooMany
from sunhall.api.schema import PROBLEMS
from sunhall.api.v1.shapes import Demand, Instant, Line, Words
from sunhall.ground.files.receive import receive
from sunhall.hotline import actions, queries

router = Router(tags=["intake"])
INTAKE_PROBLEMS = {**PROBLEMS, 429: Problem}
LAST_MARK = 2**62


class HandInIn(Schema):
    """A request that somebody brought to another system; `number` is that system's own."""

    number: Line = Field(min_length=1, max_length=80)
    text: Words
    place: Line = Field(max_length=20, pattern=r"^\d*$")
    subject: Line = ""
    demand: Demand = "help"
    name: Line = Field("", max_length=60)
    phone: Line = Field("", max_length=40)
    address: Line = ""
    latitude: Decimal | None = Field(None, ge=-90, le=90, max_digits=9, decimal_places=6)
    longitude: Decimal | None = Field(None, ge=-180, le=180, max_digits=9, decimal_places=6)
    is_confidential: bool = False
    is_urgent: bool = False
    consent: Literal["agreed", "statutory", "none"] = "none"
    consent_at: Instant | None = None
    basis: Line = ""


class HandedOut(Schema):
    """Where it stands, as the person is told: no notes, no names of staff."""

    number: str
    our_number: str
    status: str
    meaning: str
    holder: str
    next_step: str
    due_at: datetime | None
    answer: str
    answered_at: datetime | None
    closed_at: datetime | None


class Filed(HandedOut):
    """The same with the query code, which belongs to the person: pass it on, do not keep it."""

    query_code: str


class ChangesOut(Schema):
    """What changed since a mark; ask from `next` the next time."""

    items: list[HandedOut]
    next: int


class FileOut(Schema):
    """A file that was kept; `sha256` is of what was sent."""

    name: str
    size: int
    sha256: str


@router.post(
    "",
    response={200: Filed, 201: Filed, **INTAKE_PROBLEMS},
    operation_id="hand_in_request",
)
@needs("hotline.hand_in")
def hand_in_request(
    request: HttpRequest,
    given: HandInIn,
    idempotency_key: str = Header("", alias="Idempotency-Key", max_length=60),
) -> Status[Any]:
    """Hand in a request. 201 when it is new, 200 when the same was handed in before."""
    by = caller(request)
    facts = given.dict()
    number = facts.pop("number")
    known = queries.handed_in_for(by).filter(source_number=number.strip()).exists()
    if not known and queries.is_too_often(by):
        raise TooMany
    filed = actions.hand_in(number, **facts, key=idempotency_key, by=by)
    told = {**_told(filed), "query_code": filed.matter.query_code}
    return Status(200 if known else 201, told)


@router.get("", response={200: ChangesOut, **PROBLEMS}, operation_id="list_handed_in")
@needs("hotline.hand_in")
def list_handed_in(
    request: HttpRequest, since: int = Query(0, ge=0, le=LAST_MARK)
) -> dict[str, Any]:
    """What this system handed in and what has changed since a mark; begin with 0."""
    changes = queries.changed_since(caller(request), since)
    return {"items": [_told(one) for one in changes.found], "next": changes.next}


@router.get("/one", response={200: HandedOut, **PROBLEMS}, operation_id="show_handed_in")
@needs("hotline.hand_in")
def show_handed_in(
    request: HttpRequest,
    number: str = Query(..., min_length=1, max_length=80, pattern=r"^[^\x00\r\n]*$"),
) -> dict[str, Any]:
    """Where one stands, by the other system's own number."""
    return _told(queries.handed_in(caller(request), number))


@router.post(
    "/files",
    response={201: FileOut, **INTAKE_PROBLEMS},
    operation_id="attach_handed_in",
)
@needs("hotline.hand_in")
def attach_handed_in(
    request: HttpRequest,
    file: File[UploadedFile],
    number: str = Query(..., min_length=1, max_length=80, pattern=r"^[^\x00\r\n]*$"),
) -> Status[Any]:
    """Add one file to what was handed in, before it is accepted; the same content once."""
    by = caller(request)
    # Asked before the file is read: nobody lays down files for what is not theirs.
    queries.handed_in(by, number)
    stored = actions.attach_handed_in(number, file=receive(file), by=by)
    told = {"name": stored.name, "size": stored.size, "sha256": stored.received_sha256}
    return Status(201, told)


def _told(row: Any) -> dict[str, Any]:
    now = queries.standing(row)
    answer = row.matter.last_answer
    return {
        "number": row.source_number,
        "our_number": now.number,
        "status": now.word,
        "meaning": now.meaning,
        "holder": now.holder,
        "next_step": now.next_step,
        "due_at": now.due,
        # What was passed to inspection is told to the person alone.
        "answer": answer.text if answer and not row.matter.is_sealed else "",
        "answered_at": row.matter.answered_at,
        "closed_at": row.matter.closed_at,
    }
