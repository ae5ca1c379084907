"""Calling a legal volunteer to an appointment, and letting them go. Private to this room."""

from datetime import datetime, timedelta
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.hotline import events, queries
from sunhall.hotline.models import (
    Booking,
    Dialogue,
    Invitation,
    LegalVolunteer,
    VolunteerService,
    VolunteerTie,
)
from sunhall.hotline.rules.rooms import USUAL_LENGTH
from sunhall.hotline.rules.volunteers import MOST_MINUTES, TIES, Called, may_call


def chosen(
    dialogue: Dialogue, code: str, *, starts: datetime, minutes: int
) -> LegalVolunteer | None:
    """The volunteer who is to come, refused when somebody ought to be chosen or may not come."""
    if not code:
        if dialogue.wants_lawyer:
            raise refuse("诉求人要求法律志愿者参加，请选择一位", field="volunteer")
        return None
    volunteer = queries.legal_volunteers().filter(code=code).first()
    if volunteer is None:
        raise refuse("请选择在册的法律志愿者", field="volunteer")
    ends = starts + timedelta(minutes=minutes)
    called = Called(
        tie=queries.tie_to(volunteer, dialogue.matter),
        is_away=queries.is_absent(volunteer, starts, ends),
        hours=volunteer.hours,
    )
    require(may_call(called, starts, ends), field="volunteer")
    return volunteer


def invite(booking: Booking, number: str, *, by: Actor) -> None:
    """Invite the volunteer of an appointment; they hear of it by message, and answer."""
    if booking.volunteer is None:
        return
    made = Invitation.objects.create(
        booking=booking, volunteer=booking.volunteer, made_at=now(), made_by=by.code
    )
    record(
        events.VolunteerInvited(
            matter=number,
            dialogue=booking.dialogue_id,
            invitation=made.pk,
            volunteer=booking.volunteer.code,
            starts_at=instant(booking.starts_at),
            ends_at=instant(booking.ends_at),
        ),
        by=by,
    )


def let_go(booking: Booking | None, number: str, *, again: str, by: Actor) -> None:
    """End the invitation of an appointment that ended; `again` names who is invited anew."""
    if booking is None:
        return
    row = booking.invitations.filter(ended_at=None).exclude(answer="decline").first()
    if row is None:
        return
    is_again = row.volunteer.code == again
    row.ended_at, row.ended_how = now(), "moved" if is_again else "excused"
    row.save(update_fields=["ended_at", "ended_how"])
    if not is_again:
        record(
            events.VolunteerExcused(matter=number, invitation=row.pk, volunteer=row.volunteer.code),
            by=by,
        )


def declare(
    volunteer: LegalVolunteer,
    tie: str,
    *,
    organisation: str,
    person: str,
    words: str,
    by: Actor,
) -> VolunteerTie:
    """Write down a tie, once; the same one again changes nothing."""
    about: dict[str, Any] = {"kind": tie, "organisation": organisation, "person": person}
    held = volunteer.ties.filter(ended_at=None, **about).first()
    if held is not None:
        return held
    row = VolunteerTie.objects.create(
        volunteer=volunteer,
        words=words.strip(),
        declared_at=now(),
        declared_by=by.code,
        **about,
    )
    record(
        events.TieDeclared(
            code=volunteer.code,
            tie=tie,
            tie_words=TIES[tie],
            about=organisation or person,
            words=row.words,
        ),
        by=by,
    )
    return row


def serve(
    dialogue: Dialogue, number: str, *, booking: Booking | None, minutes: int | None, by: Actor
) -> None:
    """Record the minutes of the volunteer who came; none were given means: as long as planned."""
    if dialogue.volunteer is None:
        return
    if minutes is None:
        span = booking.ends_at - booking.starts_at if booking else None
        minutes = int(span.total_seconds() // 60) if span else USUAL_LENGTH
    if not 0 <= minutes <= MOST_MINUTES:
        raise refuse("请填写 0 至 {most} 分钟，没有到场填 0", field="served", most=MOST_MINUTES)
    if not minutes:
        if dialogue.wants_lawyer:
            raise refuse("诉求人要求法律志愿者参加；志愿者没有到场的，请改期再谈", field="served")
        return
    VolunteerService.objects.create(
        dialogue=dialogue,
        volunteer=dialogue.volunteer,
        minutes=minutes,
        served_at=dialogue.held_at or now(),
        recorded_by=by.code,
    )
    record(
        events.VolunteerServed(
            matter=number,
            dialogue=dialogue.pk,
            volunteer=dialogue.volunteer.code,
            minutes=minutes,
        ),
        by=by,
    )
