"""What other systems may read of requests: facts of any, words only of published ones (PIPL 25).

Whoever knows the number of a request may learn where it stands, but nothing of its person,
words or place. A sealed or confidential request is not there. A list shows only requests whose
persons agreed to publication, and their words once they are reviewed, as the portal does.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from sunhall.directory import queries as directory
from sunhall.hotline.models import Request, RequestClass
from sunhall.hotline.queries.published import (
    NOT_CASES,
    Case,
    agreed_requests,
    cases_of,
    published_requests,
)
from sunhall.hotline.queries.standing import unknown_office
from sunhall.matters.rules import ENDED
from sunhall.places.rules import full_code, level_of, stem

_VILLAGE = 12


@dataclass(frozen=True)
class Disclosed:
    """A request without persons; `case` and `place` only once it is published."""

    number: str
    class_code: str
    class_name: str
    phase: str
    is_paused: bool
    is_late: bool
    office: str
    opened_at: datetime
    changed_at: datetime
    due_at: datetime | None
    place: str
    case: Case | None


def requests_named(numbers: Collection[str]) -> list[Disclosed]:
    """Where the requests with these numbers stand, the latest first."""
    rows = Request.objects.filter(
        matter__number__in=numbers, matter__is_sealed=False, is_confidential=False
    )
    return _disclosed(rows.select_related("matter", "matter__last_answer"))


def requests_received(
    start: datetime,
    end: datetime,
    *,
    classes: Collection[str] = (),
    phases: Collection[str] = (),
    first: int = 0,
    most: int = 1000,
) -> list[Disclosed]:
    """Public requests received in a span, both ends counted, the latest first."""
    rows = agreed_requests().filter(
        matter__kind="request", matter__opened_at__gte=start, matter__opened_at__lte=end
    )
    rows = rows.exclude(matter__stage__in=NOT_CASES)
    if classes:
        rows = rows.filter(matter__class_code__in=classes)
    if phases:
        rows = rows.filter(matter__phase__in=phases)
    return _disclosed(rows, first, first + most)


def _disclosed(rows: QuerySet[Request], first: int = 0, last: int | None = None) -> list[Disclosed]:
    found = rows.order_by("-matter__opened_at", "-matter__number")
    taken = list(found.prefetch_related("matter__deadlines")[first:last])
    published = published_requests().filter(pk__in=[row.pk for row in taken])
    cases = {case.number: case for case in cases_of(published)}
    codes = {row.matter.class_code for row in taken}
    names = dict(RequestClass.objects.filter(code__in=codes).values_list("code", "name"))
    offices = _offices({row.matter.owner for row in taken})
    return [_one(row.matter, names, offices, cases.get(row.matter.number)) for row in taken]


def _one(
    matter: Any, names: dict[str, str], offices: dict[str, str], case: Case | None
) -> Disclosed:
    return Disclosed(
        number=matter.number,
        class_code=matter.class_code,
        class_name=names.get(matter.class_code, ""),
        phase=matter.phase,
        is_paused=matter.paused_at is not None,
        is_late=matter.late_at is not None,
        office=offices.get(matter.owner, unknown_office()),
        opened_at=matter.opened_at,
        changed_at=_changed_at(matter),
        due_at=_reply_due(matter),
        place=_village(matter.place) if case else "",
        case=case,
    )


def _changed_at(matter: Any) -> datetime:
    """The last step that everyone may know; of an ended request, its end."""
    steps = (matter.opened_at, matter.signed_at, matter.answered_at, matter.paused_at)
    ended: datetime | None = matter.closed_at if matter.phase in ENDED else None
    return ended or max(step for step in steps if step is not None)


def _reply_due(matter: Any) -> datetime | None:
    """When the answer is due or was; a clock set anew counts, one that is paused says nothing."""
    clocks = [clock for clock in matter.deadlines.all() if clock.name == "reply"]
    return max(clocks, key=lambda clock: clock.pk).due_at if clocks else None


def _village(code: str) -> str:
    """The code at most of the village; "" where only the county is known."""
    cut = full_code(stem(code)[:_VILLAGE])
    return cut if level_of(cut) in ("town", "village") else ""


def _offices(posts: Iterable[str]) -> dict[str, str]:
    """The name of the office behind each post; of one that is closed nothing is said."""
    found = directory.offices_of(posts)
    names = directory.organisations_in_use().filter(code__in=found.values())
    words = dict(names.values_list("code", "name"))
    return {post: words[office] for post, office in found.items() if office in words}
