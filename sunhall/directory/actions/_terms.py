"""How a holding 任职 ends. Private to this room."""

from datetime import date

from django.db.models import Q, QuerySet

from sunhall.directory.events import PostLeft
from sunhall.directory.models import Holding
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import today


def lasting(rows: QuerySet[Holding], day: date) -> QuerySet[Holding]:
    """Those that would go on after a day, with or without an end, the earliest first."""
    going_on = rows.filter(Q(to_on=None) | Q(to_on__gt=day))
    return going_on.select_related("post", "staff").order_by("from_on", "pk")


def end(row: Holding, last: date, by: Actor) -> None:
    """End a holding with its last day."""
    row.to_on = last
    row.save(update_fields=["to_on"])
    _tell(row, last, by)


def end_all(rows: QuerySet[Holding], by: Actor) -> None:
    """End today what is held, and strike out what has not begun: it would keep a post taken."""
    day = today()
    for row in lasting(rows, day):
        if row.from_on <= day:
            end(row, day, by)
        else:
            row.delete()
            _tell(row, day, by)


def _tell(row: Holding, last: date, by: Actor) -> None:
    left = PostLeft(post=row.post.code, staff=row.staff.code, rank=row.rank, to_on=f"{last}")
    record(left, by=by)
