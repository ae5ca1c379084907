"""What everyone may see of requests: agreed by its person, answered, reviewed (D1; PIPL 25).

Every door that shows a word of a request asks `published_requests`, and what it shows are the very
words a clerk has read 公开审核 (信息公开条例 17).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline import rules
from sunhall.hotline.models import STANDS, Dialogue, Request, RequestClass, Revisit
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


# Which requests another domain keeps from the public, whatever their persons agreed to.
_withheld: list[Callable[[], Q]] = []


def withhold(*kept: Callable[[], Q]) -> None:
    """Take what is never published; the wiring teaches it."""
    _withheld[:] = kept


def agreed_requests() -> QuerySet[Request]:
    """Requests whose persons agreed to publication, neither sealed nor confidential: no words yet.

    Only facts may be told of them, until somebody has read what would be shown.
    """
    rows = Request.objects.filter(
        matter__is_public=True, matter__is_sealed=False, is_confidential=False
    )
    for withheld in _withheld:
        rows = rows.exclude(withheld())
    return rows.select_related("matter", "matter__last_answer")


def answered_requests() -> QuerySet[Request]:
    """Of these, the ones an office has dealt with and answered: what there is to review."""
    told = agreed_requests().filter(agreed_at__isnull=False, matter__phase__in=_TOLD)
    return told.filter(matter__last_answer__isnull=False).exclude(matter__stage__in=NOT_CASES)


def published_requests() -> QuerySet[Request]:
    """The one allow-list of words: answered, and reviewed as they stand now (信息公开条例 17)."""
    rows = answered_requests().filter(STANDS, matter__publication__decision=rules.PUBLIC)
    return rows.select_related("matter__publication")


def published_cases(text: str = "", *, limit: int = 20, before: str = "") -> list[Case]:
    """Published cases, the latest answered first; `before` is the number to go on after."""
    rows = published_requests()
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
    return next(iter(cases_of(published_requests().filter(matter__number=number))), None)


def public_subject(number: str) -> str:
    """The subject of a published request; nothing once it is not public."""
    case = published_case(number) if number else None
    return case.subject if case else ""


def case_of(request: Request) -> Case:
    """What a request would look like by rule 公开前预览, before somebody has read it."""
    hide = names_to_hide([request])[request.matter.number]
    answer = request.matter.last_answer
    words = (
        rules.without_persons(request.public_text or request.text, hide),
        rules.without_persons(answer.text, hide) if answer else "",
    )
    return _cases([request], {request.matter.number: words})[0]


def cases_of(published: Iterable[Request]) -> list[Case]:
    """Published requests in the words that were reviewed, with one look at each register.

    A name that became known since is taken out too: more may be hidden than was read, never less.
    """
    rows = list(published)
    hide = names_to_hide(rows)
    words = {}
    for row in rows:
        matter: Any = row.matter
        number, shown = matter.number, matter.publication
        words[number] = (
            rules.without_names(shown.text, hide[number]),
            rules.without_names(shown.reply, hide[number]),
        )
    return _cases(rows, words)


def names_to_hide(rows: list[Request]) -> dict[str, list[str]]:
    """The names that are never public: of the person, and of all who worked on the request."""
    names = people.names_to_hide_of({row.matter.person for row in rows} - {""})
    staff = _staff_of(rows)
    return {
        row.matter.number: [*names.get(row.matter.person, []), *staff[row.matter.number]]
        for row in rows
    }


def _cases(rows: list[Request], words: dict[str, tuple[str, str]]) -> list[Case]:
    paths = places.paths_of({row.matter.place for row in rows})
    codes = {row.matter.class_code for row in rows}
    classes = dict(RequestClass.objects.filter(code__in=codes).values_list("code", "path"))
    return [
        _case(
            row,
            *words[row.matter.number],
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


def _case(request: Request, text: str, reply: str, *, place: str, class_words: str) -> Case:
    matter = request.matter
    answer = matter.last_answer
    return Case(
        number=matter.number,
        subject=rules.subject_of(text),
        text=text,
        place=place,
        class_words=class_words,
        received_on=matter.opened_at.astimezone(LOCAL).date(),
        answered_on=answer.at.astimezone(LOCAL).date() if answer else None,
        answer=reply,
        outcome=ALL_OUTCOMES.get(matter.outcome, ""),
        status=rules.citizen_status(matter.stage, matter.phase, paused=False)[0],
    )


def similar_published(text: str, *, top: int = 3) -> list[Case]:
    """Published requests of the last weeks that say nearly the same 附近类似 (ux B1)."""
    rows = published_requests().filter(matter__opened_at__gte=now() - LOOK_BACK)
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
