"""Promises of departments, and whether they are kept."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from sunhall.care.models import Claim, Promise
from sunhall.care.rules import Share
from sunhall.directory import queries as directory
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound


@dataclass(frozen=True)
class PromiseLine:
    """One promise with its department and how often it was kept."""

    promise: Promise
    office: str
    claimed: int
    kept: int
    broken: int


def promises_in_force() -> QuerySet[Promise]:
    """The promises that hold today."""
    rows = Promise.objects.filter(Q(to_on=None) | Q(to_on__gte=today()), from_on__lte=today())
    return rows.order_by("organisation", "code")


def promise_for(code: str) -> Promise:
    """One promise."""
    row = Promise.objects.filter(code=code).first()
    if row is None:
        raise NotFound(f"promise {code}")
    return row


def promise_lines() -> list[PromiseLine]:
    """The promises in force with their figures: numbers only."""
    names = dict(directory.organisations_ever().values_list("code", "name"))
    rows: Any = promises_in_force().annotate(
        claimed=Count("claims"),
        held=Count("claims", filter=Q(claims__kept=True)),
        broken=Count("claims", filter=Q(claims__kept=False)),
    )
    return [
        PromiseLine(
            row, names.get(row.organisation, row.organisation), row.claimed, row.held, row.broken
        )
        for row in rows
    ]


def shares() -> list[Share]:
    """How many promises were kept, by the persons' own word; who has not spoken is left out."""
    claims = Claim.objects.all()
    spoken = claims.filter(kept__isnull=False)
    waiting = claims.filter(kept=None).count()
    proved = claims.exclude(evidence="")
    return [
        Share(
            "承诺兑现率",
            spoken.filter(kept=True).count(),
            spoken.count(),
            {"本人尚未表示": waiting},
        ),
        Share("部门提交证据", proved.count(), claims.count()),
    ]
