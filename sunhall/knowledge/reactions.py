"""What follows from what happens to articles: those who keep them are told (H12, K7)."""

from datetime import datetime
from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import Recorded
from sunhall.ground.outbox.post import post_messages
from sunhall.ground.web.dates import due
from sunhall.knowledge import queries, rules


def tell_owner_near(recorded: Recorded) -> None:
    """The department hears before an article runs out."""
    event: Any = recorded.event
    _tell(recorded, _keepers(event.organisation), "article-near", until=event.valid_until)


def tell_owner_expired(recorded: Recorded) -> None:
    """The department hears that an article has run out."""
    event: Any = recorded.event
    _tell(recorded, _keepers(event.organisation), "article-expired", until=event.valid_until)


def tell_reviewers(recorded: Recorded) -> None:
    """Whoever may review in the department hears that a version waits."""
    event: Any = recorded.event
    article = queries.article_of(event.article)
    about = queries.facts(article)
    staff = [
        code
        for code in _keepers(article.organisation)
        if rules.may_review(directory.actor_for_staff(code), about)
    ]
    _tell(recorded, staff, "article-submitted", version=event.version)


def tell_author_returned(recorded: Recorded) -> None:
    """Whoever wrote the version hears what to mend."""
    event: Any = recorded.event
    version = queries.version_of(queries.article_of(event.article), event.version)
    _tell(
        recorded,
        _staff(version.written_by),
        "article-returned",
        version=event.version,
        words=event.words,
    )


def tell_owner_doubted(recorded: Recorded) -> None:
    """The department hears what is said to be wrong, and by when it owes a reply."""
    event: Any = recorded.event
    _tell(recorded, _keepers(event.organisation), "article-doubted", due=_when(event.due_at))


def tell_doubter(recorded: Recorded) -> None:
    """Whoever said it hears the reply."""
    event: Any = recorded.event
    doubt = queries.doubt_of(queries.article_of(event.article), event.doubt)
    _tell(
        recorded,
        _staff(doubt.by),
        "doubt-answered",
        verdict=event.verdict_words,
        words=event.words,
    )


def tell_owner_passed(recorded: Recorded) -> None:
    """The department hears that it is late."""
    event: Any = recorded.event
    _tell(recorded, _keepers(event.organisation), "doubt-passed", due=_when(event.due_at))


def _keepers(organisation: str) -> list[str]:
    """Who answers for the posts of a department now, each once."""
    posts = directory.posts_in_use(organisation).values_list("code", flat=True)
    found = directory.accountable_at(posts).values()
    return sorted({who.staff for who in found if who.staff})


def _staff(code: str) -> list[str]:
    return [code.removeprefix("staff:")] if code.startswith("staff:") else []


def _tell(recorded: Recorded, staff: list[str], template: str, **facts: Any) -> None:
    event: Any = recorded.event
    for code in staff:
        post_messages(
            template,
            to={"inapp": f"staff:{code}"},
            key=f"{recorded.stream}#{recorded.seq}:{code}",
            about=recorded.stream,
            by=SYSTEM,
            number=event.article,
            **facts,
        )


def _when(at: str) -> str:
    return due(datetime.fromisoformat(at))
