"""One article as staff see it: words, versions and their differences, doubts, uses, story (H12)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import story
from sunhall.ground.kit.now import today
from sunhall.knowledge import rules
from sunhall.knowledge.models import Article, Doubt, Version
from sunhall.knowledge.queries.articles import facts, newest, open_version, organisation_names
from sunhall.knowledge.queries.lists import doubts_of


@dataclass(frozen=True)
class Use:
    """Where an article was cited, as far as its reader may know."""

    number: str
    subject: str
    at: datetime
    version: int
    address: str


TellUses = Callable[[Actor, str], Sequence[Use]]
_tellers: list[TellUses] = []


def teach_uses(*tellers: TellUses) -> None:
    """Take from the wiring who cites articles; this floor knows none of them."""
    _tellers[:] = tellers


@dataclass(frozen=True)
class Page:
    """All that the page of an article shows."""

    article: Article
    shown: Version
    draft: Version | None
    versions: list[Version]
    facts: rules.ArticleFacts
    owner: str
    doubts: list[Doubt]
    uses: list[Use]
    names: dict[str, str]
    may_see_drafts: bool

    @property
    def is_expired(self) -> bool:
        """Whether the version in force has run out."""
        return rules.is_expired(self.shown.valid_until, today())


def page_of(actor: Actor, article: Article) -> Page:
    """Read an article for its page; it came through `article_for`, so the actor may see it."""
    about, doubts = facts(article), doubts_of(article)
    may_see = rules.may_see_drafts(actor, about) or rules.may_review(actor, about).ok
    draft = open_version(article) if may_see else None
    versions = list(article.versions.order_by("-n"))
    if not may_see:
        versions = [row for row in versions if row.state in (rules.PUBLISHED, rules.REPLACED)]
    people = {row.written_by for row in versions} | {row.reviewed_by for row in versions}
    people |= {row.by for row in doubts} | {row.replied_by for row in doubts}
    return Page(
        article=article,
        shown=newest(article),
        draft=draft,
        versions=versions,
        facts=about,
        owner=organisation_names([article.organisation]).get(article.organisation, ""),
        doubts=doubts,
        uses=[use for tell in _tellers for use in tell(actor, article.number)],
        names=directory.names_of(people - {""}),
        may_see_drafts=may_see,
    )


def differences(old: Version | None, new: Version) -> list[dict[str, Any]]:
    """What changes from one version to the next, part by part, as the component takes it."""
    return [
        {"label": words, "old": _said(old, part) if old else "", "new": _said(new, part)}
        for part, words in rules.PARTS.items()
        if old is None or getattr(old, part) != getattr(new, part)
    ]


def _said(version: Version, part: str) -> str:
    value = getattr(version, part)
    if isinstance(value, bool):
        return "公开" if value else "仅供内部查阅"
    return value.isoformat() if isinstance(value, date) else str(value)


def story_of(article: Article) -> list[dict[str, Any]]:
    """What happened to an article, the latest first, as the timeline takes it."""
    told = story(f"article:{article.number}")
    names = directory.names_of({one.actor for one in told})
    return [
        {
            "at": one.at,
            "title": one.event.told(),
            "who": names.get(one.actor, ""),
            "state": "now" if at == 0 else "done",
        }
        for at, one in enumerate(reversed(told))
    ]
