"""Hot issues 热点问题: what the night found, who must answer, how it ended (H9, H13; 002)."""

from collections.abc import Collection, Sequence
from datetime import date

from django.conf import settings

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.hotline import events, queries
from sunhall.hotline.actions._sending import post_in_use
from sunhall.hotline.models import HotDay, HotIssue, HotMember
from sunhall.hotline.rules.hot import (
    WEIGHTS,
    HotGroup,
    Known,
    continued,
    growth,
    heat,
    may_answer,
    may_end,
    may_give,
    may_leave_out,
    may_note,
)
from sunhall.matters import queries as matters
from sunhall.matters import rules as matter_rules

LIMIT = "HL_HOT"
LEAST_WORDS = 4


@action
def note_hot_issues(groups: Sequence[HotGroup], *, on: date, by: Actor = SYSTEM) -> list[HotIssue]:
    """Write down what the night found 归集热点, an issue of yesterday going on under its code (H9).

    Members stay while the issue is open; what a person took out is not put in again, and what an
    ended issue answered begins a new one only when enough persons speak of it anew.
    """
    require(may_note(by))
    for member in queries.no_longer_groupable().select_related("issue", "matter"):
        _leave(member, "不再归集", by, on)
    open_ = {one.code: one for one in HotIssue.objects.exclude(state="ended").select_for_update()}
    inside = _inside(open_.values())
    settled = dict(
        HotMember.objects.filter(issue__state="ended").values_list("matter", "issue__code")
    )
    fresh = [_keys(group) - settled.keys() for group in groups]
    known = [Known(code, frozenset(map(str, keys))) for code, keys in inside.items()]
    codes = continued([[str(key) for key in keys] for keys in fresh], known)
    for group, keys, code in zip(groups, fresh, codes, strict=True):
        if code:
            _go_on(open_[code], group, keys, on)
        elif made := _begin(group, keys, settled, on, by):
            open_[made.code] = made
    for code in sorted(open_):
        _look_at(open_[code], on, by)
    return [open_[code] for code in sorted(open_)]


@action
def give_hot_issue(code: str, *, to: str, words: str = "", by: Actor) -> HotIssue:
    """Name the post that must answer a hot issue 定责任岗位, and start its limit (H9)."""
    row = _row(code)
    require(may_give(by, queries.hot_facts(row)))
    queries.hot_issue_for(by, code)
    post_in_use(to)
    row.state, row.owner, row.order = "owned", to, words.strip()
    row.given_at, row.given_by = now(), by.code
    row.due_at = matters.due_from_now(LIMIT, settings.COUNTY_CODE)
    row.late_at = row.answered_at = None
    row.answer = row.answered_by = ""
    row.save()
    record(
        events.HotIssueGiven(
            issue=code, owner=to, due_at=instant(row.due_at) if row.due_at else "", words=row.order
        ),
        by=by,
    )
    return row


@action
def answer_hot_issue(code: str, *, words: str, by: Actor) -> HotIssue:
    """Answer a hot issue 回应热点: what was found and done, by the post that was named (H9)."""
    row = _row(code)
    require(may_answer(by, queries.hot_facts(row)))
    row.answer = _said(words, "请写明查明的情况和采取的措施（至少 4 个字）")
    row.state, row.answered_at, row.answered_by = "answered", now(), by.code
    row.save()
    record(events.HotIssueAnswered(issue=code, owner=row.owner, words=row.answer), by=by)
    return row


@action
def end_hot_issue(code: str, *, words: str, by: Actor) -> HotIssue:
    """End a hot issue 结束热点 with what was done; never by the post that answered it (H9)."""
    row = _row(code)
    require(may_end(by, queries.hot_facts(row)))
    queries.hot_issue_for(by, code)
    row.ended_words = _said(words, "请写明怎样办的、为什么可以结束（至少 4 个字）")
    row.state, row.ended_at, row.ended_by = "ended", now(), by.code
    row.alarm_on = None
    row.save()
    record(events.HotIssueEnded(issue=code, words=row.ended_words), by=by)
    return row


@action
def leave_out_of_hot_issue(code: str, number: str, *, reason: str, by: Actor) -> None:
    """Take a request out of a hot issue 移出 that is about something else; it stays out (H13)."""
    row = _row(code)
    require(may_leave_out(by, queries.hot_facts(row)))
    said = _said(reason, "请写明为什么不是同一件事（至少 4 个字）", field="reason")
    matter = matters.matter_for(by, number)
    member = HotMember.objects.filter(issue=row, matter=matter, left_on=None).first()
    if member is None:
        raise NotFound(number)
    _leave(member, said, by, today())


@action
def note_hot_issue_late(code: str, *, by: Actor = SYSTEM) -> None:
    """Note that the answer to a hot issue is late 热点回应超期, once (H9)."""
    require(matter_rules.may_keep_clocks(by))
    row = _row(code)
    if row.state != "owned" or row.late_at or row.due_at is None or row.due_at > now():
        return
    row.late_at = row.due_at
    row.save(update_fields=["late_at"])
    record(events.HotIssueLate(issue=code, owner=row.owner, due_at=instant(row.due_at)), by=by)


