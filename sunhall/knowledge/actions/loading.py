"""Taking in a table of articles 知识导入: drafts for review, never published unread (H12)."""

from collections.abc import Iterable

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.kit.refusal import require
from sunhall.knowledge import queries, rules
from sunhall.knowledge.actions.writing import draft_article, hand_over


@action
def load_articles(rows: Iterable[rules.Numbered], *, source: str, by: Actor) -> rules.Plan:
    """Load a table 导入知识: good rows wait for review, the others are named with their reason.

    Loading the same table again changes nothing.
    """
    require(rules.may_load(by))
    plan = queries.plan_articles(rows)
    for one in plan.new:
        article = draft_article(
            one.draft, organisation=one.organisation, origin=f"table:{source[:60]}", by=by
        )
        hand_over(article, by=by)
    return plan
