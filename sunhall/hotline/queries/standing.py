"""Where a request stands, in words for the person: who has it, what comes next, by when (ux B1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sunhall.clocks import queries as clock_queries
from sunhall.clocks import rules as clock_rules
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.web.components.case import remaining
from sunhall.ground.web.words import word
from sunhall.hotline import rules
from sunhall.hotline.models import Dialogue, Request
from sunhall.hotline.queries.requests import facts
from sunhall.matters import queries as matters
from sunhall.matters.queries.clock import Clock
from sunhall.matters.rules import ALL_OUTCOMES, ENDED

# The clock that matters to the person in each stage; others concern the office only.
_CLOCK = {
    "dialogue": "dialogue",
    "answered": "revisit",
    "talked": "revisit",
    "joint": "joint",
    "decided": "revisit",
    "revisited": "revisit",
}
TONES = {"received": "neutral", "accepted": "info", "working": "info", "answered": "ok",
         "closed": "ok", "refused": "warn"}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """One request as its person sees it at the top of the page."""

    number: str
    subject: str
    word: str
    tone: str
    meaning: str
    outcome: str
    holder: str
    phone: str
    next_step: str
    clock: Clock | None
    due: datetime | None
    is_over: bool
    pause: str
    awaits_dialogue: bool

    @property
    def left(self) -> str:
        """How much is left, in the limit's own unit."""
        if self.clock is None or self.clock.days_left is None:
            return ""
        return remaining(self.clock.days_left, "WD")


def standing(request: Request, *, explained: bool = False) -> Standing:
    """Say who has a request now, what comes next and at the latest when, if asked day by day."""
    matter = request.matter
    bad = _bad_rating(matter)
    over = matter.phase in ENDED and not bad
    word, meaning = rules.citizen_status(
        "dialogue" if bad else matter.stage, matter.phase, paused=matter.paused_at is not None
    )
    if matter.stage == "withdrawn":
        word, meaning = _("已撤回"), _("您已经撤回，不再办理；您仍可查看全部过程。")
    offices = offices_of([matter.owner, matter.offered_to])
    holder = secret_office() if matter.is_sealed else offices.get(matter.owner, unknown_office())
    pause = matter.pauses.filter(to_at=None).first()
    clock = None if over or bad else clock_of(request, explained=explained)
    return Standing(
        number=matter.number,
        subject=matter.subject,
        word=word,
        tone="info" if bad else "pause" if matter.paused_at else TONES[matter.phase],
        meaning=meaning,
        outcome=ALL_OUTCOMES.get(matter.outcome, "") if matter.last_answer_id else "",
        holder=holder,
        phone="" if matter.is_sealed else _phone_of(matter.owner),
        next_step=_dialogue_step(request)
        if bad
        else _next_step(request, offices.get(matter.offered_to, "")),
        clock=clock,
        due=_due(matter, bad, clock),
        is_over=over,
        pause=pause_words(pause.ground, pause.article, pause.paper) if pause else "",
        awaits_dialogue=bad is not None,
    )


def pause_words(ground: str, article: str, paper: str) -> str:
    """Why the clocks stand still: the ground, its article and the number of the paper."""
    facts = {"ground": word(ground), "article": word(article), "paper": paper}
    if article:
        return _("%(ground)s（%(article)s，%(paper)s）") % facts
    return _("%(ground)s（%(paper)s）") % facts


def clock_of(request: Request, *, explained: bool = False) -> Clock | None:
    """The clock the person waits for."""
    wanted = _CLOCK.get(request.matter.stage, "reply")
    clocks = matters.clocks_of(request.matter, explained=explained)
    running = [clock for clock in clocks if clock.row.met_at is None]
    named = [clock for clock in running if clock.row.name == wanted]
    return next(iter(named or running), None)


def promised(rule: str, place: str, start: datetime | None = None) -> datetime | None:
    """When something would be due at the latest if it began now: said before it begins."""
    start = start or now()
    on = start.astimezone(LOCAL).date()
    row = clock_queries.limit_rule(rule, on)
    limit = clock_rules.Limit(row.n, clock_rules.Unit(row.unit), closes_with_office=False)
    due = clock_rules.due(
        start, limit, [], clock_queries.calendar(place), clock_queries.office_hours(place, on)
    )
    return due.at


def offices_of(posts: Iterable[str]) -> dict[str, str]:
    """Post → name of its organisation: what a resident is told, never who sits there."""
    wanted = [post for post in posts if post]
    rows = directory.posts_in_use().filter(code__in=wanted)
    return {row.code: row.organisation.name for row in rows}


def unknown_office() -> str:
    """What a closed post is called."""
    return _("承办单位")


def secret_office() -> str:
    """What the holder of a sealed request is called."""
    return _("有权处理的机关（保密办理）")


def dialogue_of(request: Request) -> Dialogue | None:
    """The dialogue 约谈 of a request that is owed, or the last one that was held."""
    rows = Dialogue.objects.filter(matter=request.matter).select_related("room")
    return rows.filter(held_at=None).first() or rows.order_by("-held_at").first()


def _bad_rating(matter: Any) -> Any:
    """A bad rating 差评 whose dialogue is about to be opened: the page says so at once (H6)."""
    rating = getattr(matter.last_answer, "rating", None)
    if rating is None or rating.stars > rules.BAD_UP_TO:
        return None
    known = facts(matter)
    follows = not known.dialogues_held and rules.MOVES.verdict("dissatisfy", SYSTEM, known)
    return rating if follows else None


def _due(matter: Any, bad: Any, clock: Clock | None) -> datetime | None:
    if bad:
        return promised("HL_DIALOGUE", matter.place, bad.at)
    return clock.row.due_at if clock else None


def _phone_of(post: str) -> str:
    rows = directory.posts_in_use().filter(code=post)
    return rows.values_list("organisation__phone", flat=True).first() or ""


def _next_step(request: Request, offered: str) -> str:
    matter = request.matter
    if matter.paused_at:
        return _("暂停事由消除后继续办理")
    if matter.stage == "dialogue":
        return _dialogue_step(request)
    if matter.stage == "answered" and not matter.answers.filter(rating__isnull=False).exists():
        return _("请您评价答复；之后由另外的人员回访")
    if matter.is_sealed and matter.phase not in ENDED:
        return _("由有权机关调查处理并答复您")
    steps = {
        "received": _("工作人员核对内容，确定由哪个单位办理"),
        "accepted": _("确定由哪个单位办理"),
        "classified": _("交给负责的单位办理"),
        "assigned": _("%(office)s签收") % {"office": offered or unknown_office()},
        "submitted": _("领导批示，确定由谁办理"),
        "handling": _("调查办理，并书面答复您"),
        "answered": _("由承办人以外的人员回访您"),
        "talked": _("由承办人以外的人员回访您"),
        "joint": _("联席会议复核，作出书面决定，并告诉您还有哪些法定途径"),
        "decided": _("由承办人以外的人员回访您"),
        "revisited": _("办结归档"),
    }
    return steps.get(matter.stage, _("没有了，此件已经结束"))


def _dialogue_step(request: Request) -> str:
    dialogue = dialogue_of(request)
    if dialogue is not None and dialogue.planned_at and not dialogue.held_at:
        return _("按约定的时间地点当面沟通（约谈）")
    return _("单位与您约定时间地点，当面沟通（约谈）")
