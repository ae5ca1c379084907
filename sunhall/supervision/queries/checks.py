"""Reading call-backs, findings and samples (H7; 000#1 四)."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import Recorded, story
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.events import DialogueHeld
from sunhall.matters import queries as matters
from sunhall.matters import rules as matter_rules
from sunhall.supervision import rules
from sunhall.supervision.models import Check, Finding, Sample
from sunhall.supervision.queries.offices import unit_of


def checks_for(actor: Actor, *, done: bool = False) -> QuerySet[Check]:
    """Call-backs of matters this actor may see, but none of their own unit (000#1 四)."""
    rows = Check.objects.filter(matter__in=matters.matters_for(actor)).select_related("matter")
    rows = rows.exclude(unit=unit_of(actor)).exclude(held_by=actor.code)
    if done:
        return rows.filter(done_at__isnull=False).order_by("-done_at", "-pk")
    return rows.filter(done_at=None).order_by("due_at", "pk")


def count_checks(actor: Actor) -> int:
    """How many dialogues wait for a call-back by this actor."""
    return checks_for(actor).count()


def check_for(actor: Actor, pk: int) -> Check:
    """One call-back, or `NotFound`."""
    rows = Check.objects.filter(matter__in=matters.matters_for(actor)).select_related("matter")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(str(pk))
    return found


def check_facts(check: Check) -> rules.CheckFacts:
    """What the verdicts on a call-back look at."""
    return rules.CheckFacts(check.done_at is not None, check.held_by, check.unit)


def held_of(check: Check) -> Recorded | None:
    """The entry in which the office wrote the dialogue down: the evidence."""
    stream, _, seq = check.evidence.partition("#")
    for one in story(stream):
        if str(one.seq) == seq and isinstance(one.event, DialogueHeld):
            return one
    return None


def wrote_of(check: Check) -> rules.Wrote:
    """What the office wrote of the dialogue, from the journal itself."""
    held = held_of(check)
    event: Any = held.event if held else None
    outcome = check.matter.outcome
    return rules.Wrote(
        result=event.result if event else "",
        result_words=event.result_words if event else "",
        outcome=outcome,
        outcome_words=matter_rules.ALL_OUTCOMES.get(outcome, ""),
        explained=event.explained if event else "",
        held=event.minutes if event else "",
    )


def said_of(check: Check) -> list[tuple[str, str]]:
    """The answers of the person: question and answer in words, under the script they were asked."""
    if not check.answers:
        return []
    asked, said = rules.script(check.script), json.loads(check.answers)
    return [(one.words, one.answers.get(said.get(one.code, ""), "")) for one in asked.questions]


def findings_for(actor: Actor) -> QuerySet[Finding]:
    """Findings this actor may see: those to their posts, and of matters they watch over."""
    seen = Q(post__in=actor.posts)
    if actor.may("supervision.watch"):
        seen |= Q(matter__in=matters.matters_for(actor))
    rows = Finding.objects.filter(seen).select_related("matter", "check_row")
    return rows.order_by("due_at", "pk")


def finding_for(actor: Actor, pk: int) -> Finding:
    """One finding, or `NotFound`."""
    found = findings_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(str(pk))
    return found


def finding_facts(finding: Finding) -> rules.FindingFacts:
    """What the verdicts on a finding look at."""
    return rules.FindingFacts(finding.state, finding.post, finding.unit)


def findings_owed(actor: Actor) -> QuerySet[Finding]:
    """Findings that wait for the posts of this actor."""
    return Finding.objects.filter(post__in=actor.posts, state=rules.OPENED)


def findings_late(at: datetime) -> QuerySet[Finding]:
    """Findings nobody has replied to in time, not yet noted."""
    return Finding.objects.filter(state=rules.OPENED, late_at=None, due_at__lt=at).order_by("pk")


@dataclass(frozen=True)
class Effect:
    """What call-backs have shown: n and how many were satisfied or understood."""

    made: int
    satisfied: int
    owed: int


def effect(actor: Actor) -> Effect:
    """The satisfaction that call-backs found, of matters this actor may see."""
    rows = Check.objects.filter(matter__in=matters.matters_for(actor))
    made = rows.filter(done_at__isnull=False)
    return Effect(
        made.count(), made.filter(satisfied=True).count(), rows.filter(done_at=None).count()
    )


def answered_between(actor: Actor, first: date, last: date) -> list[str]:
    """The requests answered in these days that this actor may see: what a sample is drawn from."""
    start = datetime.combine(first, datetime.min.time(), LOCAL)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), LOCAL)
    rows = matters.matters_for(actor).filter(answered_at__gte=start, answered_at__lt=end)
    return sorted(rows.values_list("number", flat=True))


def samples_for(actor: Actor) -> QuerySet[Sample]:
    """Samples; only what its reader may see of them is shown."""
    rows = Sample.objects.order_by("-pk")
    return rows if actor.may("supervision.watch") else rows.none()


def sample_for(actor: Actor, pk: int) -> Sample:
    """One sample, or `NotFound`."""
    found = samples_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(str(pk))
    return found


@dataclass(frozen=True)
class Redrawn:
    """A sample drawn again: from how many, the same numbers or not."""

    size: int
    same_population: bool
    same: bool


def draw_again(actor: Actor, sample: Sample) -> Redrawn:
    """Draw a sample again 重抽 from what this actor sees now."""
    numbers = answered_between(actor, sample.first, sample.last)
    same = rules.drawn(sample.seed, numbers, sample.n) == json.loads(sample.numbers)
    return Redrawn(len(numbers), rules.population(numbers) == sample.population, same)


def words_of_finding(pk: int) -> str:
    """What a finding is about."""
    return Finding.objects.filter(pk=pk).values_list("words", flat=True).first() or ""
