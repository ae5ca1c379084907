"""Legal volunteers 法律志愿者: who may be called, what is ahead, what they have given (H6)."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.crypto import salted_hmac

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.sealed.masks import mask_phone
from sunhall.hotline.models import (
    Invitation,
    LegalVolunteer,
    VolunteerAbsence,
    VolunteerService,
    VolunteerTie,
)
from sunhall.hotline.queries.desk import post_words
from sunhall.hotline.queries.registers import class_words
from sunhall.hotline.queries.requests import request_of
from sunhall.hotline.rules.volunteers import TIES
from sunhall.matters import queries as matters
from sunhall.people import queries as people

YEAR = timedelta(days=365)
_SALT = "sunhall.hotline.volunteer"
_MARK = 20


@dataclass(frozen=True)
class Load:
    """What a volunteer was asked and gave in a year 工作量, and when they are next called."""

    volunteer: LegalVolunteer
    invited: int = 0
    accepted: int = 0
    declined: int = 0
    waiting: int = 0
    dialogues: int = 0
    minutes: int = 0
    next_at: datetime | None = None
    is_away: bool = False


@dataclass(frozen=True)
class Ahead:
    """A call that lies ahead, as the volunteer reads it to know whether they have a tie."""

    invitation: Invitation
    office: str
    subject_class: str
    person: str


def volunteer_for(code: str) -> LegalVolunteer:
    """One volunteer by code, also one who has left."""
    row = LegalVolunteer.objects.filter(code=code).first()
    if row is None:
        raise NotFound(code)
    return row


def volunteer_actor(row: LegalVolunteer) -> Actor:
    """Whoever came by a volunteer's own link: may speak for this one volunteer and see no case."""
    return Actor(code=f"volunteer:{row.code}", name=row.name)


def volunteer_token(row: LegalVolunteer) -> str:
    """The end of the address of a volunteer's own page; a new key makes a new one."""
    return f"{row.code}.{_mark(row)}"


def volunteer_by_token(token: str) -> LegalVolunteer:
    """The volunteer a link stands for; an altered or replaced link finds nobody."""
    code, _, mark = token.rpartition(".")
    row = LegalVolunteer.objects.filter(code=code, is_active=True).first()
    if row is None or not row.link_key or not hmac.compare_digest(_mark(row), mark):
        raise NotFound(token)
    return row


def volunteer_loads(*, field: str = "", everybody: bool = False) -> list[Load]:
    """The pool with what each was asked and gave in the last year, serving ones first."""
    rows = LegalVolunteer.objects.order_by("-is_active", "name", "pk")
    found = [
        row
        for row in (rows if everybody else rows.filter(is_active=True))
        if not field or field in row.fields
    ]
    since = now() - YEAR
    counts = _counted(Invitation.objects.filter(made_at__gte=since).exclude(ended_how="moved"))
    served: dict[int, dict[str, Any]] = {
        row["volunteer"]: dict(row)
        for row in VolunteerService.objects.filter(served_at__gte=since)
        .values("volunteer")
        .annotate(dialogues=Count("pk"), minutes=Sum("minutes"))
    }
    ahead: dict[int, datetime] = {}
    for row in _ahead().order_by("-booking__starts_at"):
        ahead[row.volunteer_id] = row.booking.starts_at
    away = set(_absent(now(), now()).values_list("volunteer", flat=True))
    return [
        Load(
            row,
            **counts.get(row.pk, {}),
            dialogues=served.get(row.pk, {}).get("dialogues", 0),
            minutes=served.get(row.pk, {}).get("minutes", 0),
            next_at=ahead.get(row.pk),
            is_away=row.pk in away,
        )
        for row in found
    ]


def load_of(row: LegalVolunteer) -> Load:
    """The load of one volunteer."""
    return next(one for one in volunteer_loads(everybody=True) if one.volunteer.pk == row.pk)


def calls_ahead(
    row: LegalVolunteer, starts: datetime | None = None, ends: datetime | None = None
) -> list[Invitation]:
    """Appointments ahead that this volunteer has not declined; within a span when one is given."""
    rows = _ahead().filter(volunteer=row)
    if starts is not None and ends is not None:
        rows = rows.filter(booking__starts_at__lt=ends, booking__ends_at__gt=starts)
    return list(rows.order_by("booking__starts_at"))


def invitations_of(row: LegalVolunteer) -> list[Invitation]:
    """All invitations of a volunteer, the newest first."""
    rows = row.invitations.select_related("booking__dialogue__matter", "booking__room")
    return list(rows.order_by("-booking__starts_at", "-pk")[:100])


def told_ahead(row: LegalVolunteer) -> list[Ahead]:
    """What a volunteer reads of their calls: unit, matter, and only the masked name."""
    return [_told(one, one.booking.dialogue.matter) for one in calls_ahead(row)]


