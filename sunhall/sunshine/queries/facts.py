"""What is counted of each request, before anything is published (D2; 0016)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, Substr, TruncMonth

from sunhall.clocks import queries as clocks
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline import queries as hotline
from sunhall.hotline.queries.figures import request_rows
from sunhall.hotline.rules import figures as hotline_rules
from sunhall.matters.queries.figures import Period, rows_beneath
from sunhall.sunshine.rules import Fact
from sunhall.supervision.rules import last_of_month

TOP = 2
EVER = Period(date(2000, 1, 1), date(9999, 12, 30))


def held_by_month() -> dict[date, int]:
    """How many requests of each month stand in no public list."""
    rows = (
        rows_beneath(SYSTEM, "received", EVER)
        .order_by()
        .values(month=TruncMonth("opened_at", tzinfo=LOCAL))
        .annotate(n=Count("pk", filter=Q(is_public=False)))
    )
    return {row["month"].date(): row["n"] for row in rows}


def facts(first: date, last: date) -> list[Fact]:
    """What is counted of each request received in whole months."""
    with clocks.steady():
        return list(_facts(Period(first, last_of_month(last))))


def names_of(scope: str) -> dict[str, str]:
    """The names of all offices or topics that may ever be named; the smallest office is a town."""
    if scope == "topic":
        return dict(hotline.top_classes())
    rows = directory.organisations_ever().exclude(kind="village")
    return dict(rows.values_list("code", "name"))


def _facts(period: Period) -> Iterator[Fact]:
    rows = list(_rows(period))
    offices = directory.offices_of({row["post"] for row in rows})
    known = {scope: names_of(scope) for scope in ("office", "topic")}
    called = _beside("revisit_rate", "was_revisited", period)
    talked = _beside("understanding_rate", "result", period)
    for row in rows:
        office = "" if row["is_sealed"] else offices.get(row["post"], "")
        topic = "" if row["is_sealed"] else row["top"]
        result = talked.get(row["pk"])
        yield Fact(
            office=office if office in known["office"] else "",
            topic=topic if topic in known["topic"] else "",
            is_listed=row["is_public"],
            answered=row["answered_at"] is not None,
            on_time=_on_time(row["reply_due"], row["answered_at"]),
            days=_days(row["place"], row["opened_at"], row["answered_at"]),
            satisfied=row["satisfied"],
            revisited=called.get(row["pk"]),
            understood=None if result is None else result in hotline_rules.UNDERSTOOD,
            stars=row["stars"],
        )


def _rows(period: Period) -> Iterable[Any]:
    return (
        rows_beneath(SYSTEM, "received", period)
        .order_by()
        .annotate(
            post=Coalesce("last_answer__post", "owner"),
            top=Substr("class_code", 1, TOP),
            stars=F("last_answer__rating__stars"),
        )
        .values(
            "pk", "post", "top", "stars", "place", "is_sealed", "is_public", "satisfied",
            "opened_at", "answered_at", "reply_due",
        )
    )  # fmt: skip


def _on_time(due: datetime | None, answered: datetime | None) -> bool | None:
    """Whether it was answered in time; nothing while it may still be."""
    if due is None:
        return None
    if answered is not None:
        return answered <= due
    return False if due < now() else None


def _days(place: str, opened: datetime, answered: datetime | None) -> int | None:
    if answered is None:
        return None
    first, last = opened.astimezone(LOCAL).date(), answered.astimezone(LOCAL).date()
    return clocks.calendar(place).workdays_between(first, last)


def _beside(name: str, column: str, period: Period) -> dict[Any, Any]:
    """What the query of a figure adds to each request it rests on."""
    return dict(request_rows(SYSTEM, name, period).order_by().values_list("pk", column))
