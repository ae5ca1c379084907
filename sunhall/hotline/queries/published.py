"""What everyone may see of requests: agreed by its person, masked, answered (D1; PIPL 25)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline import rules
from sunhall.hotline.models import Request
from sunhall.hotline.queries.registers import class_words
from sunhall.hotline.rules.classify import similar
from sunhall.matters.rules import ALL_OUTCOMES, ANSWERED, CLOSED
from sunhall.people import queries as people
from sunhall.places import queries as places

# Stages that end without the office having dealt with the matter itself.
_NOT_CASES = ("withdrawn", "merged", "kept", "read")
LOOK_BACK = timedelta(days=60)
CANDIDATES = 300


@dataclass(frozen=True)
class Case:
    """A published case: without persons, at most to the village."""

    number: str
    subject: str
    text: str
    place: str
    class_words: str
    received_on: date
    answered_on: date | None
    answer: str
    outcome: str
    status: str


def public_requests() -> QuerySet[Request]:
    """The one allow-list of the portal: agreed, neither sealed nor confidential."""
    return Request.objects.filter(
        matter__is_public=True,
        matter__is_sealed=False,
        is_confidential=False,
    ).select_related("matter", "matter__last_answer")


def published_cases(text: str = "", *, limit: int = 20, before: str = "") -> list[Case]:
    """Answered public cases, the latest first; `before` is the number to go on after."""
    rows = public_requests().filter(matter__phase__in=(ANSWERED, CLOSED))
    rows = rows.exclude(matter__stage__in=_NOT_CASES)
    if before and (last := rows.filter(matter__number=before).first()):
        at = last.matter.answered_at
        rows = rows.filter(
            Q(matter__answered_at__lt=at) | Q(matter__answered_at=at, matter__number__lt=before)
        )
    rows = rows.order_by("-matter__answered_at", "-matter__number")
    if not text:
        return [case_of(row) for row in rows[:limit]]
    # Only what is shown is searched: a hidden name must not be found by asking for it.
    shown = (case_of(row) for row in rows[:CANDIDATES])
    return [c for c in shown if text in c.subject + c.text + c.answer + c.class_words][:limit]


def published_case(number: str) -> Case | None:
    """One published case, or None."""
    rows = public_requests().filter(matter__phase__in=(ANSWERED, CLOSED), matter__number=number)
    row = rows.exclude(matter__stage__in=_NOT_CASES).first()
    return case_of(row) if row else None


def case_of(request: Request) -> Case:
    """The public face of a request; the same function makes the preview 公开前预览."""
    matter = request.matter
    names = _names_in(matter.person)
    text = rules.without_persons(request.public_text or request.text, names)
    answer = matter.last_answer
    return Case(
        number=matter.number,
        subject=rules.subject_of(text),
        text=text,
        place=_place_words(matter.place),
        class_words=class_words(matter.class_code),
        received_on=matter.opened_at.astimezone(LOCAL).date(),
        answered_on=answer.at.astimezone(LOCAL).date() if answer else None,
        answer=rules.without_persons(answer.text, names) if answer else "",
        outcome=ALL_OUTCOMES.get(matter.outcome, ""),
        status=rules.citizen_status(matter.stage, matter.phase, paused=False)[0],
    )


def similar_open(text: str, *, place: str = "", top: int = 3) -> list[Case]:
    """Open public requests of the last weeks that say nearly the same 附近类似 (ux B1)."""
    rows = public_requests().filter(
        matter__closed_at=None, matter__opened_at__gte=now() - LOOK_BACK
    )
    if place:
        rows = rows.filter(matter__place__startswith=place[:9])
    found = list(rows.order_by("-matter__opened_at")[:CANDIDATES])
    if not found or not text.strip():
        return []
    matches = similar(text, [row.text for row in found], top=top)
    return [case_of(found[match.at]) for match in matches]


def _names_in(person: str) -> list[str]:
    return people.names_to_hide(person) if person else []


def _place_words(code: str) -> str:
    """At most to the village: a household group would name the family."""
    path = [place for place in places.path_of(code) if place.level in ("town", "village")]
    return "".join(place.name for place in path)
