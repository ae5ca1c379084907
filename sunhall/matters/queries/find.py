"""Fetch and authorise in one call: one query for list, search, export, API and counters."""

import hmac

from django.db.models import OuterRef, Q, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.matters.models import Assignment, Matter, Return
from sunhall.matters.queries.kinds import all_kinds
from sunhall.matters.rules import UNDO_FOR
from sunhall.people import queries as people

READ_PLACE = "matters.read_place"
READ_ORGANISATION = "matters.read_organisation"
READ_SEALED = "matters.read_sealed"


def matters_for(actor: Actor) -> QuerySet[Matter]:
    """All matters this actor may see: the one query behind every list, export and count.

    A resident sees their own, the holder of a number and its code that one matter; staff see
    what their posts own, were offered, once owned or have a part in, and, with
    `matters.read_place`, everything within their places; with `matters.read_organisation`, what
    their organisations' posts own.
    Sealed matters (纪检) are seen only by the posts that hold them and by
    `matters.read_sealed`.
    """
    if actor.code == "system":
        return Matter.objects.all()
    if actor.is_resident:
        return Matter.objects.filter(person__in=people.ids_of(actor.id))
    if actor.code.startswith("holder:"):
        return Matter.objects.filter(number=actor.id)
    if not actor.is_staff:
        return Matter.objects.none()
    # Whoever passed a sealed matter on still answers for it, and reads it no more.
    mine = Q(owner__in=actor.posts) & (_unsealed(actor) | Q(offered_to=""))
    mine |= Q(offered_to__in=actor.posts)
    seen = mine
    if actor.may(READ_PLACE):
        seen |= _within(actor.places) & _unsealed(actor)
    else:
        past = Assignment.objects.filter(post__in=actor.posts).values("matter")
        seen |= Q(pk__in=past) & _unsealed(actor)
        seen |= Q(pk__in=_just_returned(actor).values("pk")) & _unsealed(actor)
    for one in all_kinds():
        if one.joined is not None:
            seen |= one.joined(actor) & _unsealed(actor)
    if actor.may(READ_ORGANISATION):
        posts = directory.posts_within(actor.organisations).values("code")
        seen |= Q(owner__in=posts) & _unsealed(actor)
    return Matter.objects.filter(seen)


def named_for(actor: Actor) -> QuerySet[Matter]:
    """The matters an actor may see and of which they may know who asked 保密."""
    rows = matters_for(actor)
    for one in all_kinds():
        if one.unnamed is not None:
            rows = rows.exclude(one.unnamed(actor))
    return rows


def work_about(actor: Actor, person: OuterRef) -> QuerySet[Matter]:
    """The work through which an actor knows a person (K6)."""
    # Said aloud, for the index of persons leaves out matters without one.
    return named_for(actor).filter(~Q(person=""), person=person)


def matter_for(actor: Actor, number: str) -> Matter:
    """One matter, or `NotFound`: not there and not yours look the same."""
    matter = matters_for(actor).filter(number=number).select_related("last_answer").first()
    if matter is None:
        raise NotFound(number)
    return matter


def matter_for_update(number: str) -> Matter:
    """Lock a matter inside an action. The action's rules decide who may go on."""
    matter = Matter.objects.select_for_update().filter(number=number).first()
    if matter is None:
        raise NotFound(number)
    return matter


def matter_by_code(number: str, code: str) -> Matter | None:
    """A matter by number and query code, for a person without an account."""
    matter = Matter.objects.filter(number=number).select_related("last_answer").first()
    same = matter is not None and hmac.compare_digest(matter.query_code.encode(), code.encode())
    return matter if same else None


def number_taken_for(intake_key: str) -> str | None:
    """The number an intake key was already used for, so that a double tap files once."""
    return Matter.objects.filter(intake_key=intake_key).values_list("number", flat=True).first()


def _just_returned(actor: Actor) -> QuerySet[Matter]:
    """What these posts returned unsigned: theirs to see as long as they may take it back."""
    recent = Return.objects.filter(post__in=actor.posts, at__gte=now() - UNDO_FOR)
    return Matter.objects.filter(pk__in=recent.values("matter"))


def _within(places: tuple[str, ...]) -> Q:
    if "" in places:
        return Q()
    inside = Q(pk__in=[])
    for prefix in places:
        inside |= Q(place__startswith=prefix)
    return inside


def _unsealed(actor: Actor) -> Q:
    return Q() if actor.may(READ_SEALED) else Q(is_sealed=False)
