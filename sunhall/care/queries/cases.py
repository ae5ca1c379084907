"""Care cases: who may see the mark, and what stands behind it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse

from sunhall.care import rules
from sunhall.care.models import (
    Application,
    CareCase,
    Carer,
    Claim,
    Green,
    Match,
    Payment,
)
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import story
from sunhall.ground.kit.refusal import NotFound
from sunhall.matters import queries as matters
from sunhall.matters.rules import Mark

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class CaseLine:
    """One care request as its queue shows it."""

    number: str
    subject: str
    group: str
    owner: str
    stage: str
    due_at: datetime | None
    is_green: bool
    green_why: str


def cases_for(actor: Actor) -> QuerySet[CareCase]:
    """The care requests an actor may know of: who works on the line, and who handles each one."""
    if rules.sees_all(actor):
        # A committee decides on what lies far from its members' own posts.
        return CareCase.objects.filter(matter__is_sealed=False)
    if not actor.is_staff:
        return CareCase.objects.none()
    return CareCase.objects.filter(
        Q(matter__owner__in=actor.posts) | Q(matter__offered_to__in=actor.posts)
    )


def care_case_for(actor: Actor, number: str) -> CareCase:
    """One care request; not there and not yours look the same."""
    row = cases_for(actor).filter(matter__number=number).select_related("matter").first()
    if row is None:
        raise NotFound(number)
    return row


def case_for_update(number: str) -> CareCase:
    """The mark of a request behind the lock of its matter."""
    matter = matters.matter_for_update(number)
    row = CareCase.objects.filter(matter=matter).select_related("matter").first()
    if row is None:
        raise NotFound(number)
    return row


def case_lines(actor: Actor) -> list[CaseLine]:
    """The care queue: green first, then what runs out first; the reason stands beside it."""
    green = Green.objects.filter(case=OuterRef("pk"), ended_at=None)
    rows = list(
        cases_for(actor)
        .filter(matter__closed_at=None)
        .annotate(is_green=Exists(green))
        .select_related("matter")
        .order_by("-is_green", "matter__due_at", "pk")[:200]
    )
    why = {one.case_id: one.why for one in Green.objects.filter(case__in=rows, ended_at=None)}
    names = directory.names_of_posts({row.matter.owner for row in rows})
    return [_line(row, names, why.get(row.pk, "")) for row in rows]


def _line(row: Any, names: dict[str, str], why: str) -> CaseLine:
    matter = row.matter
    return CaseLine(
        matter.number,
        matter.subject,
        rules.GROUPS[row.group],
        names.get(matter.owner, matter.owner),
        matters.kind(matter.kind).moves.words(matter.stage),
        matter.due_at,
        bool(why),
        why,
    )


def waiting_applications() -> list[Application]:
    """Applications not decided yet, and payments that wait for a second person."""
    rows = Application.objects.filter(state__in=("asked", "granted"))
    return list(rows.select_related("case__matter", "fund", "payment").order_by("at"))


def greens() -> list[Green]:
    """Every use of the green channel, the latest first."""
    return list(Green.objects.select_related("case__matter").order_by("-at")[:200])


def marks_for(actor: Actor, numbers: Collection[str]) -> dict[str, list[Mark]]:
    """The marks of these matters that an actor may see, for lists and cases."""
    rows = cases_for(actor).filter(matter__number__in=numbers)
    green = Green.objects.filter(case=OuterRef("pk"), ended_at=None)
    found = rows.annotate(is_green=Exists(green)).values_list("matter__number", "is_green")
    return {number: _marks(number, is_green=is_green) for number, is_green in found}


def _marks(number: str, *, is_green: bool) -> list[Mark]:
    url = reverse("workbench:care-case", args=[number])
    green = [Mark("绿色通道", "ok", url)] if is_green else []
    return [Mark("关怀", "info", url), *green]


def never_public() -> Q:
    """Which requests are never published, whatever their person agreed to."""
    return Q(matter__in=CareCase.objects.values("matter"))


def story_of(number: str) -> list[tuple[datetime, str, str]]:
    """What was done for a care request, oldest first: when, what, by whom."""
    told = story(f"care:{number}")
    names = directory.names_of({one.actor for one in told})
    return [(one.at, one.event.told(), names.get(one.actor, "")) for one in told]


def carers() -> QuerySet[Carer]:
    """Volunteers who serve."""
    return Carer.objects.filter(is_active=True).order_by("code")


def carer_for(code: str) -> Carer | None:
    """One volunteer who serves."""
    return carers().filter(code=code).first()


def application_for_update(pk: int) -> Application:
    """One application, locked."""
    return _locked(Application.objects.select_related("case__matter", "fund"), pk)


def payment_for_update(pk: int) -> Payment:
    """The payment of an application, locked."""
    rows = Payment.objects.select_related("application__case__matter", "application__fund")
    return _locked(rows, pk, key="application_id")


def claim_for_update(pk: int) -> Claim:
    """One claim, locked."""
    return _locked(Claim.objects.select_related("case__matter", "promise"), pk)


def match_for_update(pk: int) -> Match:
    """One match, locked."""
    return _locked(Match.objects.select_related("case__matter", "carer"), pk)


def _locked(rows: QuerySet[M], pk: int, *, key: str = "pk") -> M:
    row = rows.select_for_update(of=("self",)).filter(**{key: pk}).first()
    if row is None:
        raise NotFound(str(pk))
    return row


def number_of_application(pk: int) -> str:
    """The request an application is for."""
    return _number(Application, pk)


def number_of_claim(pk: int) -> str:
    """The request that claims a promise."""
    return _number(Claim, pk)


def number_of_match(pk: int) -> str:
    """The request a volunteer looks after."""
    return _number(Match, pk)


def _number(model: Any, pk: int) -> str:
    found = model.objects.filter(pk=pk).values_list("case__matter__number", flat=True).first()
    if found is None:
        raise NotFound(str(pk))
    return str(found)
