"""这条有误: staff say what is wrong, the owner replies under a small clock of its own (H12)."""

from datetime import datetime

from sunhall.clocks import queries as clocks
from sunhall.clocks import rules as clock_rules
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse, require
from sunhall.knowledge import events, queries, rules
from sunhall.knowledge.actions._core import locked
from sunhall.knowledge.models import Article, Doubt


@action
def doubt_article(number: str, *, words: str, by: Actor) -> Doubt:
    """Report 这条有误 to the department that keeps the article (H12; norms 1.1 row 6)."""
    article = locked(number, by=by)
    require(rules.may_doubt(by, queries.facts(article)))
    if len(words.strip()) < 4:
        raise refuse("请写明哪里有误（至少 4 个字）", field="words")
    version = article.current
    assert version is not None
    doubt = Doubt.objects.create(
        article=article,
        version=version,
        words=words.strip(),
        by=by.code,
        at=now(),
        due_at=_due(article),
    )
    record(
        events.ArticleDoubted(
            article=number,
            version=version.n,
            doubt=doubt.pk,
            organisation=article.organisation,
            due_at=doubt.due_at.isoformat(),
            words=doubt.words,
        ),
        by=by,
    )
    return doubt


@action
def answer_doubt(number: str, pk: int, *, verdict: str, words: str, by: Actor) -> Doubt:
    """Reply 答复纠错 to whoever said that something is wrong; late stays late (H12)."""
    article = locked(number, by=by)
    require(rules.may_answer_doubt(by, queries.facts(article)))
    doubt = queries.doubt_of(article, pk)
    if doubt.replied_at is not None:
        raise refuse("这条纠错已经答复")
    if verdict not in rules.VERDICTS:
        raise refuse("请选择核实结果", field="verdict")
    if not words.strip():
        raise refuse("请写明核实情况，提出的人会看到", field="reply")
    doubt.verdict, doubt.reply = verdict, words.strip()
    doubt.replied_by, doubt.replied_at = by.code, now()
    doubt.save(update_fields=["verdict", "reply", "replied_by", "replied_at"])
    record(
        events.DoubtAnswered(
            article=number,
            doubt=doubt.pk,
            verdict=verdict,
            verdict_words=rules.VERDICTS[verdict],
            on_time=doubt.replied_at <= doubt.due_at,
            words=doubt.reply,
        ),
        by=by,
    )
    return doubt


@action
def note_doubt_passed(pk: int, *, by: Actor) -> None:
    """Record that a doubt was not answered in time 纠错超期 (H12)."""
    doubt = Doubt.objects.select_for_update().get(pk=pk)
    if doubt.replied_at or doubt.passed_at or doubt.due_at >= now():
        return
    doubt.passed_at = now()
    doubt.save(update_fields=["passed_at"])
    article = Article.objects.get(pk=doubt.article_id)
    record(
        events.DoubtPassed(
            article=article.number,
            doubt=doubt.pk,
            organisation=article.organisation,
            due_at=doubt.due_at.isoformat(),
        ),
        by=by,
    )


def _due(article: Article) -> datetime:
    """When the reply is owed: the county's limit, by the calendar of the owner's place."""
    rule = clocks.limit_rule(rules.DOUBT_LIMIT, today())
    owner = directory.organisation_for(article.organisation)
    place = owner.place.code if owner.place else ""
    limit = clock_rules.Limit(rule.n, clock_rules.Unit(rule.unit), closes_with_office=False)
    found = clock_rules.due(
        now(), limit, [], clocks.calendar(place), clocks.office_hours(place, today())
    )
    assert found.at is not None
    return found.at
