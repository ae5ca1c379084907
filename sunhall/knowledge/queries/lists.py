"""Lists of the knowledge base: what is in use, what waits, what runs out (H12)."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from sunhall.clocks import queries as clocks
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now, today
from sunhall.knowledge import rules
from sunhall.knowledge.models import Article, Doubt, Version
from sunhall.knowledge.queries.articles import articles_for, own_organisations

MOST_COUNTED = 99


def _with(state: str, *more: str) -> Exists:
    return Exists(Version.objects.filter(article=OuterRef("pk"), state__in=(state, *more)))


def _near(rows: QuerySet[Article]) -> QuerySet[Article]:
    last = today() + timedelta(days=remind_days())
    return rows.filter(state=rules.PUBLISHED, valid_until__range=(today(), last))


# Tab → its words, and the articles in it.
TABS: dict[str, tuple[str, Callable[[QuerySet[Article]], QuerySet[Article]]]] = {
    "all": ("在用", lambda rows: rows.filter(state=rules.PUBLISHED, valid_until__gte=today())),
    "review": ("待审核", lambda rows: rows.filter(_with(rules.SUBMITTED))),
    "draft": ("草稿", lambda rows: rows.filter(_with(rules.DRAFT, rules.RETURNED))),
    "near": ("将到期", _near),
    "expired": (
        "已过期",
        lambda rows: rows.filter(state=rules.PUBLISHED, valid_until__lt=today()),
    ),
    "doubts": (
        "待答复的纠错",
        lambda rows: rows.filter(
            Exists(Doubt.objects.filter(article=OuterRef("pk"), replied_at=None))
        ),
    ),
    "withdrawn": ("已撤下", lambda rows: rows.filter(state=rules.WITHDRAWN)),
}


def articles_in(actor: Actor, tab: str, *, organisation: str = "") -> QuerySet[Article]:
    """The articles of a tab that an actor may see; of drafts and doubts, those within reach."""
    rows = TABS[tab][1](articles_for(actor))
    if tab in ("review", "draft") and not actor.may("knowledge.manage"):
        mine = Version.objects.filter(article=OuterRef("pk"), written_by=actor.code)
        rows = rows.filter(Q(organisation__in=own_organisations(actor)) | Q(Exists(mine)))
    if organisation:
        rows = rows.filter(organisation=organisation)
    return rows.order_by(F("valid_until").asc(nulls_last=True), "number")


def count_waiting(actor: Actor) -> int:
    """How many versions wait for this actor's review, counted up to `MOST_COUNTED`."""
    rows = Version.objects.filter(state=rules.SUBMITTED).exclude(written_by=actor.code)
    if not actor.may("knowledge.manage"):
        rows = rows.filter(article__organisation__in=own_organisations(actor))
    return rows[:MOST_COUNTED].count()


def doubts_of(article: Article) -> list[Doubt]:
    """What staff found wrong in an article, what waits first."""
    return list(article.doubts.order_by(F("replied_at").desc(nulls_first=True), "due_at"))


def remind_days() -> int:
    """How many days before its last day the owner is reminded; a limit of the county."""
    return clocks.limit_rule(rules.REMIND_LIMIT, today()).n


def due_to_remind(limit: int) -> list[str]:
    """Articles that run out soon and whose owner was not told yet."""
    rows = Article.objects.filter(
        state=rules.PUBLISHED, reminded_on=None, valid_until__lte=_last_day_to_remind()
    )
    return list(rows.order_by("valid_until", "pk").values_list("number", flat=True)[:limit])


def due_to_expire(limit: int) -> list[str]:
    """Articles whose last day is over and that nobody noted yet."""
    rows = Article.objects.filter(state=rules.PUBLISHED, expired_on=None, valid_until__lt=today())
    return list(rows.order_by("valid_until", "pk").values_list("number", flat=True)[:limit])


def passed_doubts(limit: int) -> list[int]:
    """Doubts whose clock ran out without a reply and that nobody noted yet."""
    rows = Doubt.objects.filter(replied_at=None, passed_at=None, due_at__lt=now())
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True)[:limit])


def _last_day_to_remind() -> date:
    return today() + timedelta(days=remind_days())
