"""Objections to a dispatch 派单异议: what waits for a decision, and what was decided (H2)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.hotline.models import Objection
from sunhall.hotline.queries.desk import post_words
from sunhall.hotline.queries.dispatching import Returns, dispatch_for, returns_of
from sunhall.hotline.rules import RETURN_REASONS
from sunhall.matters import queries as matters


@dataclass(frozen=True)
class Objected:
    """One objection as its page shows it, with what the catalogue says."""

    line: matters.Listed
    post: str
    reason_code: str
    reason: str
    suggested: str
    catalogue: str
    basis: str
    returns: Returns


def objection_open(number: str) -> Objection | None:
    """The objection that waits for a decision, if any; one that was taken back does not."""
    return (
        Objection.objects.filter(
            row__matter__number=number,
            row__matter__stage__in=("classified", "conferring"),
            row__undone_at=None,
            decided_at=None,
        )
        .select_related("row", "row__matter")
        .order_by("-pk")
        .first()
    )


def objections_for(actor: Actor, *, most: int = 100) -> list[Objected]:
    """The objections within this actor's sight that wait, the first to run out first."""
    rows = {
        row.row.matter_id: row
        for row in Objection.objects.filter(
            row__matter__in=_waiting(actor), row__undone_at=None, decided_at=None
        ).select_related("row")
    }
    found = matters.with_names(_waiting(actor)).order_by("due_at", "number")[:most]
    pairs = [(matter, rows[matter.pk]) for matter in found if matter.pk in rows]
    lines = {line.number: line for line in matters.lines([one for one, _ in pairs], to=actor)}
    return [_objected(lines[matter.number], matter, row) for matter, row in pairs]


def count_objections(actor: Actor) -> int:
    """How many wait for whoever holds them."""
    mine = _waiting(actor).filter(owner__in=actor.posts)
    return Objection.objects.filter(
        row__matter__in=mine, row__undone_at=None, decided_at=None
    ).count()


def objected(actor: Actor, number: str) -> Objected | None:
    """The objection to one request, for the form that decides on it."""
    row = objection_open(number)
    if row is None:
        return None
    found = matters.with_names(matters.matters_for(actor).filter(number=number))
    return _objected(matters.lines(found, to=actor)[0], found[0], row)


def _waiting(actor: Actor) -> QuerySet[Any]:
    return matters.matters_for(actor).filter(kind="request", stage="classified")


def _objected(line: matters.Listed, matter: Any, objection: Objection) -> Objected:
    row = objection.row
    told = dispatch_for(matter.class_code, matter.place)
    names = directory.names_of([f"post:{row.post}"])
    return Objected(
        line=line,
        post=names.get(f"post:{row.post}", row.post),
        reason_code=RETURN_REASONS.get(row.reason_code, row.reason_code),
        reason=row.reason,
        suggested=post_words(row.suggested) if row.suggested else "",
        catalogue=post_words(told.post) if told else "",
        basis=told.basis if told else "",
        returns=returns_of([told.line]).get(told.line, Returns()) if told else Returns(),
    )
