"""Reading letters, proposals and listings: what an actor may see, what is due (H7, V4)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.papers import words as papers
from sunhall.ground.web.dates import due as due_words
from sunhall.hotline import rules as hotline
from sunhall.matters import queries as matters
from sunhall.supervision import rules
from sunhall.supervision.models import Letter, Listing, Proposal
from sunhall.supervision.queries.dues import owed
from sunhall.supervision.queries.offices import addressed, full_name, office_of
from sunhall.supervision.queries.proposing import OVERDUE, SITUATIONS, calls_for

if TYPE_CHECKING:
    from sunhall.matters.models import Matter

SUPERVISES = ("supervision.watch", "supervision.order", "matters.read_organisation")


def letters_for(actor: Actor) -> QuerySet[Letter]:
    """The letters this actor may see: those to their posts, and of matters they watch over."""
    rows = Letter.objects.select_related("matter")
    return rows.filter(_seen(actor)).order_by("-sent_at", "-pk")


def letter_for(actor: Actor, pk: int) -> Letter:
    """One letter, or `NotFound`."""
    found = letters_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(str(pk))
    return found


def letters_owed(actor: Actor) -> QuerySet[Letter]:
    """Letters that wait for a post of this actor, the first due first."""
    rows = letters_for(actor).filter(post__in=actor.posts, state__in=rules.OPEN_LETTER)
    return rows.order_by("due_at", "pk")


def letter_facts(letter: Letter) -> rules.LetterFacts:
    """What the verdicts on a letter look at."""
    return rules.LetterFacts(letter.state, letter.level, letter.post, letter.sent_by)


def order_facts(matter: "Matter") -> rules.OrderFacts:
    """What ordering looks at."""
    running = Letter.objects.filter(matter=matter, state__in=rules.OPEN_LETTER)
    levels = tuple(running.order_by("pk").values_list("level", flat=True))
    return rules.OrderFacts(matter.phase, turn_of(matter), levels)


def turn_of(matter: "Matter") -> str:
    """The post whose turn it is: who was asked and has not signed, else who holds it (K2)."""
    return matter.offered_to or matter.owner


def levels_open_to(actor: Actor, matter: "Matter") -> list[rules.Level]:
    """The levels this actor may order now."""
    facts = order_facts(matter)
    return [one for one in rules.LEVELS if rules.may_order(actor, one.code, facts)]


def level_due(matter: "Matter") -> str:
    """The level that is due, from the letters so far; empty while one still runs."""
    rows = Letter.objects.filter(matter=matter).exclude(state=rules.WITHDRAWN).order_by("pk")
    past = [
        rules.Past(
            row.level, row.state in rules.OPEN_LETTER, row.late_at is not None or row.due_at < now()
        )
        for row in rows
    ]
    return rules.level_due(past)


def likely_trigger(matter: "Matter") -> str:
    """The situation a letter would name, from what is known: the form is prefilled with it."""
    waiting = Proposal.objects.filter(matter=matter, decided_at=None).order_by("-pk")
    likely = [*waiting.values_list("trigger", flat=True), *(one.code for one in rules.TRIGGERS)]
    still = (one for one in likely if one in SITUATIONS and calls_for(one, matter))
    return next(still, "overdue" if late_limit(matter) else "other")


def late_limit(matter: "Matter") -> datetime | None:
    """The limit of reply or dialogue that has run out and is still owed: what 超过期限 means."""
    owed_still = matter.deadlines.filter(name__in=OVERDUE, met_at=None, ended_at=None)
    past = owed_still.filter(due_at__lt=now()).order_by("due_at")
    return past.values_list("due_at", flat=True).first()


def prefilled(matter: "Matter", level: str, trigger: str) -> dict[str, str]:
    """Reason and demands of a letter, from the case and the wording in force (B5)."""
    facts = letter_words(matter, level)
    words = rules.WORDING
    return {
        "reason": rules.fill(words.opening + words.reason[trigger], facts),
        "demands": rules.fill(words.demands, facts),
    }


def letter_words(matter: "Matter", level: str) -> dict[str, str]:
    """The facts that the words of a letter name."""
    found = rules.level_of(level) or rules.LEVELS[0]
    late = late_limit(matter) or matter.due_at
    return {
        "subject": matter.subject,
        "number": matter.number,
        "opened": _day(matter.opened_at),
        "channel": hotline.CHANNELS.get(matter.channel, ""),
        "due": due_words(late) if late else "",
        "until": due_words(owed(found.limit, matter.place, now()).due_at),
        "phone": str(settings.HELP_PHONE),
    }


def letter_paper(letter: Letter, office: Any, check: papers.Check) -> papers.Letter:
    """A letter as it is printed."""
    words = rules.wording(letter.wording)
    facts = letter_words(letter.matter, letter.level)
    return papers.Letter(
        mark=full_name(office),
        number=letter.number,
        title=rules.fill(words.title, facts),
        to=addressed(letter.post),
        body=[papers.Text(letter.reason), papers.Text(letter.demands)],
        sign=full_name(office),
        on=letter.sent_at.astimezone(LOCAL).date(),
        contact=rules.fill(words.contact, facts | {"phone": office.phone or facts["phone"]}),
        check=check,
    )


def letters_near(at: datetime) -> QuerySet[Letter]:
    """Letters whose moment to remind has come."""
    return _open_letters().filter(reminded_at=None, late_at=None, remind_at__lte=at, due_at__gt=at)


def letters_late(at: datetime) -> QuerySet[Letter]:
    """Letters whose limit has passed and was not noted."""
    return _open_letters().filter(late_at=None, due_at__lt=at)


def listings_late(at: datetime) -> QuerySet[Listing]:
    """Listed matters whose limit has passed and was not noted."""
    return Listing.objects.filter(removed_at=None, late_at=None, due_at__lt=at).order_by("pk")


def proposals_for(actor: Actor) -> QuerySet[Proposal]:
    """Proposals that wait, of matters this actor may see."""
    rows = Proposal.objects.filter(decided_at=None, matter__in=matters.matters_for(actor))
    return rows.select_related("matter").order_by("at", "pk")


def may_decide_some(actor: Actor) -> bool:
    """Whether proposals concern this actor at all."""
    return any(actor.may(one.permission) for one in rules.LEVELS)


def listings_for(actor: Actor) -> QuerySet[Listing]:
    """Listed matters this actor may see; every member of staff sees those of their matters."""
    rows = Listing.objects.filter(matter__in=matters.matters_for(actor))
    return rows.select_related("matter").order_by("due_at", "pk")


def listing_for(actor: Actor, pk: int) -> Listing:
    """One listing, or `NotFound`."""
    found = listings_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(str(pk))
    return found


def listing_facts(listing: Listing) -> rules.ListingFacts:
    """What the verdicts on a listing look at."""
    code = listing.listed_by.partition(":")[2]
    here = directory.staff_at_work().filter(code=code).exists()
    return rules.ListingFacts(
        listing.removed_at is None, listing.listed_by, listing.office, lister_left=not here
    )


def is_listed(matter: "Matter") -> bool:
    """Whether a matter is under listed supervision now."""
    return Listing.objects.filter(matter=matter, removed_at=None).exists()


def office_name(actor: Actor) -> str:
    """The office whose letters this actor sends."""
    return full_name(office_of(actor))


def _open_letters() -> QuerySet[Letter]:
    return Letter.objects.filter(state__in=rules.OPEN_LETTER).order_by("due_at", "pk")


def _seen(actor: Actor) -> Q:
    if actor.code == "system":
        return Q()
    seen = Q(post__in=actor.posts)
    if any(actor.may(one) for one in SUPERVISES):
        seen |= Q(matter__in=matters.matters_for(actor))
    return seen


def _day(at: datetime) -> str:
    here = at.astimezone(LOCAL)
    return f"{here.year}年{here.month}月{here.day}日"


def sender_of(pk: int) -> str:
    """Who sent a letter."""
    return Letter.objects.filter(pk=pk).values_list("sent_by", flat=True).first() or ""


def post_of_letter(pk: int) -> str:
    """The post a letter was sent to."""
    return Letter.objects.filter(pk=pk).values_list("post", flat=True).first() or ""


def post_of_matter(number: str) -> str:
    """The post whose turn it is with a matter."""
    row = matters.matters_for(SYSTEM).filter(number=number).first()
    return turn_of(row) if row else ""
