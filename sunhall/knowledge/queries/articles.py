"""Finding articles: what an actor may see, and what everybody may (H12)."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.given import whole
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.knowledge import rules
from sunhall.knowledge.models import Article, Doubt, Version

MOST_DIGITS = 6
_OPEN = (rules.DRAFT, rules.SUBMITTED, rules.RETURNED)


def article_of(number: str) -> Article:
    """One article by its number, for the house itself."""
    row = Article.objects.select_related("current").filter(number=number).first()
    if row is None:
        raise NotFound(number)
    return row


def articles_for(actor: Actor) -> QuerySet[Article]:
    """What an actor may see: what is published, and the drafts of the own department."""
    rows = Article.objects.select_related("current")
    if not rules.may_read(actor):
        return rows.none()
    if actor.may("knowledge.manage"):
        return rows
    return rows.filter(
        Q(state=rules.PUBLISHED) | Q(organisation__in=own_organisations(actor)) | Q(_wrote(actor))
    )


def article_for(actor: Actor, number: str) -> Article:
    """One article as far as an actor may see it."""
    row = articles_for(actor).filter(number=number).first()
    if row is None:
        raise NotFound(number)
    return row


def public_article(number: str) -> Article:
    """One article that everybody may read: published, for the public, and holding already."""
    rows = Article.objects.select_related("current").filter(
        number=number, state=rules.PUBLISHED, is_public=True, current__valid_from__lte=today()
    )
    row = rows.first()
    if row is None:
        raise NotFound(number)
    return row


def own_organisations(actor: Actor) -> list[str]:
    """The organisations in which an actor answers for a post, and those above within reach.

    An article of a department is kept by the posts of the department and of the parts below it.
    """
    rows = directory.posts_in_use().filter(code__in=actor.posts)
    own = set(rows.values_list("organisation__code", flat=True))
    above = {code.rsplit("-", n)[0] for code in own for n in range(1, code.count("-") + 1)}
    return sorted(own | above)


def posts_of(organisation: str) -> frozenset[str]:
    """The posts that keep the articles of an organisation: its own and those below it."""
    return frozenset(directory.posts_in_use(organisation).values_list("code", flat=True))


def facts(article: Article) -> rules.ArticleFacts:
    """What the verdicts on an article look at."""
    draft = open_version(article)
    return rules.ArticleFacts(
        state=article.state,
        posts=posts_of(article.organisation),
        open_state=draft.state if draft else "",
        hands=frozenset(draft.hands) if draft else frozenset(),
    )


def open_version(article: Article) -> Version | None:
    """The version that is being written or reviewed."""
    return article.versions.filter(state__in=_OPEN).first()


def newest(article: Article) -> Version:
    """The version in force, else the last one written."""
    return article.current or article.versions.order_by("-n")[0]


def versions_of(article: Article) -> list[Version]:
    """All versions, the newest first."""
    return list(article.versions.order_by("-n"))


def version_of(article: Article, n: int) -> Version:
    """One version by its number."""
    row = article.versions.filter(n=n).first()
    if row is None:
        raise NotFound(f"{article.number}@{n}")
    return row


def seal_of(version: Version) -> str:
    """The digest of a version's words: what was reviewed is what is published."""
    facts = {part: str(getattr(version, part)) for part in rules.PARTS}
    return digest(canonical(facts))


def in_force(numbers: Iterable[str]) -> dict[str, Version]:
    """Number → the version in force, of those that are published."""
    rows = Version.objects.filter(article__number__in=list(numbers), state=rules.PUBLISHED)
    return {row.article.number: row for row in rows.select_related("article")}


def cited(marks: Iterable[str]) -> list[Version]:
    """The versions behind marks such as `K261201-0000001@2`; what names none is left out."""
    pairs = [mark.rpartition("@") for mark in marks]
    read = [(number, whole(n[:MOST_DIGITS])) for number, _at, n in pairs]
    named = {(number, n) for number, n in read if number and n is not None}
    rows = Version.objects.filter(
        article__number__in={number for number, _n in named},
        state__in=(rules.PUBLISHED, rules.REPLACED),
    ).select_related("article")
    found = {(row.article.number, row.n): row for row in rows}
    return [found[pair] for pair in sorted(named) if pair in found]


def doubt_of(article: Article, pk: int) -> Doubt:
    """One doubt about an article."""
    row = article.doubts.filter(pk=pk).first()
    if row is None:
        raise NotFound(f"{article.number} {pk}")
    return row


def organisation_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of organisations by code, open or closed."""
    wanted = set(codes)
    rows = directory.organisations_ever().filter(code__in=wanted)
    return dict(rows.values_list("code", "name"))


def _wrote(actor: Actor) -> Exists:
    """Whether this actor wrote the version that is not yet published."""
    rows = Version.objects.filter(article=OuterRef("pk"), state__in=_OPEN, written_by=actor.code)
    return Exists(rows)
