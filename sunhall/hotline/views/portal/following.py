"""进度: where it is, what comes next and when, what happened, what the person can do (ux B1)."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files
from sunhall.ground.files import serve
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request
from sunhall.ground.web.parts import page
from sunhall.hotline import queries, rules
from sunhall.hotline.views.portal.opening import own_request
from sunhall.matters import rules as matter_rules
from sunhall.matters.actions.telling import RESULTS, WAYS
from sunhall.people import queries as people

SCANS = {"not_scanned": "off", "clean": "clean", "infected": "bad"}


@own_request
@require_GET
def follow(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """The page of one request."""
    standing = queries.standing(row, explained=True)
    answers = list(row.matter.answers.order_by("-at", "-pk"))
    shared = queries.answers_by_merging(row)
    return page(
        request,
        "hotline/portal/request.html",
        row=row,
        standing=standing,
        may=_may(row, actor),
        answers=_answers(row, [*shared, *answers]),
        entries=queries.told_entries(row),
        attempts=_attempts(row, actor),
        files=_files(row),
        publication=queries.publication_told(row),
        dialogue=queries.dialogue_of(row),
        rating=_last_rating(answers),
        as_holder=not actor.is_resident,
    )


@own_request
@require_GET
def file(request: Request, *, row: Any, actor: Actor, code: str) -> HttpResponseBase:
    """One file of the request, if it is shown to the person."""
    if not row.matter.files.filter(file=code, shown_to_person=True).exists():
        raise NotFound(code)
    stored = files.file_of(f"matter:{row.matter.number}", code)
    return serve.stream(request, stored, by=actor)


def _may(row: Any, actor: Actor) -> dict[str, Any]:
    """The verdicts that draw the buttons; the actions ask the same ones."""
    facts = queries.facts(row.matter)
    return {
        "rate": rules.may_rate(actor, facts),
        "dissatisfy": rules.may_object(actor, facts),
        "withdraw": rules.may_take_back(actor, facts),
        "supplement": matter_rules.may_supplement(actor, facts),
        "publish": not row.is_confidential and bool(matter_rules.may_publish(actor, facts)),
        "wish": facts.dialogue_open,
    }


def _answers(row: Any, answers: list[Any]) -> list[dict[str, Any]]:
    offices = queries.offices_of(answer.post for answer in answers)
    grounds = queries.grounds_of(answer.pk for answer in answers)
    hidden = queries.secret_office() if row.matter.is_sealed else ""
    return [
        {
            "text": answer.text,
            "at": answer.at,
            "outcome": answer.get_outcome_display(),
            "office": hidden or offices.get(answer.post, queries.unknown_office()),
            "basis": answer.basis,
            "cause": answer.cause,
            "plan": answer.plan,
            "grounds": grounds.get(answer.pk, []),
        }
        for answer in answers
    ]


def _attempts(row: Any, actor: Actor) -> list[dict[str, Any]]:
    """Every recorded attempt is shown, so that a call nobody made can be disputed (ux E15)."""
    phone = people.masked_phone(row.matter.person)
    may = matter_rules.may_dispute_contact(actor, queries.facts(row.matter))
    return [
        {
            "at": attempt.at,
            "means": WAYS.get(attempt.way, attempt.way),
            "to": phone if attempt.way in ("phone", "sms") else "",
            "result": RESULTS.get(attempt.result, attempt.result),
            "by": "",
            "disputed": attempt.disputed_at is not None,
            "dispute_url": reverse("portal:request-dispute", args=[row.matter.number, attempt.pk])
            if may
            else "",
        }
        for attempt in row.matter.contacts.order_by("-at", "-pk")
    ]


def _files(row: Any) -> list[dict[str, Any]]:
    number = row.matter.number
    shown = row.matter.files.filter(shown_to_person=True).values_list("file", flat=True)
    return [
        {
            "name": stored.name,
            "url": reverse("portal:request-file", args=[number, stored.code]),
            "size": stored.size,
            "scanned": SCANS[stored.scan],
        }
        for stored in files.files_of(f"matter:{number}").filter(code__in=list(shown))
    ]


def _last_rating(answers: list[Any]) -> dict[str, Any] | None:
    rating = getattr(answers[0], "rating", None) if answers else None
    if rating is None:
        return None
    return {"level": rules.STARS[rating.stars], "at": rating.at}