def seen_numbers(actor: Actor, row: LegalVolunteer) -> set[str]:
    """Which requests of a volunteer's calls this actor may see."""
    about = Q(dialogues__bookings__invitations__volunteer=row)
    seen = matters.matters_for(actor).filter(about)
    return set(seen.values_list("number", flat=True))


def volunteer_phone(row: LegalVolunteer) -> str:
    """The number as staff see it, masked."""
    return mask_phone(row.phone, "list") if row.phone else ""


def invitation_by(pk: int) -> Invitation:
    """One invitation with what it is about."""
    rows = Invitation.objects.select_related("booking__dialogue__matter", "volunteer")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound(str(pk))
    return row


def invitation_of(booking: int) -> Invitation | None:
    """The invitation of an appointment that holds, else the last that was declined."""
    rows = Invitation.objects.filter(booking=booking, ended_at=None).select_related("volunteer")
    return rows.exclude(answer="decline").first() or rows.order_by("-pk").first()


def services_of(row: LegalVolunteer) -> list[VolunteerService]:
    """What a volunteer has given, the newest first."""
    rows = row.services.select_related("dialogue__matter")
    return list(rows.order_by("-served_at", "-pk")[:100])


def absences_of(row: LegalVolunteer) -> QuerySet[VolunteerAbsence]:
    """Absences of a volunteer that have not ended."""
    return row.absences.filter(to_at__gt=now(), ended_at=None).order_by("from_at")


def ties_of(row: LegalVolunteer) -> list[tuple[VolunteerTie, str]]:
    """Ties in force, each with whom it concerns; of a person only the masked name is said."""
    ties = list(row.ties.filter(ended_at=None).order_by("-declared_at", "-pk"))
    names = dict(directory.organisations_ever().values_list("code", "name"))
    return [(one, names.get(one.organisation) or _masked(one.person)) for one in ties]


def is_absent(row: LegalVolunteer, starts: datetime, ends: datetime) -> bool:
    """Whether a volunteer is away at any time of a span."""
    return _absent(starts, ends).filter(volunteer=row).exists()


def tie_to(row: LegalVolunteer, matter: Any) -> str:
    """What ties a volunteer to the unit or the person of a case, in words; empty when nothing."""
    about = Q(organisation__in=organisations_in(matter))
    if matter.person:
        about |= Q(person__in=people.ids_of(people.current_id(matter.person)))
    tie = row.ties.filter(about, ended_at=None).order_by("pk").first()
    return TIES[tie.kind] if tie else ""


def tied_to(matter: Any) -> set[str]:
    """The codes of volunteers who must stay away from a case."""
    about = Q(organisation__in=organisations_in(matter))
    if matter.person:
        about |= Q(person__in=people.ids_of(people.current_id(matter.person)))
    rows = VolunteerTie.objects.filter(about, ended_at=None)
    return set(rows.values_list("volunteer__code", flat=True))


def organisations_in(matter: Any) -> list[str]:
    """The organisations a case is about: whose post holds it, and who answered it."""
    posts = {matter.owner, *matter.answers.values_list("post", flat=True)} - {""}
    return sorted({organisation_of_post(post) for post in posts})


def organisation_of_post(post: str) -> str:
    """The organisation of a post."""
    return str(directory.post_for(post).organisation.code)


def _told(one: Invitation, matter: Any) -> Ahead:
    # Who asked for confidentiality is not named to somebody who may yet decline.
    person = "" if request_of(matter.number).is_confidential else matter.person
    return Ahead(
        one,
        office=post_words(matter.owner),
        subject_class=class_words(matter.class_code),
        person=_masked(person),
    )


def _masked(person: str) -> str:
    return people.actor_for_resident(person).name if person else ""


def _ahead() -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(
        ended_at=None, booking__ended_at=None, booking__starts_at__gt=now()
    )
    return rows.exclude(answer="decline").select_related(
        "booking__dialogue__matter", "booking__room", "volunteer"
    )


def _absent(starts: datetime, ends: datetime) -> QuerySet[VolunteerAbsence]:
    return VolunteerAbsence.objects.filter(from_at__lte=ends, to_at__gt=starts, ended_at=None)


def _counted(rows: QuerySet[Invitation]) -> dict[int, dict[str, int]]:
    told = rows.values("volunteer").annotate(
        invited=Count("pk"),
        accepted=Count("pk", filter=Q(answer="accept")),
        declined=Count("pk", filter=Q(answer="decline")),
        waiting=Count("pk", filter=Q(answer="", ended_at=None, booking__starts_at__gt=now())),
    )
    return {
        row["volunteer"]: {
            name: row[name] for name in ("invited", "accepted", "declined", "waiting")
        }
        for row in told
    }


def _mark(row: LegalVolunteer) -> str:
    made = salted_hmac(_SALT, f"{row.code}:{row.link_key}", algorithm="sha256")
    return made.hexdigest()[:_MARK]
