"""The dispatch catalogue 派单目录: who should answer, on which line, and how that line has done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.models import Dispatch, DispatchMade, RequestClass
from sunhall.places import queries as places
from sunhall.places.rules import full_code, stem, within


@dataclass(frozen=True)
class Suggested:
    """A post that should answer, and the line of the catalogue that says so."""

    post: str
    basis: str
    class_code: str
    place: str
    line: int


@dataclass(frozen=True)
class Returns:
    """How often what a line sent away came back 退单率: returned ÷ dispatched (norms 1.5)."""

    returned: int = 0
    sent: int = 0

    @property
    def rate(self) -> float | None:
        """The share, None before anything was sent."""
        return self.returned / self.sent if self.sent else None


def dispatch_for(class_code: str, place: str) -> Suggested | None:
    """Who should answer 派单目录: the most exact line for this class and place."""
    fitting = _fitting(class_code, place)
    if not fitting:
        return None
    best = max(fitting, key=lambda line: (len(line.class_code), len(stem(line.place))))
    return Suggested(best.post, best.basis, best.class_code, best.place, best.pk)


def department_duty(class_code: str, place: str, *, exactly: bool = False) -> str:
    """The basis of the line that makes this a duty of departments 部门事项; "" where none does.

    The lines of the most exact class decide: a county may leave one leaf of a branch to its towns.
    `exactly` asks for lines of this very class alone.
    """
    fitting = _fitting(class_code, place)
    longest = max((len(line.class_code) for line in fitting), default=0)
    longest = len(class_code) if exactly else longest
    exact = [line for line in fitting if len(line.class_code) == longest]
    return next((line.basis for line in exact if line.is_department), "")


def returns_of(lines: Collection[int]) -> dict[int, Returns]:
    """For each line how often it was used and how often that came back, in two queries."""
    made = DispatchMade.objects.filter(line__in=lines, recalled_at=None)
    sent = dict(made.values_list("line").annotate(n=Count("pk")))
    returned = dict(came_back(made).values_list("line").annotate(n=Count("pk", distinct=True)))
    return {line: Returns(returned.get(line, 0), n) for line, n in sent.items()}


def came_back(made: QuerySet[DispatchMade]) -> QuerySet[DispatchMade]:
    """Those of the dispatches that their post returned, with or without a decision, or rightly.

    Each return is judged by itself: one that was rejected says nothing about another. All
    conditions stand in one filter, so that they speak of the same return.
    """
    upheld = "matter__return_rows__objection__upheld"
    return made.filter(
        Q(**{f"{upheld}__isnull": True}) | Q(**{upheld: True}),
        matter__return_rows__post=F("post"),
        matter__return_rows__undone_at=None,
        matter__return_rows__at__gte=F("at"),
    )


@dataclass(frozen=True)
class CatalogueLine:
    """One line of the catalogue as its page shows it."""

    row: Dispatch
    class_words: str
    place_words: str
    post_words: str
    returns: Returns

    @property
    def holds(self) -> bool:
        """Whether it is in force today."""
        row = self.row
        return row.from_on <= today() and (row.to_on is None or row.to_on > today())


def catalogue(*, search: str = "", everything: bool = False) -> list[CatalogueLine]:
    """The catalogue in order of class and place: what holds or will, or every line it ever had."""
    rows = Dispatch.objects.all()
    if not everything:
        rows = rows.filter(Q(to_on=None) | Q(to_on__gt=today()))
    asked = search.strip()
    if asked and asked.isdigit():
        rows = rows.filter(class_code__startswith=asked)
    elif asked:
        named = RequestClass.objects.filter(path__contains=asked).values("code")
        rows = rows.filter(Q(class_code__in=named) | Q(basis__contains=asked))
    return _lines(rows.order_by("class_code", "place", "from_on", "pk"))


def catalogue_line(pk: int) -> CatalogueLine:
    """One line of the catalogue."""
    found = _lines(Dispatch.objects.filter(pk=pk))
    if not found:
        raise NotFound(str(pk))
    return found[0]


def lines_before(row: Dispatch) -> list[CatalogueLine]:
    """The other lines for the same class and place, the latest first."""
    rows = Dispatch.objects.filter(class_code=row.class_code, place=row.place).exclude(pk=row.pk)
    return _lines(rows.order_by("-from_on", "-pk"))


def _fitting(class_code: str, place: str) -> list[Dispatch]:
    prefixes = [class_code[:n] for n in (6, 4, 2) if class_code[:n]] or [""]
    return [line for line in _in_force(today(), prefixes) if within(place, line.place)]


def _in_force(day: date, codes: list[str]) -> QuerySet[Dispatch]:
    # A line ends with the day before `to_on`: on that day its successor stands.
    return Dispatch.objects.filter(
        Q(to_on=None) | Q(to_on__gt=day), class_code__in=codes, from_on__lte=day
    )


def _lines(rows: QuerySet[Dispatch]) -> list[CatalogueLine]:
    found = list(rows)
    words = dict(
        RequestClass.objects.filter(code__in={row.class_code for row in found}).values_list(
            "code", "path"
        )
    )
    posts = directory.names_of(f"post:{row.post}" for row in found)
    named = places.names_of({full_code(row.place) for row in found if row.place})
    rates = returns_of([row.pk for row in found])
    return [
        CatalogueLine(
            row,
            words.get(row.class_code, row.class_code),
            named.get(full_code(row.place), row.place) if row.place else "",
            posts.get(f"post:{row.post}", row.post),
            rates.get(row.pk, Returns()),
        )
        for row in found
    ]
