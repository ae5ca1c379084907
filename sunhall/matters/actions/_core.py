"""What every write to a matter shares: lock, verdict, clocks, settling. Private to this room."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sunhall.clocks import queries as clock_queries
from sunhall.clocks import rules as clock_rules
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import LOCAL, now, replaying
from sunhall.ground.kit.refusal import Conflict, Refused, require
from sunhall.ground.kit.verdict import no
from sunhall.matters import events, queries, rules
from sunhall.matters.models import Assignment, Deadline, Matter


def locked(number: str, version: int | None = None) -> Matter:
    """Lock the matter; refuse if somebody saved since the caller looked (ux A3-06)."""
    matter = queries.matter_for_update(number)
    if version is not None and version != matter.version:
        raise Conflict(no("刚才有同事更新了此件，您的内容已保留为草稿，请核对后再提交"))
    return matter


def facts_of(matter: Matter) -> Any:
    """The facts this kind's verdicts look at."""
    return queries.kind(matter.kind).facts(matter)


def take(matter: Matter, move: str, by: Actor) -> None:
    """Ask the kind's table for this move and step to its stage, in memory; `settle` saves."""
    moves = queries.kind(matter.kind).moves
    require(moves.verdict(move, by, facts_of(matter)))
    to = moves.rows[move].to
    if not to or to == matter.stage:
        return
    before, matter.stage = matter.stage, to
    was_ended = matter.phase in rules.ENDED
    matter.phase = moves.phase(to)
    record(
        events.MatterMoved(
            matter=matter.number,
            move=move,
            from_stage=before,
            to_stage=to,
            from_words=moves.words(before),
            to_words=moves.words(to),
        ),
        by=by,
    )
    if matter.phase in rules.ENDED:
        _end(matter)
    elif was_ended:
        _reopen(matter)


def take_back(matter: Matter, move: str, by: Actor) -> None:
    """Make a move that undoes the last one; refused once anything has come after it (A3-09)."""
    last = queries.last_told(matter.number)
    undoes = [one for one in queries.undone_by(matter, last) if one == move]
    require(rules.may_undo(by, last, undoes, now()))
    take(matter, move, by)


def pass_to(matter: Matter, post: str, *, reason: str) -> None:
    """Make a post accountable; whoever was so until now is no longer (K2)."""
    matter.offered_to = ""
    if post == matter.owner:
        return
    matter.assignments.filter(to_at=None).update(to_at=now())
    Assignment.objects.create(matter=matter, post=post, from_at=now(), reason=reason)
    matter.owner = post


def hand_over(matter: Matter, post: str, reason: str, by: Actor) -> None:
    """Make a post accountable without its signature, and tell so: it cannot say no."""
    before = matter.owner
    if post == before:
        return
    pass_to(matter, post, reason=reason)
    record(
        events.MatterPassed(matter=matter.number, from_post=before, post=post, reason=reason), by=by
    )


def settle(matter: Matter) -> Matter:
    """Save the matter with the due moment of the first clock that runs out."""
    matter.due_at = _first_due(matter)
    matter.version += 1
    matter.save()
    return matter


def _first_due(matter: Matter) -> datetime | None:
    if matter.paused_at or matter.phase in rules.ENDED:
        return None
    running = Deadline.objects.filter(matter=matter, met_at=None, ended_at=None)
    dues = running.values_list("due_at", flat=True)
    return min((due for due in dues if due is not None), default=None)


def new_deadline_at(place: str, name: str, rule_code: str) -> Deadline:
    """Build a clock that starts now under the rule in force, with its due moment."""
    start = now()
    rule = clock_queries.limit_rule(rule_code, start.astimezone(LOCAL).date())
    deadline = Deadline(
        name=name,
        kind=rule.kind,
        rule=rule.code,
        rule_version=rule.version,
        n=rule.n,
        unit=rule.unit,
        started_at=start,
    )
    compute(deadline, place, [])
    return deadline


def compute(deadline: Deadline, place: str, pauses: Iterable[clock_rules.Pause]) -> None:
    """Set the due moment and the moment to remind, from start, limit, pauses and calendar."""
    limit = clock_rules.Limit(
        deadline.n + deadline.extended, clock_rules.Unit(deadline.unit), closes_with_office=False
    )
    calendar = clock_queries.calendar(place)
    hours = clock_queries.office_hours(place, deadline.started_at.astimezone(LOCAL).date())
    due = clock_rules.due(deadline.started_at, limit, list(pauses), calendar, hours)
    deadline.due_at, deadline.is_provisional = due.at, due.provisional
    deadline.calendar_version = due.calendar_version
    near = clock_queries.thresholds(deadline.started_at.astimezone(LOCAL).date())
    deadline.remind_at = clock_rules.warn_at(
        deadline.started_at,
        limit,
        list(pauses),
        calendar,
        hours,
        share=near.share,
        workdays=near.workdays,
    )


