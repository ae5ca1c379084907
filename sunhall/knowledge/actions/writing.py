"""Writing articles: a draft, changes to it, and handing it to the reviewer (H12)."""

from dataclasses import asdict

from django.db import IntegrityError, transaction

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.numbering import matter_number
from sunhall.ground.kit.refusal import Conflict, refuse, require
from sunhall.ground.kit.verdict import no
from sunhall.knowledge import events, queries, rules
from sunhall.knowledge.actions._core import locked
from sunhall.knowledge.models import Article, Version

_PREFIX, _TRIES = "K", 8


@action
def draft_article(draft: rules.Draft, *, organisation: str, by: Actor, origin: str = "") -> Article:
    """Draft 起草 a new article for the department that will keep it (H12).

    `origin` says what it was made of, such as the stream of a closed request.
    """
    require(rules.may_draft(by))
    words = rules.checked(draft)
    owner = directory.open_organisation_for(organisation).code
    article = _opened(owner, words.title, origin)
    version = _begun(article, words, 1, by)
    record(
        events.ArticleDrafted(
            article=article.number,
            version=version.n,
            organisation=owner,
            origin=origin,
            title=words.title,
        ),
        by=by,
    )
    return article


@action
def rewrite_article(
    number: str, draft: rules.Draft, *, by: Actor, writes: int | None = None
) -> Version:
    """Change 修改 the draft, or begin the next version of a published article (H12).

    `writes` is how often the draft had been saved when it was opened: Conflict when a colleague
    has saved since, and nothing is overwritten (ux A3-06).
    """
    article = locked(number, by=by)
    require(rules.may_edit(by, queries.facts(article)))
    words = rules.checked(draft)
    version = queries.open_version(article)
    if version is None:
        last = article.versions.order_by("-n")[0]
        version = _begun(article, words, last.n + 1, by)
        _drafted(article, version, by)
        return version
    if writes is not None and writes != version.writes:
        raise Conflict(no("同事先保存了这份草稿，请核对后再保存；您写的内容还在"))
    _overwritten(version, words, by)
    if article.current_id is None:
        article.title = words.title
        article.save(update_fields=["title"])
    record(
        events.ArticleRewritten(article=number, version=version.n, digest=queries.seal_of(version)),
        by=by,
    )
    return version


@action
def submit_article(number: str, *, by: Actor) -> Version:
    """Hand the draft to the reviewer 提交审核; from now on nobody changes it (H12)."""
    article = locked(number, by=by)
    require(rules.may_submit(by, queries.facts(article)))
    version = queries.open_version(article)
    if version is None:
        raise refuse("没有待提交的草稿")
    if version.valid_until < today():
        raise refuse("有效期已经过了，请先改有效期", field="valid_until")
    return _handed_over(article, version, by)


@action
def hand_over(article: Article, *, by: Actor) -> Version:
    """Hand a draft of a table 导入的草稿 to the reviewer at once (H12)."""
    require(rules.may_load(by))
    version = queries.open_version(article)
    if version is None:
        raise refuse("没有待提交的草稿")
    return _handed_over(article, version, by)


def _handed_over(article: Article, version: Version, by: Actor) -> Version:
    version.state, version.submitted_at, version.opinion = rules.SUBMITTED, now(), ""
    version.save(update_fields=["state", "submitted_at", "opinion"])
    record(
        events.ArticleSubmitted(
            article=article.number, version=version.n, digest=queries.seal_of(version)
        ),
        by=by,
    )
    return version


def _opened(organisation: str, title: str, origin: str) -> Article:
    for _attempt in range(_TRIES):
        try:
            with transaction.atomic():
                return Article.objects.create(
                    number=matter_number(_PREFIX, today()),
                    organisation=organisation,
                    title=title,
                    origin=origin,
                    made_at=now(),
                )
        except IntegrityError:
            continue
    raise refuse("编号暂时取不到，请再保存一次")


def _begun(article: Article, words: rules.Draft, n: int, by: Actor) -> Version:
    return Version.objects.create(
        article=article,
        n=n,
        hands=[by.code],
        written_by=by.code,
        written_at=now(),
        **asdict(words),
    )


def _overwritten(version: Version, words: rules.Draft, by: Actor) -> None:
    for part, value in asdict(words).items():
        setattr(version, part, value)
    version.hands = sorted({*version.hands, by.code})
    version.writes += 1
    version.state, version.written_by, version.written_at = rules.DRAFT, by.code, now()
    version.save()


def _drafted(article: Article, version: Version, by: Actor) -> None:
    record(
        events.ArticleDrafted(
            article=article.number,
            version=version.n,
            organisation=article.organisation,
            origin="",
            title=version.title,
        ),
        by=by,
    )
