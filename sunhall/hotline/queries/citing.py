"""What answers cite, where an article was cited, and what a request may become (H12)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import today
from sunhall.hotline import rules
from sunhall.hotline.models import Citation, Request
from sunhall.hotline.queries.published import names_to_hide
from sunhall.hotline.queries.publishing import words_of
from sunhall.knowledge.queries import Use
from sunhall.knowledge.rules import PUBLISHED
from sunhall.matters import queries as matters

USES_SHOWN = 50


def grounds_of(answers: Iterable[int]) -> dict[int, list[dict[str, str]]]:
    """What each answer rests on, for its person: the basis, and a link where it is public."""
    rows = Citation.objects.filter(answer__in=list(answers)).select_related(
        "version__article__current"
    )
    found: dict[int, list[dict[str, str]]] = {}
    for row in rows.order_by("pk"):
        article = row.version.article
        now_in_force = article.current if article.state == PUBLISHED else None
        is_open = (
            article.is_public and now_in_force is not None and now_in_force.valid_from <= today()
        )
        found.setdefault(row.answer_id, []).append(
            {
                "basis": row.version.basis,
                "title": row.version.title if is_open else "",
                "url": reverse("portal:article", args=[article.number]) if is_open else "",
            }
        )
    return found


def uses_of(actor: Actor, article: str) -> list[Use]:
    """The requests whose answers cite an article, as far as this actor may see them."""
    rows = Citation.objects.filter(
        version__article__number=article, matter__in=matters.matters_for(actor)
    ).select_related("matter", "version")
    return [
        Use(
            number=row.matter.number,
            subject=row.matter.subject,
            at=row.at,
            version=row.version.n,
            address=reverse("workbench:request", args=[row.matter.number]),
        )
        for row in rows.order_by("-at", "-pk")[:USES_SHOWN]
    ]


def cited_between(first: datetime, end: datetime) -> dict[str, int]:
    """Organisation → how often its articles were cited in answers of a time."""
    rows = Citation.objects.filter(at__gte=first, at__lt=end)
    counted = rows.values_list("version__article__organisation").annotate(n=Count("pk"))
    return dict(counted.order_by())


def proposal_of(request: Request) -> dict[str, Any]:
    """A closed request as the beginning of an article: question and answer without persons."""
    names = names_to_hide([request])[request.matter.number]
    text, reply = (rules.without_persons(words, names) for words in words_of(request))
    answer = request.matter.last_answer
    owner = answer.post if answer else request.matter.owner
    office = directory.offices_of([owner]).get(owner, "")
    return {
        "title": rules.subject_of(text)[:80],
        "question": text[:500],
        "answer": reply,
        "basis": rules.without_persons(answer.basis, names) if answer else "",
        "organisation": office,
    }