def start_clock(matter: Matter, name: str, rule_code: str, by: Actor) -> Deadline:
    """Start a clock and record it. Ends an earlier clock of the same name."""
    drop_clock(matter, name)
    deadline = new_deadline_at(matter.place, name, rule_code)
    deadline.matter = matter
    deadline.save()
    record(started(matter, deadline), by=by)
    return deadline


def drop_clock(matter: Matter, name: str) -> None:
    """End a running clock that nobody owes any more."""
    matter.deadlines.filter(name=name, met_at=None, ended_at=None).update(ended_at=now())


def run_again(matter: Matter, name: str) -> None:
    """Let the clock run on that was dropped or met last, as if it had never stopped."""
    last = matter.deadlines.filter(name=name).order_by("-pk").first()
    if last is not None:
        last.met_at = last.ended_at = None
        last.save(update_fields=["met_at", "ended_at"])


def recompute(matter: Matter, *, reason: str = "", by: Actor = SYSTEM) -> int:
    """Recompute the running clocks; record each that moved when there is a reason to tell."""
    pauses, moved = queries.pauses_of(matter), 0
    for deadline in matter.deadlines.filter(met_at=None, ended_at=None):
        before = deadline.due_at
        compute(deadline, matter.place, pauses)
        if deadline.remind_at is not None and deadline.remind_at > now():
            # The limit moved on: whoever was reminded before is reminded again.
            deadline.reminded_at = None
        deadline.save()
        if deadline.due_at == before:
            continue
        moved += 1
        if reason:
            record(
                events.LimitRecomputed(
                    matter=matter.number,
                    name=deadline.name,
                    old_due_at=instant(before) if before else "",
                    due_at=instant(deadline.due_at) if deadline.due_at else "",
                    calendar_version=deadline.calendar_version,
                    reason=reason,
                ),
                by=by,
            )
    return moved


def end_pause(matter: Matter, by: Actor) -> None:
    """Start paused clocks again: a pause lasts no longer than the work it was made for (K3)."""
    if matter.paused_at is None:
        return
    matter.pauses.filter(to_at=None).update(to_at=now())
    matter.paused_at = None
    recompute(matter)
    record(events.ClockResumed(matter=matter.number, to_at=instant(now())), by=by)


def started(matter: Matter, deadline: Deadline) -> events.LimitStarted:
    """The event that tells which clock began and when it runs out."""
    return events.LimitStarted(
        matter=matter.number,
        name=deadline.name,
        rule=deadline.rule,
        rule_version=deadline.rule_version,
        n=deadline.n,
        unit=deadline.unit,
        started_at=instant(deadline.started_at),
        due_at=instant(deadline.due_at) if deadline.due_at else "",
        calendar_version=deadline.calendar_version,
        provisional=deadline.is_provisional,
    )


def meet_clock(matter: Matter, name: str, by: Actor) -> None:
    """Mark a running clock as met now; late stays late for ever (H4)."""
    deadline = Deadline.objects.filter(matter=matter, name=name, met_at=None, ended_at=None).first()
    if deadline is None:
        return
    deadline.met_at = now()
    on_time = deadline.due_at is None or deadline.met_at <= deadline.due_at
    if not on_time:
        matter.late_at = matter.late_at or deadline.due_at
    elif replaying() and deadline.passed_at is not None:
        # An answer imported after its request shows that the limit was kept after all.
        matter.late_at = deadline.passed_at = None
    deadline.save(update_fields=["met_at", "passed_at"])
    record(
        events.LimitMet(
            matter=matter.number,
            name=name,
            met_at=instant(deadline.met_at),
            due_at=instant(deadline.due_at) if deadline.due_at else "",
            on_time=on_time,
        ),
        by=by,
    )


def _end(matter: Matter) -> None:
    if matter.last_answer_id is None:
        raise Refused(no("没有答复的事项不能办结，请先答复诉求人", article="K1"))
    matter.closed_at = now()
    matter.offered_to = ""
    matter.deadlines.filter(met_at=None, ended_at=None).update(ended_at=now())
    matter.assignments.filter(to_at=None).update(to_at=now())


def _reopen(matter: Matter) -> None:
    """The road back from a closed matter: the post that answered is accountable again."""
    matter.closed_at = None
    Assignment.objects.create(matter=matter, post=matter.owner, from_at=now(), reason="重新打开")
