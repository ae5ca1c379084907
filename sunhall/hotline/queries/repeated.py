"""What was said again 重复诉求、同类诉求, and what went above 越级、上级转办 (H2, H13)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from sunhall.clocks import queries as clocks
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.hotline.models import Above, Repeat, Request
from sunhall.hotline.rules.classify import similar
from sunhall.hotline.rules.repeated import LIMIT, SAMENESS
from sunhall.matters import queries as matters
from sunhall.matters.rules import ENDED
from sunhall.matters.rules.figures import share
from sunhall.people import queries as people


def repeat_days(on: date | None = None) -> tuple[int, str]:
    """Within how many days a matter counts as said again, and the version of the rule for it."""
    rule = clocks.limit_rule(LIMIT, on or today())
    return rule.n, f"{rule.code} v{rule.version}"


@dataclass(frozen=True)
class Before:
    """An earlier request that says the same: shown at the desk, with a merge to offer."""

    number: str
    subject: str
    stage: str
    opened_at: datetime
    days: int
    may_merge: bool


def said_before(
    actor: Actor, *, text: str, person: str = "", phone: str = "", besides: str = ""
) -> list[Before]:
    """What this caller said about the same matter within the days of HL_REPEAT, newest first (H2).

    Only requests whose person this actor may know: else the hint itself would name them.
    """
    ids = people.ids_of(person) if person else _ids_at(actor, phone)
    rows = _alike(matters.named_for(actor), ids, text, now(), besides=besides)
    consent = actor.may("hotline.dispose")
    return [
        Before(
            number=row.number,
            subject=row.subject,
            stage=matters.kind(row.kind).moves.words(row.stage),
            opened_at=row.opened_at,
            days=(today() - row.opened_at.astimezone(LOCAL).date()).days,
            may_merge=consent and row.phase not in ENDED,
        )
        for row in rows
    ]


def repeated_request(request: Request) -> tuple[Any, int] | None:
    """The newest earlier request of the same person about the same matter, and its place in line.

    Asked by the house itself. A sealed request and imported history repeat nothing.
    """
    matter = request.matter
    is_history = matter.is_replayed and request.source
    if not matter.person or matter.is_sealed or is_history:
        return None
    ids = people.ids_of(matter.person)
    rows = _alike(
        matters.matters_for(SYSTEM), ids, request.text, matter.opened_at, besides=matter.number
    )
    if not rows:
        return None
    before = Repeat.objects.filter(matter=rows[0], kind="person", denied_at=None).first()
    return rows[0], (before.nth if before else 1) + 1


def repeats_for(
    actor: Actor, kind: str = "person", first: date | None = None, last: date | None = None
) -> QuerySet[Repeat]:
    """The repeats an actor may see 重复诉求清单: both requests in sight, the latest first.

    Those of one person only where both persons may be known: the pair itself names them.
    """
    seen = matters.named_for(actor) if kind == "person" else matters.matters_for(actor)
    seen = seen.filter(is_sealed=False)
    keys = seen.values("pk")
    rows = Repeat.objects.filter(kind=kind, denied_at=None, matter__in=keys, earlier__in=keys)
    if first:
        rows = rows.filter(matter__opened_at__gte=_midnight(first))
    if last:
        rows = rows.filter(matter__opened_at__lt=_midnight(last + timedelta(days=1)))
    return rows.select_related("matter", "earlier").order_by("-matter__opened_at", "-pk")


def repeats_about(actor: Actor, matter: Any) -> list[Repeat]:
    """What a request repeats, and what repeats it, as far as this actor may see the other."""
    mine = Q(matter=matter) | Q(earlier=matter)
    return [
        row for kind in ("person", "same") for row in repeats_for(actor, kind).filter(mine)[:10]
    ]


@dataclass(frozen=True)
class Repeated:
    """How many requests of a period repeat an earlier one 重复诉求率 (norms 1.5).

    `received` counts the requests an actor may see and whose person they may know, sealed ones
    left out of both numbers; `persons` how many persons repeated; `same` 同类诉求.
    """

    received: int
    repeated: int
    persons: int
    same: int
    days: int

    @property
    def rate(self) -> float | None:
        """repeated ÷ received; None of nothing."""
        return share(self.repeated, self.received)


def repeated_between(actor: Actor, first: date, last: date) -> Repeated:
    """The figure 重复诉求率 of a period, by the day the request came (H9, H13).

    Its rows are `repeats_for(actor, "person", first, last)`.
    """
    came = matters.named_for(actor).filter(
        kind="request",
        is_sealed=False,
        opened_at__gte=_midnight(first),
        opened_at__lt=_midnight(last + timedelta(days=1)),
    )
    rows = repeats_for(actor, "person", first, last)
    return Repeated(
        received=came.count(),
        repeated=rows.count(),
        persons=rows.order_by().values("matter__person").distinct().count(),
        same=repeats_for(actor, "same", first, last).count(),
        days=repeat_days(last)[0],
    )


def above_for(
    actor: Actor,
    way: str = "",
    first: date | None = None,
    last: date | None = None,
    *,
    is_open: bool = False,
) -> QuerySet[Above]:
    """What went above or was handed down 越级和上级转办清单, what must be reported first on top."""
    rows = Above.objects.filter(matter__in=matters.matters_for(actor), withdrawn=False)
    if way:
        rows = rows.filter(way=way)
    if first:
        rows = rows.filter(on__gte=first)
    if last:
        rows = rows.filter(on__lte=last)
    if is_open:
        rows = rows.filter(settled_at=None)
    due = F("due_on").asc(nulls_last=True)
    return rows.select_related("matter").order_by(F("settled_at").desc(nulls_first=True), due, "pk")


def above_of(matter: Any) -> list[Above]:
    """The entries about one request that a page shows, the latest first."""
    return list(Above.objects.filter(matter=matter, withdrawn=False).order_by("-on", "-pk"))


def is_marked_repeat(number: str) -> bool:
    """Whether a request is marked as saying something again."""
    return Repeat.objects.filter(matter__number=number, denied_at=None).exists()


def above_open(number: str) -> Above | None:
    """The oldest entry that was not reported above."""
    rows = Above.objects.filter(matter__number=number, settled_at=None, withdrawn=False)
    return rows.order_by("on", "pk").first()


@dataclass(frozen=True)
class WentAbove:
    """How many requests went above, and were handed down, by level; how many wait or are late."""

    above: int
    handed: int
    by_level: dict[tuple[str, str], int]
    waiting: int
    late: int


def above_between(actor: Actor, first: date, last: date) -> WentAbove:
    """The figures 越级 and 上级转办 of a period, by the day it went or came (H9).

    Its rows are `above_for(actor, way, first, last)`; `waiting` and `late` are of today.
    """
    rows = list(above_for(actor, "", first, last))
    levels: dict[tuple[str, str], int] = {}
    for row in rows:
        levels[row.way, row.level] = levels.get((row.way, row.level), 0) + 1
    waiting = [row for row in rows if row.settled_at is None]
    return WentAbove(
        above=sum(row.way == "above" for row in rows),
        handed=sum(row.way == "handed" for row in rows),
        by_level=levels,
        waiting=len(waiting),
        late=sum(row.due_on is not None and row.due_on < today() for row in waiting),
    )


def narrowed(actor: Actor) -> dict[str, tuple[str, QuerySet[Any]]]:
    """Ways to narrow a search by what only the hotline knows: words, and the keys that fit."""
    return {
        "repeated": ("重复诉求", repeats_for(actor).order_by().values("matter")),
        "above": ("越级反映", above_for(actor, "above").order_by().values("matter")),
        "handed": ("上级转办", above_for(actor, "handed").order_by().values("matter")),
    }


def _alike(
    rows: QuerySet[Any], ids: list[str], text: str, at: datetime, *, besides: str
) -> list[Any]:
    """The matters of these persons before an instant that say the same, the newest first."""
    if not ids or not text.strip():
        return []
    since = at - timedelta(days=repeat_days(at.astimezone(LOCAL).date())[0])
    rows = rows.filter(
        kind="request", person__in=ids, is_sealed=False, opened_at__gte=since, opened_at__lte=at
    ).exclude(number=besides)
    found = list(rows.order_by("-opened_at", "-pk")[: SAMENESS.most])
    texts = dict(Request.objects.filter(matter__in=found).values_list("matter", "text"))
    known = [row for row in found if row.pk in texts]
    said = [texts[row.pk] for row in known]
    alike = similar(text, said, top=SAMENESS.most, least=SAMENESS.alike)
    return [known[at_] for at_ in sorted(match.at for match in alike)]


def _ids_at(actor: Actor, phone: str) -> list[str]:
    found = people.find_people(actor, phone) if phone.strip() else []
    return people.ids_with_doubles(found)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
