"""Counting the knowledge base: updated on time, answered on time, in use, cited (norms 1.5)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.knowledge import rules
from sunhall.knowledge.models import Article, Doubt, Version
from sunhall.knowledge.queries.articles import organisation_names
from sunhall.knowledge.queries.sampling import marked_by_owner

CountCited = Callable[[datetime, datetime], Mapping[str, int]]
_cited: list[CountCited] = []


def teach_cited(count: CountCited) -> None:
    """Take from the wiring how citations are counted; this floor knows none of them."""
    _cited[:] = [count]


@dataclass(frozen=True)
class Rate:
    """A fraction with both of its numbers: without a whole there is no rate."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """Part of the whole, or nothing to say."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True)
class Line:
    """The figures of one owner, or of all."""

    organisation: str
    name: str
    on_time: Rate
    accuracy: Rate
    doubts: Rate
    articles: int
    cited: int


def figures(first: date, last: date) -> list[Line]:
    """Every owner's figures of a time, both days included; the sum of all comes first."""
    updated = _by_owner(_due_versions(first, last), "article__organisation", _UPDATED)
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    right = {code: Rate(done, whole) for code, done, whole in marked_by_owner(start, end)}
    answered = _by_owner(_due_doubts(first, last), "article__organisation", _ANSWERED)
    used = dict(
        Article.objects.filter(state=rules.PUBLISHED, valid_until__gte=today())
        .values_list("organisation")
        .annotate(n=Count("pk"))
        .order_by()
    )
    cited = _cited[0](start, end) if _cited else {}
    codes = sorted({*updated, *right, *answered, *used, *cited})
    names = organisation_names(codes)
    lines = [
        Line(
            code,
            names.get(code, code),
            updated.get(code, Rate(0, 0)),
            right.get(code, Rate(0, 0)),
            answered.get(code, Rate(0, 0)),
            used.get(code, 0),
            cited.get(code, 0),
        )
        for code in codes
    ]
    return [_sum(lines), *lines] if lines else []


# Renewed, or taken out of use, no later than on the last day.
_UPDATED = Q(ended_on__isnull=False, ended_on__lte=F("valid_until"))
_ANSWERED = Q(replied_at__isnull=False, replied_at__lte=F("due_at"))


def _due_versions(first: date, last: date) -> QuerySet[Version]:
    """Published versions whose last day lies in the time and is over, or that were renewed."""
    rows = Version.objects.filter(
        state__in=(rules.PUBLISHED, rules.REPLACED, rules.WITHDRAWN),
        valid_until__range=(first, last),
    ).annotate(ended_on=TruncDate("ended_at", tzinfo=LOCAL))
    return rows.filter(Q(valid_until__lt=today()) | Q(ended_at__isnull=False))


def _due_doubts(first: date, last: date) -> QuerySet[Doubt]:
    # A limit that ends at 24:00 is of the day that ends.
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    rows = Doubt.objects.filter(due_at__gt=start, due_at__lte=end)
    return rows.filter(Q(due_at__lt=now()) | Q(replied_at__isnull=False))


def _by_owner(rows: QuerySet[Version] | QuerySet[Doubt], owner: str, part: Q) -> dict[str, Rate]:
    counted = rows.values_list(owner).annotate(part=Count("pk", filter=part), whole=Count("pk"))
    return {code: Rate(done, whole) for code, done, whole in counted.order_by()}


def _sum(lines: list[Line]) -> Line:
    return Line(
        "",
        "全部",
        Rate(sum(one.on_time.part for one in lines), sum(one.on_time.whole for one in lines)),
        Rate(sum(one.accuracy.part for one in lines), sum(one.accuracy.whole for one in lines)),
        Rate(sum(one.doubts.part for one in lines), sum(one.doubts.whole for one in lines)),
        sum(one.articles for one in lines),
        sum(one.cited for one in lines),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
