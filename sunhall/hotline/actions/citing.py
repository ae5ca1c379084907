"""Knowledge and requests: answers cite articles, closed requests become articles (H12)."""

from collections.abc import Iterable

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.hotline import events, queries, rules
from sunhall.hotline.models import Citation
from sunhall.knowledge import actions as knowledge
from sunhall.knowledge import queries as knowledge_queries
from sunhall.knowledge.rules import Draft

MOST_CITED = 10


@action
def cite_articles(number: str, marks: Iterable[str], *, by: Actor) -> list[Citation]:
    """Keep which versions of which articles the last answer cites 引用知识 (H12).

    `marks` are as in `K261201-4839207@2`; what is no published version is left out.
    """
    matter = queries.request_of(number).matter
    answer = matter.last_answer
    found = knowledge_queries.cited(list(marks)[:MOST_CITED])
    if not found or answer is None:
        return []
    cited = [
        Citation(matter=matter, answer=answer, version=version, by=by.code, at=now())
        for version in found
    ]
    Citation.objects.bulk_create(cited)
    for version in found:
        record(
            events.ArticleCited(
                matter=number,
                answer=answer.pk,
                article=version.article.number,
                version=version.n,
                title=version.title,
            ),
            by=by,
        )
    return cited


@action
def propose_article(number: str, draft: Draft, *, organisation: str, by: Actor) -> str:
    """Propose an article out of a closed request 摘为知识, without its persons (H12; PIPL 25).

    Gives the number of the draft; somebody else reviews it, as every draft. Raises Refused when a
    number or a name of the request still stands in the words.
    """
    request = queries.request_for(by, number)
    require(rules.may_propose_article(by, queries.facts(request.matter)))
    names = queries.names_to_hide([request])[number]
    for part in ("title", "question", "answer", "phrases"):
        firm = [s for s in rules.spans(getattr(draft, part), names) if s.why != rules.SUSPECTED]
        if firm:
            words = getattr(draft, part)[firm[0].start : firm[0].end]
            raise refuse("“{words}”是姓名、号码或门牌，请删去或改写", field=part, words=words)
    article = knowledge.draft_article(
        draft, organisation=organisation, origin=f"matter:{number}", by=by
    )
    record(events.ArticleProposed(matter=number, article=article.number), by=by)
    return article.number
