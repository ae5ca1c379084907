"""Appointments of the dialogue: arranged, moved, cancelled, answered, reminded of (H6; 000#1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.kit.verdict import YES, Verdict
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions._booking import book, give_back, owed
from sunhall.hotline.actions._calling import chosen, invite, let_go
from sunhall.hotline.models import Booking, Dialogue, DialogueReply
from sunhall.hotline.rules.rooms import (
    LENGTHS,
    REPLIES,
    USUAL_LENGTH,
    may_use_room,
    may_visit_home,
)
from sunhall.matters import actions as matter_actions
from sunhall.matters import rules as matter_rules
from sunhall.places import queries as places


@action
def plan_dialogue(
    number: str,
    *,
    planned_at: datetime,
    way: str,
    by: Actor,
    room: str = "",
    place: str = "",
    wants_lawyer: bool = False,
    volunteer: str = "",
    minutes: int = USUAL_LENGTH,
    host: str = "",
    companions: Sequence[str] = (),
    place_code: str = "",
    transport: str = "",
    reason: str = "",
    version: int | None = None,
) -> Dialogue:
    """Arrange the dialogue 安排约谈: when, in which room or where in the village, with whom.

    Room, host, companions and volunteer are taken for these hours and nobody takes them twice. A
    dialogue that was arranged already is moved 改期, and the person is told why.
    """
    matter_actions.move_matter(number, "plan_dialogue", by=by, version=version)
    dialogue = owed(number)
    if way not in rules.DIALOGUE_WAYS:
        raise refuse("请选择约谈方式", field="way")
    if planned_at < now():
        raise refuse("约谈时间请填写今后的时间", field="planned_at")
    if minutes not in LENGTHS:
        raise refuse("请从列出的时长中选择", field="minutes")
    is_moved = dialogue.planned_at is not None
    if is_moved and not reason.strip():
        raise refuse("请写明为什么改期，诉求人会看到", field="reason")
    people = _people(companions, besides=host)
    _nobody_on_leave(_host(host, by), people, planned_at, minutes)
    _place(dialogue, way, room=room, place=place, place_code=place_code)
    if way == "room":
        require(_may_use(dialogue, planned_at, minutes), field="planned_at")
    if way == "home":
        require(may_visit_home(1 + len(people)), field="companions")
    # What the person asked for stays asked for; the planner can only add to it.
    dialogue.wants_lawyer = wants_lawyer or dialogue.wants_lawyer
    dialogue.volunteer = chosen(dialogue, volunteer, starts=planned_at, minutes=minutes)
    dialogue.planned_at, dialogue.way = planned_at, way
    dialogue.companions = [code.removeprefix("staff:") for code in people]
    dialogue.transport = transport.strip()
    dialogue.save()
    let_go(give_back(dialogue, "moved", reason=reason.strip()), number, again=volunteer, by=by)
    booking = book(
        dialogue, host=_host(host, by), starts=planned_at, minutes=minutes, people=people
    )
    _tell_planned(dialogue, booking, number, reason=reason.strip() if is_moved else None, by=by)
    invite(booking, number, by=by)
    return dialogue


@action
def cancel_dialogue(number: str, *, reason: str, by: Actor, version: int | None = None) -> Dialogue:
    """Cancel an appointment 取消约谈安排: the dialogue stays owed and its clock runs on (H6)."""
    matter_actions.move_matter(number, "cancel_dialogue", by=by, version=version)
    dialogue = owed(number)
    if not reason.strip():
        raise refuse("请写明为什么取消，诉求人会看到", field="reason")
    let_go(give_back(dialogue, "cancelled", reason=reason.strip()), number, again="", by=by)
    dialogue.planned_at, dialogue.room, dialogue.volunteer = None, None, None
    dialogue.companions, dialogue.place = [], ""
    dialogue.save()
    record(
        events.DialogueCancelled(matter=number, dialogue=dialogue.pk, reason=reason.strip()), by=by
    )
    return dialogue


@action
def reply_to_dialogue(
    number: str, *, answer: str, by: Actor, wished: str = "", words: str = ""
) -> DialogueReply:
    """Say whether one comes to the appointment, or ask for another time 约谈答复 (H6)."""
    matter_actions.move_matter(number, "reply_dialogue", by=by)
    booking = owed(number).bookings.filter(ended_at=None).first()
    if booking is None:
        raise refuse("约谈还没有定好时间，请先说希望在哪里谈")
    if answer not in REPLIES:
        raise refuse("请选择按时参加，或希望改时间", field="answer")
    if answer == "other" and not wished.strip():
        raise refuse("请写明什么时间方便", field="wished")
    reply = DialogueReply.objects.create(
        booking=booking,
        at=now(),
        by=by.code,
        answer=answer,
        wished=wished.strip() if answer == "other" else "",
        words=words.strip(),
    )
    record(
        events.DialogueReplied(
            matter=number,
            dialogue=booking.dialogue_id,
            reply=answer,
            answer_words=REPLIES[answer],
            wished=reply.wished,
            words=reply.words,
        ),
        by=by,
    )
    return reply


@action
def remind_of_dialogue(booking: int, *, by: Actor) -> None:
    """Remind person and host of tomorrow's dialogue, once 约谈提醒 (H6)."""
    require(matter_rules.may_keep_clocks(by))
    row = Booking.objects.select_for_update().select_related("dialogue__matter").get(pk=booking)
    if row.ended_at is not None or row.reminded_at is not None:
        return
    row.reminded_at = now()
    row.save(update_fields=["reminded_at"])
    record(
        events.DialogueReminded(
            matter=row.dialogue.matter.number,
            dialogue=row.dialogue_id,
            planned_at=instant(row.starts_at),
            place=row.dialogue.place,
            host=row.host,
        ),
        by=by,
    )


