"""Taking and giving back rooms and hours for a dialogue. Private to this room."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, Refused, refuse
from sunhall.hotline import queries
from sunhall.hotline.models import BookedQuarter, Booking, Dialogue
from sunhall.hotline.rules.rooms import quarters
from sunhall.matters import queries as matters


def owed(number: str) -> Dialogue:
    """The dialogue that is still owed, behind its matter's lock: nobody else writes to it now."""
    matters.matter_for_update(number)
    dialogue = queries.dialogue_owed(number)
    if dialogue is None:
        raise NotFound("没有待进行的约谈")
    return dialogue


def book(
    dialogue: Dialogue, *, host: str, starts: datetime, minutes: int, people: Sequence[str]
) -> Booking:
    """Take room, host, companions and volunteer for these hours, or refuse naming who is taken."""
    ends = starts + timedelta(minutes=minutes)
    booking = Booking.objects.create(
        dialogue=dialogue,
        room=dialogue.room,
        volunteer=dialogue.volunteer,
        host=host,
        starts_at=starts,
        ends_at=ends,
        made_at=now(),
    )
    wanted = {host: "host"} | dict.fromkeys(people, "companions")
    if dialogue.volunteer:
        wanted[f"volunteer:{dialogue.volunteer.code}"] = "volunteer"
    if dialogue.room:
        wanted[f"room:{dialogue.room.code}"] = "room"
    times = quarters(starts, ends)
    if clash := queries.booked_first(list(wanted), times):
        raise _taken(wanted[clash])
    # In one order, so that two who want the same do not wait for each other.
    rows = [
        BookedQuarter(booking=booking, what=what, at=at) for what in sorted(wanted) for at in times
    ]
    try:
        with transaction.atomic():
            BookedQuarter.objects.bulk_create(rows)
    except IntegrityError:
        # Somebody was faster by a moment; the database said so.
        raise refuse("这个时间刚刚被别人约走，请换一个时间", field="planned_at") from None
    return booking


def give_back(dialogue: Dialogue, how: str, *, reason: str = "") -> Booking | None:
    """End the appointment in force, if any: its room and people are free again."""
    booking = dialogue.bookings.filter(ended_at=None).first()
    if booking is None:
        return None
    booking.ended_at, booking.ended_how, booking.reason = now(), how, reason
    booking.save(update_fields=["ended_at", "ended_how", "reason"])
    booking.quarters.all().delete()
    return booking


def _taken(field: str) -> Refused:
    reasons = {
        "room": "这间约谈室在这个时间已经约出，请换一个时间或换一间",
        "host": "主持人在这个时间已有约谈，请换一个时间或换一位主持人",
        "companions": "同行人员在这个时间已有约谈，请换一个时间或换一位",
        "volunteer": "这位法律志愿者在这个时间已有约谈，请换一个时间或换一位",
    }
    return refuse(reasons[field], field=field)
