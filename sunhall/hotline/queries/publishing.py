"""公开审核: what waits to be read, what would be shown, what was decided (信息公开条例 17)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.digest import canonical, digest
from sunhall.hotline import rules
from sunhall.hotline.models import STANDS, Publication, Request
from sunhall.hotline.queries.published import answered_requests, names_to_hide
from sunhall.hotline.queries.requests import facts
from sunhall.matters import queries as matters

PAGE = 50
MOST_COUNTED = 99


@dataclass(frozen=True)
class Draft:
    """A request as it would be published: the originals in pieces, the words, what was found.

    `seal` stands for these very words and the answer behind them: what is published is what was
    read, or nothing.
    """

    question: list[tuple[str, str]]
    answer: list[tuple[str, str]]
    text: str
    reply: str
    seal: str

    @property
    def subject(self) -> str:
        """What the public list would call it."""
        return rules.subject_of(self.text)

    @property
    def hidden(self) -> int:
        """How many places are hidden."""
        return sum(bool(why) for _words, why in (*self.question, *self.answer))


@dataclass(frozen=True)
class PublicationTold:
    """Where the publication of a request stands, for its person: a decision, or waiting."""

    decision: str
    words: str
    reason: str = ""


def waiting_publications(actor: Actor) -> QuerySet[Any]:
    """Matters whose words this actor may read for the public 待审核公开, with since when."""
    read = Publication.objects.filter(
        matter=OuterRef("matter"),
        of_answer=OuterRef("matter__last_answer"),
        of_text=OuterRef("public_text"),
    )
    unread = answered_requests().exclude(Exists(read)).exclude(answered_by=actor.code)
    seen = matters.matters_for(actor).filter(request__in=unread.values("pk"))
    since = Greatest("request__agreed_at", "last_answer__at")
    return seen.exclude(owner__in=actor.posts).annotate(since=since)


def count_waiting(actor: Actor) -> int:
    """How many wait for this actor, counted up to `MOST_COUNTED`."""
    return waiting_publications(actor)[:MOST_COUNTED].count()


def decided_publications(
    actor: Actor, decisions: Iterable[str], *, before: str = "", limit: int = PAGE
) -> tuple[list[Request], str]:
    """One page of what was decided and stands, the latest first, and where to go on."""
    seen = matters.matters_for(actor)
    rows = answered_requests().filter(STANDS, matter__publication__decision__in=list(decisions))
    rows = rows.filter(matter__in=seen).select_related("matter__publication")
    last = Publication.objects.filter(matter__number=before).first() if before else None
    if last is not None:
        at = last.at
        rows = rows.filter(
            Q(matter__publication__at__lt=at)
            | Q(matter__publication__at=at, matter__number__lt=before)
        )
    found = list(rows.order_by("-matter__publication__at", "-matter__number")[: limit + 1])
    return found[:limit], found[limit - 1].matter.number if len(found) > limit else ""


def publication_of(request: Request) -> Publication | None:
    """What was decided about the words as they stand now."""
    found = Publication.objects.filter(matter=request.matter_id).first()
    answer = request.matter.last_answer_id
    if found is None or answer is None:
        return None
    return found if (found.of_text, found.of_answer_id) == (request.public_text, answer) else None


def choices_of(request: Request) -> tuple[list[str], list[str]]:
    """What the last review kept and hid, also when its words no longer stand."""
    found = Publication.objects.filter(matter=request.matter_id).first()
    return (found.keep, found.hide) if found else ([], [])


def publication_facts(request: Request) -> rules.PublicationFacts:
    """What the verdicts on a publication look at."""
    found = publication_of(request)
    return rules.PublicationFacts(
        request=facts(request.matter),
        agreed=request.matter.is_public,
        confidential=request.is_confidential,
        answered=answered_requests().filter(pk=request.pk).exists(),
        decision=found.decision if found else "",
    )


def publication_told(request: Request) -> PublicationTold | None:
    """Where the publication stands, in words for the person; None without their consent."""
    if not request.matter.is_public:
        return None
    found = publication_of(request)
    if found is not None:
        return PublicationTold(found.decision, rules.DECISIONS[found.decision], found.reason)
    answered = answered_requests().filter(pk=request.pk).exists()
    return PublicationTold("", "答复后待审核，还没有公开" if not answered else "待审核，还没有公开")


def words_of(request: Request) -> tuple[str, str]:
    """The originals: what the person would have published, and the last answer."""
    answer = request.matter.last_answer
    return request.public_text or request.text, answer.text if answer else ""


def suspects_of(request: Request) -> Mapping[str, int]:
    """What looks like a name in the words of a request, and at how many places."""
    names = names_to_hide([request])[request.matter.number]
    found: dict[str, int] = {}
    for text in words_of(request):
        for span in rules.spans(text, names):
            if span.why == rules.SUSPECTED:
                name = text[span.start : span.end]
                found[name] = found.get(name, 0) + 1
    return found


def draft_publication(
    request: Request, *, keep: Iterable[str] = (), hide: Iterable[str] = ()
) -> Draft:
    """The request as it would be published 公开稿 with these choices of a clerk."""
    names = names_to_hide([request])[request.matter.number]
    keep, hide = list(keep), list(hide)
    marked, shown = [], []
    for text in words_of(request):
        hidden = rules.spans(text, names, keep=keep, hide=hide)
        marked.append(rules.marked(text, hidden))
        shown.append(rules.without(text, hidden))
    seal = digest(canonical([*shown, request.matter.last_answer_id]))
    (question, answer), (words, reply) = marked, shown
    return Draft(question, answer, words, reply, seal)
