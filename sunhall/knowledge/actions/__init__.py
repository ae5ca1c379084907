"""Writing the knowledge base: draft, review, publish, withdraw, doubt, remind, judge."""

from sunhall.knowledge.actions.doubting import answer_doubt, doubt_article, note_doubt_passed
from sunhall.knowledge.actions.indexing import rebuild_index
from sunhall.knowledge.actions.judging import judge_article
from sunhall.knowledge.actions.loading import load_articles
from sunhall.knowledge.actions.reviewing import publish_article, return_article, withdraw_article
from sunhall.knowledge.actions.sampling import draw_sample, mark_sampled
from sunhall.knowledge.actions.sending import send_article
from sunhall.knowledge.actions.watching import note_expired, remind_owner
from sunhall.knowledge.actions.writing import draft_article, rewrite_article, submit_article

__all__ = [
    "answer_doubt",
    "doubt_article",
    "draft_article",
    "draw_sample",
    "judge_article",
    "load_articles",
    "mark_sampled",
    "note_doubt_passed",
    "note_expired",
    "publish_article",
    "rebuild_index",
    "remind_owner",
    "return_article",
    "rewrite_article",
    "send_article",
    "submit_article",
    "withdraw_article",
]
