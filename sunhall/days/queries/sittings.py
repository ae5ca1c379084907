"""Sittings as staff see them: lines, guests, gaps, what each took and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from sunhall.clocks import queries as clocks
from sunhall.days import rules
from sunhall.days.models import Guest, Question, Sitting
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import story
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.kit.refusal import NotFound
from sunhall.matters import queries as matters
from sunhall.matters.rules import ALL_OUTCOMES

PAGE = 50


@dataclass(frozen=True)
class GuestLine:
    """Who answers at a sitting, by post; and whom they stand in for."""

    pk: int
    post: str
    office: str
    name: str
    staff: str
    state: str
    state_words: str
    instead_of: str
    reason: str

    @property
    def words(self) -> str:
        """The guest as one line."""
        return " ".join(part for part in (self.office, self.post, self.name) if part)


@dataclass(frozen=True)
class Gap:
    """Something a sitting lacks, seen before its day comes."""

    sitting: Sitting
    words: str


@dataclass(frozen=True)
class SittingLine:
    """One sitting as lists and the log show it."""

    sitting: Sitting
    guests: list[GuestLine]
    questions: int
    requests: int
    gaps: list[str]
    state: str
    tone: str


@dataclass(frozen=True)
class QuestionLine:
    """One question and how it ended; the words of its person only for who may see them."""

    question: Question
    matter: str
    subject: str
    standing: str
    outcome: str
    owner: str
    due_at: datetime | None
    is_late: bool


def sitting_for(pk: int) -> Sitting:
    """One sitting."""
    row = Sitting.objects.select_related("series").filter(pk=pk).first()
    if row is None:
        raise NotFound(f"sitting {pk}")
    return row


def sitting_for_update(pk: int) -> Sitting:
    """The same, locked."""
    rows = Sitting.objects.select_for_update(of=("self",)).select_related("series")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound(f"sitting {pk}")
    return row


def guest_for(pk: int) -> Guest:
    """One guest of a sitting."""
    row = Guest.objects.select_related("sitting").filter(pk=pk).first()
    if row is None:
        raise NotFound(f"guest {pk}")
    return row


def question_for_update(pk: int) -> Question:
    """One question, locked, with its sitting."""
    rows = Question.objects.select_for_update(of=("self",))
    row = rows.select_related("sitting__series", "matter").filter(pk=pk).first()
    if row is None:
        raise NotFound(f"question {pk}")
    return row


def question_for(pk: int) -> Question:
    """One question."""
    row = Question.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound(f"question {pk}")
    return row


def questions_of(sitting: Sitting) -> QuerySet[Question]:
    """What was asked at a sitting, in the order it came."""
    return sitting.questions.select_related("matter").order_by("at", "pk")


def story_of(sitting: Sitting) -> list[tuple[datetime, str, str]]:
    """What happened to a sitting, oldest first: when, what, by whom."""
    told = story(f"sitting:{sitting.pk}")
    names = directory.names_of({one.actor for one in told})
    return [(one.at, one.event.told(), names.get(one.actor, "")) for one in told]


def facts_of(sitting: Sitting) -> rules.SittingFacts:
    """What the rules look at."""
    posts = _guests(sitting).values_list("post", flat=True)
    return rules.SittingFacts(
        kind=sitting.series.kind,
        day=sitting.day,
        begins_at=sitting.begins_at,
        published=sitting.published_at is not None,
        opened=sitting.opened_at is not None,
        ended=sitting.ended_at is not None,
        called_off=sitting.called_off_at is not None,
        guests=len(posts),
        guest_posts=frozenset(posts),
    )


def guest_lines(sittings: Iterable[Sitting]) -> dict[int, list[GuestLine]]:
    """Who answers at each sitting now, with four queries whatever their number."""
    found = list(sittings)
    rows = list(
        Guest.objects.filter(sitting__in=found)
        .exclude(state="replaced")
        .select_related("duty__staff", "stands_for")
        .order_by("pk")
    )
    replaced = [row.stands_for for row in rows if row.stands_for]
    posts = directory.names_of_posts({row.post for row in [*rows, *replaced]})
    people = directory.names_of({f"staff:{row.staff}" for row in rows if row.staff})
    offices = dict(directory.organisations_ever().values_list("code", "name"))
    lines: dict[int, list[GuestLine]] = {one.pk: [] for one in found}
    for row in rows:
        lines[row.sitting_id].append(_guest_line(row, posts, people, offices))
    return lines


def _guest_line(
    row: Guest, posts: dict[str, str], people: dict[str, str], offices: dict[str, str]
) -> GuestLine:
    # The roster is where a duty is swapped; whoever is on it answers.
    on_duty = row.duty.staff if row.duty else None
    stood = row.stands_for
    return GuestLine(
        pk=row.pk,
        post=posts.get(row.post, row.post),
        office=offices.get(row.organisation, row.organisation),
        name=on_duty.name if on_duty else people.get(f"staff:{row.staff}", ""),
        staff=on_duty.code if on_duty else row.staff,
        state=row.state,
        state_words=rules.GUEST_STATES[row.state],
        instead_of=posts.get(stood.post, stood.post) if stood else "",
        reason=row.reason,
    )


def sittings_by_kind(kind: str = "", *, past: bool = False, text: str = "") -> QuerySet[Sitting]:
    """Sittings to come, the next first, or past ones, the latest first; found by their words."""
    rows = Sitting.objects.select_related("series")
    if kind == "phone":
        rows = rows.filter(series__kind="phone")
    elif kind:
        rows = rows.exclude(series__kind="phone")
    over = Q(day__lt=today()) | Q(ended_at__isnull=False)
    rows = rows.filter(over) if past else rows.exclude(over)
    if text:
        rows = rows.filter(_worded(text))
    return rows.order_by("-day", "-starts") if past else rows.order_by("day", "starts")


def _worded(text: str) -> Q:
    names = directory.posts_in_use().filter(name__contains=text).values("code")
    offices = directory.organisations_ever().filter(name__contains=text).values("code")
    people = directory.staff_at_work(text=text).values("code")
    # A replaced guest stays a row: who was to come is found as well.
    guests = Guest.objects.filter(
        Q(post__in=names) | Q(organisation__in=offices) | Q(staff__in=people)
    )
    return (
        Q(topic__contains=text)
        | Q(series__name__contains=text)
        | Q(pk__in=guests.values("sitting"))
    )


def sitting_lines(rows: Iterable[Sitting]) -> list[SittingLine]:
    """Lines for a list: who answers, how many asked, what is missing."""
    found = list(rows)
    guests = guest_lines(found)
    counted: dict[int, dict[str, Any]] = {
        row["sitting"]: dict(row)
        for row in Question.objects.filter(sitting__in=found)
        .values("sitting")
        .annotate(asked=Count("pk"), filed=Count("matter"))
    }
    away = _away(found)
    lines = []
    for one in found:
        state, tone = _state(one)
        n = counted.get(one.pk, {})
        lines.append(
            SittingLine(
                one,
                guests[one.pk],
                n.get("asked", 0),
                n.get("filed", 0),
                _lacks(one, guests[one.pk], away),
                state,
                tone,
            )
        )
    return lines


def gaps() -> list[Gap]:
    """What sittings of the next weeks lack: somebody to answer, a notice, a worked day."""
    last = today() + timedelta(days=rules.GAP_DAYS)
    rows = sittings_by_kind().filter(day__lte=last, called_off_at=None)
    return [Gap(line.sitting, words) for line in sitting_lines(rows) for words in line.gaps]


def count_gaps(_actor: Actor) -> int:
    """How many gaps wait for whoever keeps the sittings."""
    return len(gaps())


def _lacks(sitting: Sitting, guests: list[GuestLine], away: dict[date, set[str]]) -> list[str]:
    if sitting.called_off_at or sitting.ended_at or sitting.day < today():
        return []
    lacks = []
    if not guests:
        lacks.append("还没有安排接听领导" if sitting.series.kind == "phone" else "还没有嘉宾单位")
    lacks += [f"{one.post}当天请假，请安排代替" for one in guests if one.staff in away[sitting.day]]
    at_work = {row.code for row in directory.staff_at_work()} if guests else set()
    lacks += [
        f"{one.post}的接听人已离任，请安排代替"
        for one in guests
        if one.staff and one.staff not in at_work
    ]
    calendar = clocks.calendar()
    soon = sitting.day <= today() + timedelta(days=rules.PUBLISH_DAYS)
    if sitting.published_at is None and soon:
        lacks.append("七天内举行，还没有公布")
    is_known = sitting.series.kind == "phone" and calendar.knows(sitting.day)
    if is_known and not calendar.is_workday(sitting.day):
        lacks.append("这一天已改为放假，请改期")
    return lacks


def _away(sittings: list[Sitting]) -> dict[date, set[str]]:
    """Who is on leave on each of these days."""
    found: dict[date, set[str]] = {one.day: set() for one in sittings}
    if not found:
        return found
    for leave in directory.leaves_between(min(found), max(found)):
        first, end = leave.from_at.astimezone(LOCAL), leave.to_at.astimezone(LOCAL)
        for day, staff in found.items():
            if first.date() <= day < end.date() or (first.date() <= day == end.date() and end.hour):
                staff.add(leave.staff.code)
    return found


def _state(sitting: Sitting) -> tuple[str, str]:
    if sitting.called_off_at:
        return "已取消", "pause"
    if sitting.ended_at:
        return "已结束", "neutral"
    if sitting.opened_at:
        return "正在进行", "ok"
    if sitting.day < today():
        return "没有举行", "danger"
    return ("已公布", "info") if sitting.published_at else ("未公布", "warn")


def question_lines(rows: Iterable[Question]) -> list[QuestionLine]:
    """Questions with how each ended."""
    found = list(rows)
    names = directory.names_of_posts({row.matter.owner for row in found if row.matter})
    return [_question_line(row, names) for row in found]


def _question_line(row: Question, names: dict[str, str]) -> QuestionLine:
    matter: Any = row.matter
    if matter is None:
        words = rules.QUESTION_STATES[row.state]
        return QuestionLine(row, "", "", words, "", "", None, is_late=False)
    return QuestionLine(
        row,
        matter.number,
        matter.subject,
        matters.kind(matter.kind).moves.words(matter.stage),
        ALL_OUTCOMES.get(matter.outcome, ""),
        names.get(matter.owner, matter.owner),
        matter.due_at,
        is_late=bool(matter.late_at or (matter.due_at and matter.due_at < now())),
    )


def followed(actor: Actor) -> list[QuestionLine]:
    """What was asked at sittings and is still open among the matters of this actor's offices."""
    seen = matters.matters_for(actor).filter(closed_at=None)
    rows = Question.objects.filter(matter__in=seen).select_related("sitting__series", "matter")
    return question_lines(rows.order_by("matter__due_at", "pk")[:PAGE])


def _guests(sitting: Sitting) -> QuerySet[Guest]:
    return sitting.guests.exclude(state="replaced")
