"""Supervision letters 督办函: a department's own system lists, signs for and answers them (H7)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params.functions import Path, Query

from sunhall.api.auth import caller, needs
from sunhall.api.schema import PROBLEMS
from sunhall.api.v1.shapes import Words
from sunhall.ground.access.actor import Actor
from sunhall.ground.papers import queries as papers
from sunhall.supervision import actions, queries

router = Router(tags=["letters"])
PAGE = 100
MOST = Path(ge=1, le=2**31 - 1)


class LetterOut(Schema):
    """One letter as who may see it reads it."""

    id: int
    number: str
    matter: str
    level: str
    trigger: str
    post: str
    state: str
    reason: str
    demands: str
    sent_at: datetime
    due_at: datetime
    late_at: datetime | None
    answer: str
    answered_at: datetime | None
    check_code: str
    sha256: str


class LetterPage(Schema):
    """One page of letters by id, and the id to go on from; 0 at the end."""

    items: list[LetterOut]
    next: int


class AnswerLetterIn(Schema):
    """What was found and done."""

    text: Words


@router.get("", response={200: LetterPage, **PROBLEMS}, operation_id="list_letters")
@needs("workbench.enter")
def list_letters(request: HttpRequest, after: int = Query(0, ge=0, le=2**31 - 1)) -> dict[str, Any]:
    """List the letters this key may see, by id; `after` is the last id of the page before."""
    rows = queries.letters_for(caller(request)).filter(pk__gt=after).order_by("pk")
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    items = [_shown(one) for one in found[:PAGE]]
    return {"items": items, "next": found[PAGE - 1].pk if more else 0}


@router.get("/{pk}", response={200: LetterOut, **PROBLEMS}, operation_id="show_letter")
@needs("workbench.enter")
def show_letter(request: HttpRequest, pk: int = MOST) -> dict[str, Any]:
    """Read one letter."""
    return _read(caller(request), pk)


@router.post("/{pk}/sign", response={200: LetterOut, **PROBLEMS}, operation_id="sign_letter")
@needs("hotline.answer")
def sign_letter(request: HttpRequest, pk: int = MOST) -> dict[str, Any]:
    """Sign for a letter 签收督办函."""
    by = caller(request)
    queries.letter_for(by, pk)
    actions.sign_letter(pk, by=by)
    return _read(by, pk)


@router.post("/{pk}/answer", response={200: LetterOut, **PROBLEMS}, operation_id="answer_letter")
@needs("hotline.answer")
def answer_letter(request: HttpRequest, given: AnswerLetterIn, pk: int = MOST) -> dict[str, Any]:
    """Answer a letter 回复督办函."""
    by = caller(request)
    queries.letter_for(by, pk)
    actions.answer_letter(pk, text=given.text, by=by)
    return _read(by, pk)


def _read(by: Actor, pk: int) -> dict[str, Any]:
    return _shown(queries.letter_for(by, pk))


def _shown(letter: Any) -> dict[str, Any]:
    paper = papers.paper_of(f"letter:{letter.pk}")
    return {
        **{name: getattr(letter, name) for name in _PLAIN},
        "id": letter.pk,
        "matter": letter.matter.number,
        "check_code": paper.code if paper else "",
        "sha256": paper.sha256 if paper else "",
    }


_PLAIN = (
    "number", "level", "trigger", "post", "state", "reason", "demands", "sent_at", "due_at",
    "late_at", "answer", "answered_at",
)  # fmt: skip
