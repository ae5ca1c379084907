"""What everyone may see of requests: agreed by its person, masked, answered (D1; PIPL 25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline import rules
from sunhall.hotline.models import Dialogue, Request, RequestClass, Revisit
from sunhall.hotline.rules.classify import similar
from sunhall.matters import queries as matters
from sunhall.matters.rules import ALL_OUTCOMES, ANSWERED, CLOSED
from sunhall.people import queries as people
from sunhall.places import queries as places

# Stages that end without the office having dealt with the matter itself.
NOT_CASES = ("withdrawn", "merged", "kept", "read")
_TOLD = (ANSWERED, CLOSED)
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
    rows = public_requests().filter(matter__phase__in=_TOLD)
    rows = rows.exclude(matter__stage__in=NOT_CASES)
    if before and (last := rows.filter(matter__number=before).first()):
        at = last.matter.answered_at
        rows = rows.filter(
            Q(matter__answered_at__lt=at) | Q(matter__answered_at=at, matter__number__lt=before)
        )
    rows = rows.order_by("-matter__answered_at", "-matter__number")
    if not text:
        return cases_of(rows[:limit])
    # Only what is shown is searched: a hidden name must not be found by asking for it.
    shown = cases_of(rows[:CANDIDATES])
    return [c for c in shown if text in c.subject + c.text + c.answer + c.class_words][:limit]


def published_case(number: str) -> Case | None:
    """One published case, or None."""
    rows = public_requests().filter(matter__phase__in=_TOLD, matter__number=number)
    row = rows.exclude(matter__stage__in=NOT_CASES).first()
    return case_of(row) if row else None


def public_subject(number: str) -> str:
    """The subject of a public request as everyone may read it; nothing once it is not public."""
    row = public_requests().filter(matter__number=number).first() if number else None
    return case_of(row).subject if row else ""


def is_published(request: Request) -> bool:
    """Whether everyone may read its words now: agreed, answered, not sealed or confidential."""
    matter = request.matter
    hidden = matter.is_sealed or request.is_confidential or matter.stage in NOT_CASES
    return matter.is_public and matter.phase in _TOLD and not hidden


def case_of(request: Request) -> Case:
    """The public face of a request; the same function makes the preview 公开前预览."""
    return cases_of([request])[0]


def cases_of(requests: Iterable[Request]) -> list[Case]:
    """The same for many requests, with one look at each register."""
    rows = list(requests)
    names = people.names_to_hide_of({row.matter.person for row in rows} - {""})
    staff = _staff_of(rows)
    paths = places.paths_of({row.matter.place for row in rows})
    codes = {row.matter.class_code for row in rows}
    classes = dict(RequestClass.objects.filter(code__in=codes).values_list("code", "path"))
    return [
        _case(
            row,
            hide=[*names.get(row.matter.person, []), *staff[row.matter.number]],
            place=_place_words(paths[row.matter.place]),
            class_words=classes.get(row.matter.class_code, ""),
        )
        for row in rows
    ]


def _staff_of(rows: list[Request]) -> dict[str, list[str]]:
    """The names of all who worked on each request: what they did is public, who they are is not."""
    numbers = [row.matter.number for row in rows]
    talked = Dialogue.objects.filter(matter__number__in=numbers)
    asked = Revisit.objects.filter(matter__number__in=numbers)
    found = matters.workers_of(numbers).union(
        talked.values_list("matter__number", "host"), asked.values_list("matter__number", "by")
    )
    known = directory.names_of({code for _number, code in found if code.startswith("staff:")})
    return {
        number: [known[code] for at, code in found if at == number and code in known]
        for number in numbers
    }


def _case(request: Request, *, hide: list[str], place: str, class_words: str) -> Case:
    matter = request.matter
    text = rules.without_persons(request.public_text or request.text, hide)
    answer = matter.last_answer
    return Case(
        number=matter.number,
        subject=rules.subject_of(text),
        text=text,
        place=place,
        class_words=class_words,
        received_on=matter.opened_at.astimezone(LOCAL).date(),
        answered_on=answer.at.astimezone(LOCAL).date() if answer else None,
        answer=rules.without_persons(answer.text, hide) if answer else "",
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
    # As in a search: what is hidden must not be found by asking for something like it.
    shown = cases_of(found)
    matches = similar(text, [case.text for case in shown], top=top)
    return [shown[match.at] for match in matches]


def _place_words(path: Iterable[Any]) -> str:
    """At most to the village: a household group would name the family."""
    return "".join(place.name for place in path if place.level in ("town", "village"))
