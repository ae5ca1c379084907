"""Who is accountable at an instant: A, or B while A is away, or nobody (K2; 001#2 §23(5))."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise

from sunhall.ground.kit.verdict import YES, Verdict, no

RANKS = {"A": "A岗", "B": "B岗"}


@dataclass(frozen=True, slots=True)
class Hold:
    """One person holding a post as A or B over some days."""

    staff: str
    rank: str
    from_on: date
    to_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the holding is in force on a day; the last day counts."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class Away:
    """One person's absence over some instants; the end itself no longer counts."""

    staff: str
    from_at: datetime
    to_at: datetime

    def covers(self, at: datetime) -> bool:
        """Whether the person is away at an instant."""
        return self.from_at <= at < self.to_at


@dataclass(frozen=True, slots=True)
class Accountable:
    """Who answers for a post: A, or B while A is away, or nobody 脱岗."""

    staff: str | None
    rank: str | None

    def __bool__(self) -> bool:
        return self.staff is not None


NOBODY = Accountable(None, None)


def holder_at(
    holds: Iterable[Hold], leaves: Iterable[Away], at: datetime, zone: tzinfo
) -> Accountable:
    """A owns; when A is away B owns; when both are away nobody does (K2; 001#2 §23(5))."""
    day = at.astimezone(zone).date()
    away = {leave.staff for leave in leaves if leave.covers(at)}
    for hold in sorted(holds, key=lambda hold: (hold.rank, hold.from_on)):
        if hold.covers(day) and hold.staff not in away:
            return Accountable(hold.staff, hold.rank)
    return NOBODY


def may_hold(wanted: Hold, others: Iterable[Hold]) -> Verdict:
    """One A and one B at a time, and never the same person as both (001#2 §23(5))."""
    for other in others:
        if not _overlap(wanted, other):
            continue
        if other.rank == wanted.rank:
            return no("该岗位这段时间已有{rank}人员，请先结束原任职", rank=RANKS[wanted.rank])
        if other.staff == wanted.staff:
            return no("同一人不能同时担任一个岗位的 A 岗和 B 岗", article="001#2 §23(5)")
    return YES


def _overlap(one: Hold, other: Hold) -> bool:
    return (one.to_on is None or other.from_on <= one.to_on) and (
        other.to_on is None or one.from_on <= other.to_on
    )


def may_be_away(wanted: Away, others: Iterable[Away]) -> Verdict:
    """Leave ends after it begins, and two leaves of one person do not overlap."""
    if wanted.to_at <= wanted.from_at:
        return no("请假结束时间应晚于开始时间")
    if any(wanted.from_at < other.to_at and other.from_at < wanted.to_at for other in others):
        return no("这段时间已有请假，请先销假或改时间")
    return YES


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of days in which a post will have nobody, seen before it happens."""

    post: str
    from_at: datetime
    to_at: datetime


def gaps_ahead(
    post: str,
    holds: Sequence[Hold],
    leaves: Sequence[Away],
    start: datetime,
    days: int,
    zone: tzinfo,
) -> list[Gap]:
    """The times ahead in which nobody would answer for a post (S11).

    Accountability changes only where a holding or a leave begins or ends: those instants cut
    the time ahead into pieces that are each wholly filled or wholly empty.
    """
    end = start + timedelta(days=days)
    cuts = sorted({start, end, *_edges(holds, leaves, start, end, zone)})
    gaps: list[Gap] = []
    for from_at, to_at in pairwise(cuts):
        if holder_at(holds, leaves, from_at, zone):
            continue
        if gaps and gaps[-1].to_at == from_at:
            from_at = gaps.pop().from_at
        gaps.append(Gap(post, from_at, to_at))
    return gaps


def _edges(
    holds: Iterable[Hold], leaves: Iterable[Away], start: datetime, end: datetime, zone: tzinfo
) -> Iterable[datetime]:
    edges = [at for leave in leaves for at in (leave.from_at, leave.to_at)]
    for hold in holds:
        edges.append(_midnight(hold.from_on, zone))
        if hold.to_on is not None:
            edges.append(_midnight(hold.to_on + timedelta(days=1), zone))
    return (at for at in edges if start < at < end)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
