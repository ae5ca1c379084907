"""Accuracy by sampling 抽检: drawn by the house, marked by a second pair of eyes (H12)."""

import json
import secrets

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.ground.kit.sample import drawn, population
from sunhall.knowledge import events, queries, rules
from sunhall.knowledge.actions.doubting import doubt_article
from sunhall.knowledge.models import Sample, Sampled


@action
def draw_sample(n: int, *, by: Actor, organisation: str = "") -> Sample:
    """Draw a sample 抽样 of what is in force: the house draws the seed, nobody chooses (H12)."""
    require(rules.may_sample(by))
    if not 1 <= n <= rules.MOST_SAMPLED:
        raise refuse("条数请填写 1 至 {most}", field="n", most=rules.MOST_SAMPLED)
    marks = queries.marks_in_force(organisation)
    if not marks:
        raise refuse("没有在用的知识可以抽检", field="organisation")
    seed = secrets.token_hex(16)
    chosen = drawn(seed, marks, n)
    sample = Sample.objects.create(
        seed=seed,
        n=n,
        organisation=organisation,
        size=len(marks),
        population=population(marks),
        drawn_at=now(),
        drawn_by=by.code,
    )
    for version in queries.cited(chosen):
        Sampled.objects.create(sample=sample, version=version)
    record(
        events.SampleDrawn(
            sample=sample.pk,
            seed=seed,
            organisation=organisation,
            size=sample.size,
            population=sample.population,
            n=len(chosen),
            marks=json.dumps(chosen),
        ),
        by=by,
    )
    return sample


@action
def mark_sampled(pk: int, *, mark: str, by: Actor, words: str = "") -> Sampled:
    """Mark 判定 a drawn version right or wrong; what is wrong its owner hears of at once (H12)."""
    one = Sampled.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if one is None:
        raise NotFound(str(pk))
    version = one.version
    require(rules.may_mark(by, frozenset({*version.hands, version.reviewed_by})))
    if mark not in rules.MARKS:
        raise refuse("请选择准确或有误", field="mark")
    if one.marked_at is not None:
        raise refuse("这一条已经判定", field="mark")
    if mark == rules.WRONG and len(words.strip()) < 4:
        raise refuse("请写明哪里有误、正确的是什么（至少 4 个字）", field="words")
    one.mark, one.words = mark, words.strip()[:500]
    one.marked_by, one.marked_at = by.code, now()
    one.save()
    article = version.article
    record(
        events.ArticleSampled(
            article=article.number,
            version=version.n,
            sample=one.sample_id,
            mark=mark,
            mark_words=rules.MARKS[mark],
            words=one.words,
        ),
        by=by,
    )
    if mark == rules.WRONG and article.current_id == version.pk:
        doubt_article(article.number, words=f"抽检：{one.words}"[:500], by=by)
    return one
