"""Effects of dialogues 约谈成效: each number with the dialogues it rests on (H6; 000#1 四)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline.models import Dialogue, FollowUp, JointReview, Request
from sunhall.hotline.queries.desk import within_county
from sunhall.hotline.queries.following import state_of_follow_up
from sunhall.hotline.rules import effects as rules
from sunhall.hotline.rules import following
from sunhall.matters import queries as matters
from sunhall.matters.queries.figures import Figure, Period
from sunhall.matters.rules.figures import share
from sunhall.places import queries as places

TOWN_DIGITS, PLACE_DIGITS = 9, 12


@dataclass(frozen=True)
class Talk:
    """One held dialogue with all that is counted of it."""

    pk: int
    office: str
    place: str
    month: str
    content: bool
    again: bool
    has_person: bool
    refiled: bool
    minutes: int


@dataclass(frozen=True)
class Group:
    """The dialogues of one office, town or month, counted; never ranked."""

    key: str
    words: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Effects:
    """All figures of dialogues of a period, as they stood at one instant."""

    period: Period
    as_of: datetime
    figures: Mapping[str, Figure]
    groups: list[Group] = field(default_factory=list)


def dialogue_effects(
    actor: Actor, period: Period, *, by: str = "", as_of: datetime | None = None
) -> Effects:
    """Figures of the dialogues held in a period, of what an actor may see; `by` groups them.

    `as_of` leaves out what was brought again later, so that a past report can be told again.
    """
    until = as_of or now()
    talks = _talks(actor, period, until)
    promised = _promised(actor, period)
    whole = _figures(talks, promised)
    groups = _groups(talks, promised, by) if by in rules.GROUPS else []
    return Effects(period, until, whole, groups)


def effect_rows(
    actor: Actor, name: str, period: Period, *, part: bool = False, by: str = "", key: str = ""
) -> QuerySet[Dialogue]:
    """The dialogues a figure rests on; with `part` those above the line; of one group or all."""
    if name == rules.KEPT.name:
        told = _promised(actor, period)
        kept = (row.dialogue for row, state in told if _counts(state, part=part))
        chosen = {one.pk for one in kept if one is not None}
    else:
        wanted = _PARTS[name][1] if part else _PARTS[name][0]
        chosen = {one.pk for one in _talks(actor, period, now()) if wanted(one)}
    if by in rules.GROUPS and key:
        held = {one.pk for one in _talks(actor, period, now()) if getattr(one, by) == key}
        chosen &= held
    rows = Dialogue.objects.filter(pk__in=chosen).select_related("matter", "room", "volunteer")
    return rows.order_by("-held_at", "-pk")


def _held(actor: Actor, period: Period, until: datetime) -> QuerySet[Any]:
    seen = matters.matters_for(actor).filter(kind="request")
    window = timedelta(days=rules.window_on(period.last).days)
    later = Request.objects.filter(
        matter__person=OuterRef("matter__person"),
        matter__class_code=OuterRef("matter__class_code"),
        matter__opened_at__gt=OuterRef("held_at"),
        matter__opened_at__lte=OuterRef("held_at") + window,
        matter__agreed_in=None,
    ).filter(matter__opened_at__lte=until)
    other = Dialogue.objects.filter(
        matter=OuterRef("matter"), opened_at__gt=OuterRef("held_at"), opened_at__lte=until
    )
    review = JointReview.objects.filter(
        matter=OuterRef("matter"), referred_at__gte=OuterRef("held_at"), referred_at__lte=until
    )
    return Dialogue.objects.filter(
        matter__in=seen, held_at__gte=period.start, held_at__lt=period.end
    ).annotate(
        refiled=Exists(later.exclude(matter=OuterRef("matter"))),
        again=Exists(other) | Exists(review),
        minutes_served=F("service__minutes"),
    )


def _talks(actor: Actor, period: Period, until: datetime) -> list[Talk]:
    rows = list(_held(actor, period, until).select_related("matter").order_by("held_at", "pk"))
    offices = directory.offices_of({row.post or row.matter.owner for row in rows})
    return [
        Talk(
            pk=row.pk,
            office=offices.get(row.post or row.matter.owner, ""),
            place=row.matter.place[:TOWN_DIGITS].ljust(PLACE_DIGITS, "0"),
            month=f"{row.held_at.astimezone(LOCAL):%Y-%m}" if row.held_at else "",
            content=row.result in rules.CONTENTED,
            again=row.again,
            has_person=bool(row.matter.person),
            refiled=bool(row.matter.person) and row.refiled,
            minutes=row.minutes_served or 0,
        )
        for row in rows
    ]


def _promised(actor: Actor, period: Period) -> list[tuple[FollowUp, str]]:
    """What was agreed in dialogues of the period, each with whether it was kept."""
    seen = matters.matters_for(actor).filter(kind="request")
    rows = FollowUp.objects.filter(
        dialogue__matter__in=seen,
        dialogue__held_at__gte=period.start,
        dialogue__held_at__lt=period.end,
    ).select_related("matter", "dialogue__matter")
    return [(row, state_of_follow_up(row)) for row in rows.order_by("pk")]


def _counts(state: str, *, part: bool) -> bool:
    return state == following.KEPT if part else state != following.OPEN


Test = Callable[[Talk], bool]


def _any(_talk: Talk) -> bool:
    return True


# Figure → what stands below the line, and what of it above.
_PARTS: dict[str, tuple[Test, Test]] = {
    rules.HELD.name: (_any, _any),
    rules.CONTENT.name: (_any, lambda one: one.content),
    rules.AGAIN.name: (_any, lambda one: one.again),
    rules.REFILED.name: (lambda one: one.has_person, lambda one: one.refiled),
    rules.SERVED.name: (_any, lambda one: one.minutes > 0),
    rules.MINUTES.name: (lambda one: one.minutes > 0, lambda one: one.minutes > 0),
}


def _figures(talks: list[Talk], promised: Iterable[tuple[FollowUp, str]]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for name, (below, above) in _PARTS.items():
        definition = rules.DEFINITIONS[name]
        n = sum(map(below, talks))
        part = sum(1 for one in talks if below(one) and above(one))
        value: float | int | None = share(part, n) if definition.is_rate else part
        if name == rules.MINUTES.name:
            value = sum(one.minutes for one in talks)
        found[name] = Figure(definition, value, part, n)
    states = [state for _row, state in promised]
    n = sum(_counts(state, part=False) for state in states)
    part = sum(_counts(state, part=True) for state in states)
    found[rules.KEPT.name] = Figure(rules.KEPT, share(part, n), part, n)
    return found


def _groups(talks: list[Talk], promised: list[tuple[FollowUp, str]], by: str) -> list[Group]:
    of_talk = {one.pk: getattr(one, by) for one in talks}
    names = _names(by, set(of_talk.values()))
    groups = []
    for key in sorted(set(of_talk.values())):
        mine = [one for one in talks if getattr(one, by) == key]
        agreed = [one for one in promised if of_talk.get(one[0].dialogue_id or 0) == key]
        groups.append(Group(key, names.get(key, key), _figures(mine, agreed)))
    return sorted(groups, key=lambda group: group.key if by == "month" else group.words)


def _names(by: str, keys: set[str]) -> dict[str, str]:
    if by == "office":
        return dict(directory.organisations_ever().values_list("code", "name"))
    if by == "place":
        return {code: within_county(name) for code, name in places.names_of(keys).items()}
    return {}
