"""Listed supervision 挂号督办: number, order, limit, progress, removal by who listed it (V4)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.kit.refusal import refuse, require
from sunhall.supervision import events, queries, rules
from sunhall.supervision.actions import _shared
from sunhall.supervision.models import Listing, Progress

if TYPE_CHECKING:
    from sunhall.matters.models import Matter


@action
def list_matter(number: str, *, reason: str, until: date, by: Actor) -> Listing:
    """List a matter 挂号督办 with a number, an order and a limit (V4; 002 三)."""
    matter = _shared.seen_and_locked(number, by)
    require(rules.may_list(by, phase=matter.phase, is_listed=queries.is_listed(matter)))
    reason = _shared.worded(reason, "请写明挂号理由和要求（至少 {n} 个字）", field="reason")
    last = today() + timedelta(days=rules.MOST_DAYS)
    if not today() < until <= last:
        raise refuse("办结期限请选今天以后、{n} 天以内的日期", field="until", n=rules.MOST_DAYS)
    due = datetime.combine(until + timedelta(days=1), datetime.min.time(), LOCAL)
    return list_under_lock(matter, reason=reason, due_at=due, by=by)


@action
def list_under_lock(matter: "Matter", *, reason: str, due_at: datetime, by: Actor) -> Listing:
    """List a matter that is locked already: by an order of its own or with a listed letter."""
    office = queries.office_of(by)
    year = now().astimezone(LOCAL).year
    n = _shared.next_number(f"listing:{office.code}:{year}")
    listing = Listing.objects.create(
        number=f"{office.name}挂〔{year}〕{n}号",
        office=office.code,
        matter=matter,
        reason=reason,
        listed_at=now(),
        listed_by=by.code,
        due_at=due_at,
    )
    record(
        events.MatterListed(
            matter=matter.number,
            listing=listing.pk,
            paper=listing.number,
            due_at=instant(due_at),
            reason=reason,
        ),
        by=by,
    )
    return listing


@action
def add_progress(pk: int, *, text: str, by: Actor) -> Progress:
    """Write down progress 督办进展 of a listed matter (V4)."""
    listing = _locked(pk)
    facts = queries.listing_facts(listing)
    require(rules.may_progress(by, facts, post=queries.turn_of(listing.matter)))
    text = _shared.worded(text, "请写明进展（至少 {n} 个字）", field="text")
    row = Progress.objects.create(listing=listing, at=now(), by=by.code, text=text)
    record(
        events.ListingProgressed(
            matter=listing.matter.number, listing=pk, paper=listing.number, text=text
        ),
        by=by,
    )
    return row


@action
def remove_listing(pk: int, *, reason: str, by: Actor) -> Listing:
    """Remove 销号, by whoever listed it and nobody else, with a reason (V4; 002 三)."""
    listing = _locked(pk)
    unit = queries.unit_of(by)
    require(rules.may_remove(by, queries.listing_facts(listing), organisation=unit))
    listing.removed_reason = _shared.worded(
        reason, "请写明销号理由（至少 {n} 个字）", field="reason"
    )
    listing.removed_at, listing.removed_by = now(), by.code
    if listing.due_at < now():
        listing.late_at = listing.late_at or listing.due_at
    listing.save()
    record(
        events.ListingRemoved(
            matter=listing.matter.number,
            listing=pk,
            paper=listing.number,
            reason=listing.removed_reason,
        ),
        by=by,
    )
    return listing


@action
def note_listing_late(pk: int, *, by: Actor) -> None:
    """Note that the limit of a listed matter has passed, once; late stays late (V4, H4)."""
    _shared.the_house(by)
    listing = _locked(pk)
    if listing.late_at is not None or listing.removed_at is not None or listing.due_at > now():
        return
    listing.late_at = listing.due_at
    listing.save(update_fields=["late_at"])
    record(
        events.ListingLate(
            matter=listing.matter.number,
            listing=pk,
            paper=listing.number,
            due_at=instant(listing.due_at),
        ),
        by=by,
    )


def _locked(pk: int) -> Listing:
    """A listing behind the lock of its matter."""
    number = Listing.objects.filter(pk=pk).values_list("matter__number", flat=True).first()
    if number is None:
        raise _shared.missing(pk)
    _shared.lock(number)
    return Listing.objects.select_related("matter").get(pk=pk)
