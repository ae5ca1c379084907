"""What was merged 并单 gets the answer of the request it went into (H13)."""

from typing import Any

from sunhall.hotline.models import Request
from sunhall.hotline.queries.requests import request_of
from sunhall.hotline.rules import without_persons
from sunhall.people import queries as people


def merged_here(number: str) -> list[Request]:
    """Requests that were merged into this one, by whatever way round."""
    found: list[Request] = []
    level = [number]
    while level:
        rows = Request.objects.filter(
            matter__stage="merged",
            matter__links__link="merged",
            matter__links__ended_at=None,
            matter__links__other__number__in=level,
        )
        more = list(rows.select_related("matter").distinct())
        found += more
        level = [row.matter.number for row in more]
    return found


def merged_into(number: str) -> str | None:
    """The number of the request that this one was merged into, while it is."""
    matter = request_of(number).matter
    link = matter.links.filter(link="merged", ended_at=None).select_related("other").first()
    return link.other.number if link and matter.stage == "merged" else None


def answers_by_merging(request: Request) -> list[Any]:
    """The answers to the request this one went into, without its person; none while it is sealed.

    Whoever was merged was promised them.
    """
    matter = request.matter
    while matter.stage == "merged":
        link = matter.links.filter(link="merged", ended_at=None).select_related("other").first()
        if link is None:
            return []
        matter = link.other
    if matter.pk == request.matter.pk or matter.is_sealed:
        return []
    names = people.names_to_hide_of([matter.person]).get(matter.person, []) if matter.person else []
    answers = list(matter.answers.order_by("-at", "-pk"))
    for answer in answers:
        answer.text = without_persons(answer.text, names)
        answer.cause = answer.basis = answer.plan = answer.third = ""
    return answers
