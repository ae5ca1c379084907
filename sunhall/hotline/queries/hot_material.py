"""What the night's grouping reads: requests of the last months, never a sealed one (H9, H13)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline.models import HotDay, HotIssue, HotMember, Request
from sunhall.hotline.rules.hot import OPEN, WEIGHTS, Message, as_said
from sunhall.matters.rules import REFUSED
from sunhall.people import queries as people
from sunhall.places import queries as places

# What a night can group; a city with more in its window groups the newest.
MOST = 20_000
# What belongs to nobody's issue: not accepted (state secrets among them), taken back, 转纪检.
_NEVER = Q(matter__phase=REFUSED) | Q(matter__stage="withdrawn") | Q(disposal="inspect")


def hot_material(on: date) -> list[Message]:
    """The messages of the window that ends with a day; later ones are left out."""
    until = _midnight(on + timedelta(days=1))
    since = until - timedelta(days=WEIGHTS.looks_back_days)
    rows = _groupable().filter(matter__opened_at__gte=since, matter__opened_at__lt=until)
    newest = rows.order_by("-matter__opened_at", "-matter")[:MOST]
    return _messages(newest, with_words=True)


def hot_register() -> set[str]:
    """The names of the county's villages and communities, as people say them."""
    return as_said(places.village_names().values())


def hot_messages(matters: Collection[int]) -> dict[int, Message]:
    """The messages of some matters by key, as heat and growth need them: without their words."""
    rows = _groupable().filter(matter__in=matters).defer("text")
    return {int(one.key): one for one in _messages(rows, with_words=False)}


def names_among(matters: Iterable[int]) -> set[str]:
    """The names of the persons of some matters: an issue is never explained by a name."""
    rows = Request.objects.filter(matter__in=list(matters)).exclude(matter__person="")
    found = people.names_to_hide_of(rows.values_list("matter__person", flat=True))
    return {name for names in found.values() for name in names}


def no_longer_groupable() -> QuerySet[HotMember]:
    """Members that were sealed, refused or taken back after they had joined."""
    rows = HotMember.objects.filter(left_on=None)
    return rows.exclude(matter__in=_groupable().values("matter"))


def hot_issue_of(code: str) -> HotIssue | None:
    """One issue inside an action, locked."""
    return HotIssue.objects.select_for_update().filter(code=code).first()


def last_hot_day() -> date | None:
    """The last day that a night has looked at."""
    return HotDay.objects.order_by("-day").values_list("day", flat=True).first()


def hot_given_by(code: str) -> str:
    """Who named the post that must answer an issue."""
    rows = HotIssue.objects.filter(code=code).values_list("given_by", flat=True)
    return str(rows.first() or "")


def late_hot_issues() -> list[str]:
    """Issues whose answer has run out and was not yet noted."""
    rows = HotIssue.objects.filter(state="owned", late_at=None, due_at__lt=now())
    return list(rows.order_by("due_at").values_list("code", flat=True)[:200])


def is_hot(matter: Any) -> bool:
    """Whether a request lies in an issue that is open."""
    return HotMember.objects.filter(matter=matter, left_on=None, issue__state__in=OPEN).exists()


def _groupable() -> QuerySet[Request]:
    rows = Request.objects.filter(matter__is_sealed=False).exclude(_NEVER)
    return rows.select_related("matter")


def _messages(rows: Iterable[Request], *, with_words: bool) -> list[Message]:
    found = list(rows)
    stays = people.current_ids_of(row.matter.person for row in found if row.matter.person)
    named = places.village_names(row.matter.place for row in found) if with_words else {}
    return [
        Message(
            key=str(row.matter.pk),
            subject=row.matter.subject,
            text=row.text if with_words else "",
            at=row.matter.opened_at,
            place=f"{named.get(row.matter.place, '')} {row.address}".strip() if with_words else "",
            village=named.get(row.matter.place, ""),
            person=stays.get(row.matter.person, row.matter.person),
        )
        for row in found
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
