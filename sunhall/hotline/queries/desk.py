"""What the desk 接线台 shows while somebody is on the phone (H3; ux B3, A3-14)."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.hotline.models import Request
from sunhall.hotline.queries.dispatching import Returns, dispatch_for, returns_of
from sunhall.hotline.queries.registers import class_words, classes
from sunhall.hotline.queries.suggestion import (
    SuggestedClass,
    suggested_classes,
    trained_model,
)
from sunhall.hotline.rules import bulk_moves
from sunhall.hotline.rules.classify import similar
from sunhall.matters import queries as matters
from sunhall.people import queries as people
from sunhall.people.queries import Seen
from sunhall.places import queries as places
from sunhall.places.rules import full_code

RECENT = timedelta(days=30)
MOST_NEAR = 200
MOST_CLASSES = 6


@dataclass(frozen=True)
class Caller:
    """Who calls: the persons of a number, their open matters first."""

    persons: list[Seen] = field(default_factory=list)
    person: Seen | None = None
    person_id: str = ""
    place: str = ""
    open: list[matters.Listed] = field(default_factory=list)
    closed: int = 0
    recent: int = 0


def caller(actor: Actor, phone: str, *, chosen: str = "") -> Caller:
    """Find the caller by number; several persons of one number are all named, one is chosen."""
    found = people.find_people(actor, phone) if phone else []
    if not found:
        return Caller()
    one = next((person for person in found if person.public_id == chosen), found[0])
    rows = matters.named_for(actor).filter(person__in=people.ids_with_doubles(found))
    waiting = matters.with_names(rows.filter(closed_at=None)).order_by("due_at", "number")
    return Caller(
        persons=[people.seen(person) for person in found],
        person=people.seen(one),
        person_id=one.public_id,
        place=one.place.code if one.place else "",
        open=matters.lines(waiting[:10], to=actor),
        closed=rows.exclude(closed_at=None).count(),
        recent=rows.filter(opened_at__gte=now() - RECENT).count(),
    )


@dataclass(frozen=True)
class Near:
    """A request that says nearly the same at the same place."""

    number: str
    subject: str
    stage: str
    post: str
    opened_at: Any
    shared: tuple[str, ...]


def near(actor: Actor, text: str, place: str, *, besides: str = "") -> list[Near]:
    """Similar requests nearby 附近类似, of the last month, at this place (H2, H13)."""
    if not text.strip() or not place:
        return []
    rows = matters.matters_for(actor).filter(
        kind="request", place=place, opened_at__gte=now() - RECENT
    )
    rows = matters.with_names(rows.exclude(number=besides)).order_by("-opened_at")[:MOST_NEAR]
    listed = {line.number: line for line in matters.lines(rows, to=actor)}
    texts = dict(
        Request.objects.filter(matter__number__in=listed).values_list("matter__number", "text")
    )
    numbers = list(texts)
    found = similar(text, [texts[number] for number in numbers], top=4)
    return [_near(listed[numbers[match.at]], match.shared) for match in found]


def _near(line: matters.Listed, shared: tuple[str, ...]) -> Near:
    return Near(line.number, line.subject, line.stage, line.post, line.opened_at, shared)


@dataclass(frozen=True)
class Advice:
    """What the desk suggests for a text: classes with reasons, and the post with its basis.

    `unsure` says why there is no suggestion: `no_text` yet, `no_model` learnt, or `doubt`.
    """

    classes: list[tuple[str, str, str]]
    unsure: str = ""
    post: str = ""
    post_words: str = ""
    basis: str = ""
    returns: Returns = field(default_factory=Returns)


def advice(text: str, place: str, class_code: str = "", search: str = "") -> Advice:
    """Suggest classes and the post that must answer; a person chooses (H2)."""
    offered = [(one.code, one.words, _why(one)) for one in suggested_classes(text)]
    known = {code for code, _, _ in offered}
    offered += [row for row in classes_found(search) if row[0] not in known]
    if class_code and class_code not in {code for code, _, _ in offered}:
        offered.insert(0, (class_code, class_words(class_code), ""))
    line = dispatch_for(class_code, place) if class_code else None
    unsure = "" if offered else _unsure(text)
    if line is None:
        return Advice(offered, unsure)
    rate = returns_of([line.line]).get(line.line, Returns())
    return Advice(offered, unsure, line.post, post_words(line.post), line.basis, rate)


def _unsure(text: str) -> str:
    if trained_model() is None:
        return "no_model"
    return "doubt" if text.strip() else "no_text"


def classes_found(search: str) -> list[tuple[str, str, str]]:
    """Classes by code or by words of their path."""
    asked = search.strip()
    if not asked:
        return []
    rows = classes()
    rows = rows.filter(code__startswith=asked) if asked.isdigit() else rows.filter(
        path__contains=asked
    )  # fmt: skip
    return [(row.code, row.path, "") for row in rows[:MOST_CLASSES]]


def suggested_on_return(matter: Any) -> str:
    """The post that whoever returned it last has named instead 建议承办岗位 (ux B4)."""
    last = matter.return_rows.filter(undone_at=None).order_by("-at").first()
    return str(last.suggested) if last else ""


def post_words(code: str) -> str:
    """A post with the name of its organisation."""
    post = directory.posts_in_use().filter(code=code).first()
    return f"{post.organisation.name} · {post.name}" if post else code


def places_found(text: str, within: str) -> list[tuple[str, str]]:
    """Places by name or pinyin initials: code and name within the county."""
    found = places.search_places(text, within, 8)
    return [(place.code, within_county(place.full_name)) for place in found]


def within_county(full_name: str) -> str:
    """A place as people of the county say it: without the county, as the register names it."""
    county = places.names_of([full_code(settings.COUNTY_CODE)]).values()
    return full_name.removeprefix(next(iter(county), "")) or full_name


def place_words(code: str) -> str:
    """The full name of a place."""
    path = places.path_of(code) if code else []
    return path[-1].full_name if path else ""


def _why(one: SuggestedClass) -> str:
    return "、".join(one.reasons)


def bulk_actions(actor: Actor) -> list[dict[str, str]]:
    """What may be done with a selection: the moves for this kind of person, and papers (A3-08)."""
    moves = [(move.words, "bulk", [move.name]) for move in bulk_moves(actor)]
    papers: list[tuple[str, str, list[str]]] = [
        ("打印清单", "bulk-print", []),
        ("导出 CSV", "bulk-export", []),
    ]
    return [
        {"text": words, "url": reverse(f"workbench:{name}", args=args)}
        for words, name, args in (*moves, *papers)
    ]
