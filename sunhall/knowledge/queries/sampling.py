"""What was drawn 抽检, how far it is marked, and how much of it was right (norms 1.5; H12)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.kit.sample import drawn, population
from sunhall.knowledge import rules
from sunhall.knowledge.models import Article, Sample, Sampled
from sunhall.knowledge.queries.articles import organisation_names

MOST_SHOWN = 50


def marks_in_force(organisation: str = "") -> list[str]:
    """The marks `number@version` of every article in force and in date."""
    rows = Article.objects.filter(state=rules.PUBLISHED, valid_until__gte=today())
    if organisation:
        rows = rows.filter(organisation=organisation)
    found = rows.values_list("number", "current__n")
    return sorted(f"{number}@{n}" for number, n in found)


@dataclass(frozen=True)
class Drawn:
    """A sample with how much of it was marked, and how much was right."""

    row: Sample
    marked: int
    right: int
    drawn: int
    owner: str = ""

    @property
    def share(self) -> float | None:
        """Right out of marked; nothing to say before anything is."""
        return self.right / self.marked if self.marked else None


def samples_for(actor: Actor) -> list[Drawn]:
    """The samples, the latest first, for those who may draw or mark."""
    rows = list(_samples(actor).order_by("-drawn_at", "-pk")[:MOST_SHOWN])
    names = organisation_names(row.organisation for row in rows)
    return [_drawn(row, names.get(row.organisation, row.organisation)) for row in rows]


def sample_for(actor: Actor, pk: int) -> Drawn:
    """One sample, or `NotFound`."""
    row = _samples(actor).filter(pk=pk).first()
    if row is None:
        raise NotFound(str(pk))
    return _drawn(row)


def sampled_of(sample: Sample) -> list[Sampled]:
    """What was drawn, what waits first."""
    rows = sample.items.select_related("version__article")
    return sorted(rows, key=lambda one: (one.marked_at is not None, one.pk))


def sampled_one(actor: Actor, sample: int, pk: int) -> Sampled:
    """One drawn version of a sample this actor may see."""
    sample_for(actor, sample)
    row = Sampled.objects.select_related("version__article", "sample").filter(sample=sample, pk=pk)
    found = row.first()
    if found is None:
        raise NotFound(str(pk))
    return found


def is_drawn_again(sample: Sample, marks: list[str]) -> bool:
    """Whether the seed draws the same again out of what it was drawn from."""
    chosen = {f"{one.version.article.number}@{one.version.n}" for one in sampled_of(sample)}
    same = population(marks) == sample.population
    return same and set(drawn(sample.seed, marks, sample.n)) == chosen


def marked_by_owner(start: datetime, end: datetime) -> list[tuple[str, int, int]]:
    """Owner, right and marked of what was marked in a time."""
    rows = Sampled.objects.filter(marked_at__gte=start, marked_at__lt=end)
    counted = rows.values_list("version__article__organisation").annotate(
        right=Count("pk", filter=Q(mark=rules.RIGHT)), whole=Count("pk")
    )
    return list(counted.order_by())


def _drawn(row: Sample, owner: str = "") -> Drawn:
    # What `_samples` has added: mypy cannot know it.
    seen = vars(row)
    return Drawn(row, seen["marked"], seen["right"], seen["all"], owner)


def _samples(actor: Actor) -> QuerySet[Sample]:
    rows = Sample.objects.annotate(
        all=Count("items"),
        marked=Count("items", filter=Q(items__marked_at__isnull=False)),
        right=Count("items", filter=Q(items__mark=rules.RIGHT)),
    )
    if actor.may("knowledge.manage") or actor.may("knowledge.review"):
        return rows
    return rows.none()
