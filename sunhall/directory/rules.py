"""The rules of posts: who is accountable, who may hold and grant what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

KINDS = {
    "county": "县级党政机关",
    "department": "部门",
    "town": "乡镇（街道）",
    "village": "村（社区）",
    "centre": "政务服务中心",
}
RANKS = {"A": "A岗", "B": "B岗"}
DUTIES = {
    "leader": "带班领导",
    "watch": "值班人员",
    "assist": "全程协办",
    "saturday": "周六值班",
}

# 系统管理员、安全管理员、审计管理员: no one holds two (GB/T 22239-2019 安全管理中心).
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


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
