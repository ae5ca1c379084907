"""Importing history: good rows are replayed at their own times by the same actions (H8, D2)."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from sunhall.clocks import queries as clocks
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import moment, now, wall_clock
from sunhall.ground.kit.refusal import Refused, require
from sunhall.ground.kit.sentence import parts
from sunhall.hotline import events, queries
from sunhall.hotline.actions.intake import receive_request
from sunhall.hotline.models import ImportJob, ImportReject, Request
from sunhall.hotline.queries.imports import (
    Desk,
    Known,
    Line,
    Taken,
    compared,
    desk,
    job_for_update,
    known_lines,
    known_rows,
    weighed,
)
from sunhall.hotline.rules import may_import
from sunhall.hotline.rules.imports import Bad, Given, channel_of, demand_of, who_is
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.matters.rules import UNSTATED
from sunhall.people import actions as people

CHUNK = 50

# What an action calls a field → what a row calls it.
_FIELDS = {"year": "received_at", "rule": "received_at", "phone": "person", "id_number": "person"}


@action
def take_lines(code: str, lines: Sequence[Line], *, by: Actor) -> Taken:
    """Take a batch of lines of an import; a bad one is kept aside and harms no other (H8).

    The batch and the job's place in the file commit together: killed at any instant, the
    import goes on after the last whole batch, and rows that are here already stay as they are.
    """
    require(may_import(by))
    job = job_for_update(code)
    source = job.mapping["source"]
    if job.is_dry_run:
        taken = weighed(source, lines)
    else:
        with clocks.steady():
            taken = _take_all(lines, source, by)
    ImportReject.objects.bulk_create(_rejected(job, line, bad) for line, bad in taken.rejected)
    job.done += len(lines)
    job.imported += taken.imported
    job.unchanged += taken.unchanged
    job.rejected += len(taken.rejected)
    job.beat_at = now()
    job.save(update_fields=["done", "imported", "unchanged", "rejected", "beat_at"])
    return taken


@action
def replay_answer(number: str, *, text: str, by: Actor) -> None:
    """Replay an answer that another system gave 历史答复, and file the matter as answered (H8).

    No disposal, no revisit and no outcome is made up: the source did not tell them.
    """
    matter = matter_actions.answer_matter(number, text=text, outcome=UNSTATED, move="replay", by=by)
    record(events.RequestClosed(matter=number, outcome=matter.outcome, satisfied="未表示"), by=by)


def _rejected(job: ImportJob, line: Line, bad: Bad) -> ImportReject:
    reason, facts = parts(bad.reason)
    cells = list(line.cells.items())
    return ImportReject(
        job=job, row=line.row, field=bad.field, reason=reason, facts=facts, cells=cells
    )


def _take_all(lines: Sequence[Line], source: str, by: Actor) -> Taken:
    taken, known = Taken(), known_lines(source, lines)
    around, owner = desk(), queries.desk_post("intake")
    for line in lines:
        here = known.get(line.number)
        new = compared(line, here)
        if new is True and isinstance(line.said, Given):
            new = _take(line.said, here, source, around, owner, by)
        taken.count(line, new)
    return taken


def _take(
    said: Given, known: Known | None, source: str, around: Desk, owner: str, by: Actor
) -> Bad | bool:
    """Write one row in a savepoint of its own."""
    try:
        with transaction.atomic():
            number = known.matter if known else _receive(said, source, around, owner, by)
            if said.answered_at is not None:
                with moment(said.answered_at):
                    replay_answer(number, text=said.answer, by=by)
            if known:
                Request.objects.filter(matter__number=number).update(source_hash=said.mark)
    except Refused as refused:
        at_fault = "answer" if known else refused.field or "text"
        return Bad(_FIELDS.get(at_fault, at_fault), refused.verdict.reason)
    except IntegrityError:
        # Another import of the same file was a moment faster; anything else is our fault.
        other = known_rows(source, [said.number]).get(said.number)
        if known or other is None:
            raise
        if other.mark != said.mark:
            return Bad("number", f"编号 {said.number} 刚刚由另一次导入写入，而内容不同")
        return False
    return True


def _receive(said: Given, source: str, around: Desk, owner: str, by: Actor) -> str:
    who = who_is(said.person, source)
    place = around.place_of(said.place)
    with moment(said.received_at):
        person = (
            people.know_person(
                reference=who.reference,
                name=who.name,
                phone=who.phone,
                id_number=who.id_number,
                channel=source,
                by=by,
            ).public_id
            if who
            else ""
        )
        matter = receive_request(
            text=said.text,
            subject=said.subject,
            place=place,
            channel=channel_of(said.channel),
            demand=demand_of(said.class_words),
            class_code=around.class_of(said.class_words),
            person=person,
            address=said.place if place == around.county else "",
            owner=owner,
            source=source,
            source_number=said.number,
            source_class=said.class_words,
            source_hash=said.mark,
            by=by,
        ).matter
    if said.answered_at is None:
        _note_if_past(matter.number, by)
    return matter.number


def _note_if_past(number: str, by: Actor) -> None:
    """An unanswered row of long ago is late since its limit passed, not since its import."""
    for deadline in matters.deadlines_past(wall_clock()).filter(matter__number=number):
        with moment(deadline.due_at or now()):
            matter_actions.note_limit_passed(deadline.pk, by=by)
