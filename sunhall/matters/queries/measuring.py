"""What is left out of rates, and which reasons, groups and weights hold for a period (D2)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import NotFound
from sunhall.matters.models import Exclusion, Matter, MeasureVersion
from sunhall.matters.queries.find import matters_for
from sunhall.matters.rules.measuring import REASONS, SHIPPED, MeasureSet
from sunhall.matters.rules.plain_sets import FIGURES


def set_in_force(kind: str, on: date) -> MeasureSet:
    """The version that holds for periods beginning on a day; old periods keep theirs."""
    rows = MeasureVersion.objects.filter(kind=kind, state="approved", from_on__lte=on)
    row = rows.order_by("-from_on").first()
    return _set(row) if row else SHIPPED[kind]


def versions(kind: str) -> list[MeasureVersion]:
    """Every version ever proposed of a set, the newest first, with the names of who did what."""
    rows = list(MeasureVersion.objects.filter(kind=kind).order_by("-proposed_at"))
    named = directory.names_of({code for row in rows for code in _people(row)})
    for row in rows:
        row.proposer = named.get(row.proposed_by, row.proposed_by)  # type: ignore[attr-defined]
        row.decider = named.get(row.decided_by, row.decided_by)  # type: ignore[attr-defined]
    return rows


def measures_proposed(proposal: int) -> MeasureVersion:
    """One proposed version."""
    row = MeasureVersion.objects.filter(pk=proposal).first()
    if row is None:
        raise NotFound(f"measures {proposal}")
    return next(one for one in versions(row.kind) if one.pk == row.pk)


def set_of(row: MeasureVersion) -> MeasureSet:
    """A version as the rules read it."""
    return _set(row)


def newest_version(kind: str) -> int:
    """The number of the newest approved version; the shipped one is 0."""
    row = MeasureVersion.objects.filter(kind=kind, state="approved").order_by("-version").first()
    return row.version or 0 if row else 0


def newest_day(kind: str) -> date | None:
    """When the newest approved version begins, also when that is still to come."""
    row = MeasureVersion.objects.filter(kind=kind, state="approved").order_by("-from_on").first()
    return row.from_on if row else None


def left_out(figure: str, *, of: str = "pk") -> Exists:
    """Whether a matter is left out of a rate; `of` is the column that names the matter."""
    rows = Exclusion.objects.filter(
        matter=OuterRef(of), state="approved", figures__contains=f",{figure},"
    )
    return Exists(rows)


def exclusions_for(actor: Actor, *, state: str = "") -> QuerySet[Exclusion]:
    """Matters left out, or asked to be, as far as this actor may see the matter."""
    rows = Exclusion.objects.filter(matter__in=matters_for(actor).order_by().values("pk"))
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("matter").order_by("-proposed_at", "-pk")


def exclusion_for(actor: Actor, exclusion: int) -> Exclusion:
    """One of them."""
    row = exclusions_for(actor).filter(pk=exclusion).first()
    if row is None:
        raise NotFound(f"exclusion {exclusion}")
    return row


def exclusions_of(actor: Actor, number: str) -> int | None:
    """The open exclusion of a matter, asked or granted; None where there is none."""
    rows = exclusions_for(actor).filter(matter__number=number, state__in=("proposed", "approved"))
    return rows.values_list("pk", flat=True).first()


def set_for(matter: Matter) -> MeasureSet:
    """The reasons by which a matter may be left out: those of the day it was received."""
    return set_in_force(REASONS, day_of(matter))


def exclusions_listed(rows: Iterable[Exclusion]) -> list[Exclusion]:
    """The rows as a list shows them: names of offices and persons in two queries."""
    found = list(rows)
    people = {code for row in found for code in (row.proposed_by, row.decided_by, row.ended_by)}
    named = directory.names_of({*filter(None, people)})
    offices = dict(directory.organisations_ever().values_list("code", "name"))
    for row in found:
        row.office_name = offices.get(row.office, row.office)  # type: ignore[attr-defined]
        row.proposer = named.get(row.proposed_by, row.proposed_by)  # type: ignore[attr-defined]
        row.decider = named.get(row.decided_by, row.decided_by)  # type: ignore[attr-defined]
        row.ender = named.get(row.ended_by, row.ended_by)  # type: ignore[attr-defined]
        row.figure_words = words_of_figures(row.figures.split(","))  # type: ignore[attr-defined]
    return found


def exclusions_by_office() -> list[tuple[str, int, int]]:
    """Office, how many of its matters are left out, how many it asked for: open to all staff."""
    told: dict[str, Counter[str]] = {}
    for office, state in Exclusion.objects.values_list("office", "state"):
        told.setdefault(office, Counter())[state] += 1
    names = dict(directory.organisations_ever().values_list("code", "name"))
    rows = [(names.get(code, code), n["approved"], n.total()) for code, n in told.items()]
    return sorted(rows)


def count_exclusions(actor: Actor) -> int:
    """How many wait for somebody to decide, of what this actor may see."""
    return exclusions_for(actor, state="proposed").count()


def office_of(matter: Matter) -> str:
    """The office that answered a matter, else the one that holds it."""
    post = post_answering(matter)
    return directory.offices_of([post]).get(post, "")


def post_answering(matter: Matter) -> str:
    """The post that answered a matter, else the one that holds it."""
    return matter.last_answer.post if matter.last_answer else matter.owner


def offices_of_actor(actor: Actor) -> frozenset[str]:
    """The offices whose posts somebody holds."""
    return frozenset(directory.offices_of(actor.posts).values())


def day_of(matter: Matter) -> date:
    """The local day of receipt: the period a matter belongs to."""
    return matter.opened_at.astimezone(LOCAL).date()


def words_of_figures(names: Iterable[str]) -> str:
    """The names of rates in words."""
    return "、".join(FIGURES[name] for name in names if name in FIGURES)


def _set(row: MeasureVersion) -> MeasureSet:
    content: Any = row.content
    return MeasureSet(row.kind, row.version or 0, tuple(content), row.source, row.from_on)


def _people(row: MeasureVersion) -> Iterable[str]:
    return filter(None, (row.proposed_by, row.decided_by))