def _place(dialogue: Dialogue, way: str, *, room: str, place: str, place_code: str) -> None:
    """Where the dialogue is: a room in use, or a place of the register with an address."""
    if way == "room":
        dialogue.room = queries.dialogue_rooms().filter(code=room).first()
        if dialogue.room is None:
            raise refuse("请选择约谈室", field="room")
        dialogue.place, dialogue.place_code = dialogue.room.name, ""
        return
    if not place.strip():
        raise refuse("请填写约谈地点", field="place")
    dialogue.room, dialogue.place = None, place.strip()
    dialogue.place_code = places.known_code(place_code) if place_code else dialogue.matter.place


def _may_use(dialogue: Dialogue, starts: datetime, minutes: int) -> Verdict:
    room = dialogue.room
    if room is None or room.is_open_late:
        return YES
    opened = queries.opening_of(room, starts.astimezone(LOCAL).date())
    return may_use_room(opened, starts, starts + timedelta(minutes=minutes))


def _people(companions: Sequence[str], *, besides: str) -> list[str]:
    """Who goes along, as actors' codes; everybody works here and is named once."""
    codes = [code for code in dict.fromkeys(companions) if code and code != besides]
    for code in codes:
        if not directory.staff_at_work().filter(code=code).exists():
            raise refuse("请选择在职的同行人员", field="companions")
    return [f"staff:{code}" for code in codes]


def _nobody_on_leave(host: str, people: Sequence[str], starts: datetime, minutes: int) -> None:
    """Whoever is on leave 请假 at that time meets nobody."""
    ends = starts + timedelta(minutes=minutes)
    for field, codes in (("host", [host]), ("companions", people)):
        staff = [code.removeprefix("staff:") for code in codes]
        away = directory.away_between(staff, starts, ends)
        if away:
            names = "、".join(directory.names_of(sorted(away)).values())
            reason = "{names}在这个时间请假，请换一个时间或换一位"
            raise refuse(reason, field=field, names=names)


def _host(host: str, by: Actor) -> str:
    if not host:
        return by.code
    if not directory.staff_at_work().filter(code=host).exists():
        raise refuse("请选择在职的主持人", field="host")
    return f"staff:{host}"


def _tell_planned(
    dialogue: Dialogue, booking: Booking, number: str, *, reason: str | None, by: Actor
) -> None:
    """Tell what was arranged, or moved and why; then what is taken for it."""
    facts: dict[str, Any] = {
        "matter": number,
        "dialogue": dialogue.pk,
        "planned_at": instant(booking.starts_at),
        "way_words": rules.DIALOGUE_WAYS[dialogue.way],
        "place": dialogue.place,
        "volunteer": dialogue.volunteer.code if dialogue.volunteer else "",
    }
    if reason is None:
        record(events.DialoguePlanned(**facts), by=by)
    else:
        record(events.DialogueMoved(**facts, reason=reason), by=by)
    record(
        events.DialogueBooked(
            matter=number,
            dialogue=dialogue.pk,
            room=booking.room.code if booking.room else "",
            host=booking.host,
            companions=tuple(dialogue.companions),
            starts_at=instant(booking.starts_at),
            ends_at=instant(booking.ends_at),
        ),
        by=by,
    )