def _begin(
    group: HotGroup, keys: frozenset[int], settled: dict[int, str], on: date, by: Actor
) -> HotIssue | None:
    """A new issue, when enough persons speak of something that no issue holds yet."""
    free = keys - set(
        HotMember.objects.filter(matter__in=keys, left_on=None).values_list("matter", flat=True)
    )
    mine = [one for one in group.messages if int(one.key) in free]
    persons = {one.person or one.key for one in mine}
    if len(mine) < WEIGHTS.least_messages or len(persons) < WEIGHTS.least_persons:
        return None
    ended = sorted(settled[key] for key in _keys(group) if key in settled)
    again = HotIssue.objects.filter(code=ended[-1]).first() if ended else None
    row = HotIssue.objects.create(
        code=_next_code(on), weights=WEIGHTS.version, found_on=on, again=again
    )
    _explain(row, group)
    _join(row, [int(one.key) for one in mine], on)
    record(
        events.HotIssueFound(
            issue=row.code,
            count=len(mine),
            persons=len(persons),
            again=again.code if again else "",
            place=row.place,
            words="、".join(row.words),
        ),
        by=by,
    )
    return row


def _go_on(row: HotIssue, group: HotGroup, keys: frozenset[int], on: date) -> None:
    """Take in what is new; what a person took out of this issue, or another holds, stays out."""
    held = set(HotMember.objects.filter(matter__in=keys, left_on=None).values_list("matter"))
    out = set(HotMember.objects.filter(issue=row, matter__in=keys).values_list("matter"))
    joined = [key for key in sorted(keys) if (key,) not in held | out]
    _join(row, joined, on)
    _explain(row, group)


def _look_at(row: HotIssue, on: date, by: Actor) -> None:
    """What this night saw of an issue: how many, how hot, whether it grows beyond its past."""
    if row.days.filter(day__gte=on).exists():
        return  # this night has been told already
    keys = _inside([row])[row.code]
    messages = [one for one in queries.hot_messages(keys).values() if one.day <= on]
    if not messages:
        return
    seen, before = growth(messages, on), queries.hot_day(row, on)
    HotDay.objects.create(
        issue=row,
        day=on,
        count=len(messages),
        persons=len({one.person or one.key for one in messages}),
        heat=heat(messages, on),
        window=seen.count,
        expected=seen.expected,
        alarm=seen.alarm,
    )
    day = f"{on}"
    joined = len(messages) - (before.count if before else len(messages))
    if joined > 0:
        record(
            events.HotIssueGrew(issue=row.code, day=day, joined=joined, count=len(messages)), by=by
        )
    if seen.alarm and not (before and before.alarm):
        expected = f"{seen.expected:.1f}"
        record(
            events.HotIssueAlarmed(issue=row.code, day=day, count=seen.count, expected=expected),
            by=by,
        )
    row.alarm_on = on if seen.alarm else None
    _cool(row, (on - max(one.day for one in messages)).days, by)
    row.save()


def _cool(row: HotIssue, silent: int, by: Actor) -> None:
    """What nobody has to answer and nobody speaks of cools down; a new voice warms it up again."""
    if row.state == "found" and silent >= WEIGHTS.cools_after_days:
        row.state = "cooled"
        record(events.HotIssueCooled(issue=row.code, days=silent), by=by)
    elif row.state == "cooled" and silent < WEIGHTS.cools_after_days:
        row.state = "found"


def _inside(rows: Collection[HotIssue]) -> dict[str, frozenset[int]]:
    """The members of issues, by code."""
    found: dict[str, set[int]] = {row.code: set() for row in rows}
    members = HotMember.objects.filter(issue__in=[row.pk for row in rows], left_on=None)
    for code, matter in members.values_list("issue__code", "matter"):
        found[code].add(matter)
    return {code: frozenset(keys) for code, keys in found.items()}


def _keys(group: HotGroup) -> frozenset[int]:
    return frozenset(int(one.key) for one in group.messages)


def _join(row: HotIssue, keys: Sequence[int], on: date) -> None:
    HotMember.objects.bulk_create(HotMember(issue=row, matter_id=key, joined_on=on) for key in keys)


def _explain(row: HotIssue, group: HotGroup) -> None:
    """Place and words of tonight; the name of a person explains nothing."""
    names = queries.names_among(_keys(group))
    row.place = "" if _names_somebody(group.place, names) else group.place[:80]
    row.words = [word for word in group.words if not _names_somebody(word, names)]
    row.save(update_fields=["place", "words"])


def _names_somebody(word: str, names: set[str]) -> bool:
    return any(word in name or name in word for name in names if word)


def _leave(member: HotMember, reason: str, by: Actor, on: date) -> None:
    member.left_on, member.left_by = on, by.code
    member.save(update_fields=["left_on", "left_by"])
    record(
        events.HotMemberLeft(issue=member.issue.code, matter=member.matter.number, reason=reason),
        by=by,
    )


def _next_code(on: date) -> str:
    head = f"HOT{on:%y%m%d}-"
    return f"{head}{HotIssue.objects.filter(code__startswith=head).count() + 1:02d}"


def _row(code: str) -> HotIssue:
    row = queries.hot_issue_of(code)
    if row is None:
        raise NotFound(code)
    return row


def _said(text: str, otherwise: str, *, field: str = "words") -> str:
    said = text.strip()
    if len(said) < LEAST_WORDS:
        raise refuse(otherwise, field=field)
    return said
