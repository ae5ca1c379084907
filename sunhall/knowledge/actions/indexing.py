"""Keeping the search index: derived from what is published, so it can be built anew (H12)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.knowledge import rules
from sunhall.knowledge.actions._index import BATCH, take_in
from sunhall.knowledge.models import Article, ArticleText, TokenCount


@action
def rebuild_index(*, by: Actor) -> int:
    """Build the index of every published article anew; no fact, so nothing is recorded."""
    ArticleText.objects.all().delete()
    TokenCount.objects.all().delete()
    rows = Article.objects.filter(state=rules.PUBLISHED).select_related("current").order_by("pk")
    done, last = 0, 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        take_in(batch)
        done, last = done + len(batch), batch[-1].pk
    return done
