"""Knowledge for other systems: search and read what is published, with a key (H12)."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params.functions import Query

from sunhall.api.auth import caller, needs
from sunhall.api.schema import PROBLEMS
from sunhall.ground.kit.refusal import NotFound
from sunhall.knowledge import queries

router = Router(tags=["articles"])
MOST = 50


class ArticleOut(Schema):
    """A published article in the version in force; `mark` names that version."""

    number: str
    mark: str
    title: str
    question: str
    answer: str
    basis: str
    organisation: str
    owner: str
    valid_from: date
    valid_until: date
    updated_on: date | None
    is_public: bool
    is_expired: bool


@router.get("", response={200: list[ArticleOut], **PROBLEMS}, operation_id="search_articles")
@needs("knowledge.read")
def search_articles(
    request: HttpRequest,
    q: str = Query(..., min_length=1, max_length=300, pattern=r"^[^\x00]*$"),
    limit: int = Query(10, ge=1, le=MOST),
) -> Any:
    """Articles by words, pinyin or everyday phrases, the best first."""
    return queries.hits(caller(request), q, limit=limit)


@router.get("/{number}", response={200: ArticleOut, **PROBLEMS}, operation_id="show_article")
@needs("knowledge.read")
def show_article(request: HttpRequest, number: str) -> Any:
    """One published article."""
    row = queries.article_for(caller(request), number)
    if row.state != "published":
        raise NotFound(number)
    return queries.told([row])[0]
