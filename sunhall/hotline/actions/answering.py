"""What a legal volunteer says to an invitation 答复邀请: comes, or not and why (H6)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.hotline import events, queries
from sunhall.hotline.actions._calling import declare
from sunhall.hotline.models import Invitation
from sunhall.hotline.rules.volunteers import ANSWERS, DECLINES, may_answer_invitation
from sunhall.matters import queries as matters


@action
def answer_invitation(
    pk: int, *, answer: str, by: Actor, ground: str = "", words: str = ""
) -> Invitation:
    """Answer an invitation 答复邀请: whoever declines is free again, and the post hears of it.

    An interest in the case that is named here is kept, so that nobody is called to it again.
    """
    row = _open(pk)
    booking, volunteer = row.booking, row.volunteer
    matter = booking.dialogue.matter
    holds = by.is_staff and matter.owner in by.posts
    require(may_answer_invitation(by, volunteer.code, holds=holds))
    if answer not in ANSWERS:
        raise refuse("请选择参加，或不能参加", field="answer")
    if answer == "decline" and ground not in DECLINES:
        raise refuse("请选择不能参加的原因", field="ground")
    if ground == "other" and answer == "decline" and not words.strip():
        raise refuse("请写明原因", field="words")
    if booking.ended_at is not None or booking.starts_at <= now():
        raise refuse("这次约谈已经改期、取消或开始，不用再答复", field="answer")
    row.answer, row.answered_at, row.answered_by = answer, now(), by.code
    row.ground, row.words = (ground if answer == "decline" else ""), words.strip()
    row.save()
    if answer == "decline":
        _free(row)
        _remember_tie(row, by)
    record(
        events.VolunteerAnswered(
            matter=matter.number,
            invitation=row.pk,
            volunteer=volunteer.code,
            reply=answer,
            answer_words=ANSWERS[answer],
            ground_words=DECLINES.get(row.ground, ""),
            words=row.words,
        ),
        by=by,
    )
    return row


def _open(pk: int) -> Invitation:
    """An invitation that waits or was accepted, behind the lock of its request."""
    rows = Invitation.objects.select_related("booking__dialogue__matter", "volunteer")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound(str(pk))
    matters.matter_for_update(row.booking.dialogue.matter.number)
    row = rows.get(pk=pk)
    if row.ended_at is not None or row.answer == "decline":
        raise refuse("这份邀请已经答复或不再有效", field="answer")
    return row


def _free(row: Invitation) -> None:
    """Whoever does not come is free for others at once; the appointment itself stands."""
    booking, dialogue = row.booking, row.booking.dialogue
    booking.quarters.filter(what=f"volunteer:{row.volunteer.code}").delete()
    booking.volunteer = dialogue.volunteer = None
    booking.save(update_fields=["volunteer"])
    dialogue.save(update_fields=["volunteer"])


def _remember_tie(row: Invitation, by: Actor) -> None:
    matter = row.booking.dialogue.matter
    if row.ground == "organisation":
        organisation = queries.organisation_of_post(matter.owner)
        declare(
            row.volunteer, "other", organisation=organisation, person="", words=row.words, by=by
        )
    if row.ground == "person" and matter.person:
        declare(
            row.volunteer, "other", organisation="", person=matter.person, words=row.words, by=by
        )
