"""Pausing, extending, reminding, recomputing: every change of a clock says why (K3)."""

from sunhall.clocks import queries as clock_queries
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.ground.kit.verdict import no
from sunhall.matters import events, queries, rules
from sunhall.matters.actions import _core
from sunhall.matters.models import Deadline, Extension, Matter, Pause


@action
def pause_clock(
    number: str, *, ground: str, paper: str, by: Actor, version: int | None = None
) -> Matter:
    """Stop the clocks 暂停计时 on a ground in law, with the number of the paper (许可法 45)."""
    matter = _core.locked(number, version)
    if not paper.strip():
        raise refuse("请填写告知书编号，诉求人凭此核对", field="paper")
    _core.take(matter, "pause", by)
    lawful = clock_queries.pause_ground(
        ground, queries.limits_running(matter), now().astimezone(LOCAL).date()
    )
    pause = Pause.objects.create(
        matter=matter,
        from_at=now(),
        code=lawful.code,
        code_version=lawful.version,
        ground=lawful.words,
        article=lawful.article,
        paper=paper.strip(),
        by=by.code,
    )
    matter.paused_at = pause.from_at
    _core.recompute(matter)
    record(
        events.ClockPaused(
            matter=number,
            ground=pause.ground,
            paper=pause.paper,
            from_at=instant(pause.from_at),
            code=pause.code,
            article=pause.article,
        ),
        by=by,
    )
    return _core.settle(matter)


@action
def resume_clock(number: str, *, by: Actor, version: int | None = None) -> Matter:
    """Start the clocks again 恢复计时; the new due moment follows from the pauses."""
    matter = _core.locked(number, version)
    _core.take(matter, "resume", by)
    _core.end_pause(matter, by)
    return _core.settle(matter)


@action
def ask_extension(number: str, *, n: int, reason: str, by: Actor, name: str = "reply") -> Extension:
    """Ask for time 申请延期, once, with a reason; somebody else decides (K3)."""
    matter = _core.locked(number)
    deadline = _running(matter, name)
    if len(reason.strip()) < 4:
        raise refuse("请写明延期理由（至少 4 个字）", field="reason")
    if n < 1:
        raise refuse("请填写延期天数，至少 1 天", field="n")
    _core.take(matter, "extend", by)
    asked = Extension.objects.create(
        deadline=deadline, n=n, reason=reason.strip(), asked_by=by.code, asked_at=now()
    )
    record(
        events.ExtensionAsked(
            matter=number, name=name, n=n, unit=deadline.unit, reason=asked.reason
        ),
        by=by,
    )
    return asked


@action
def decide_extension(
    number: str, *, granted: bool, reason: str, by: Actor, name: str = "reply"
) -> Matter:
    """Grant or refuse an extension 审批延期; nobody decides on their own (K3).

    A limit that has passed is no longer extended: late stays late (H4).
    """
    matter = _core.locked(number)
    # Whose matters somebody decides on is the scope of what they may see: unit or place.
    queries.matter_for(by, number)
    require(rules.may_decide_extension(by, _core.facts_of(matter)))
    deadline = _running(matter, name)
    if granted and deadline.due_at is not None and deadline.due_at < now():
        reason = "期限已经届满，不能再批准延期，请选择不同意"
        raise refuse(reason, article="许可法 42", field="granted")
    asked = deadline.extensions.select_for_update().filter(granted=None).first()
    if asked is None:
        raise NotFound("没有待审批的延期申请")
    if asked.asked_by == by.code:
        require(no("延期申请不能由申请人自己审批", article="K3"))
    asked.granted, asked.decision = granted, reason.strip()
    asked.decided_by, asked.decided_at = by.code, now()
    asked.save()
    if granted:
        deadline.extended = asked.n
        deadline.reminded_at = None
        _core.compute(deadline, matter.place, queries.pauses_of(matter))
        deadline.save()
    record(
        events.ExtensionDecided(
            matter=number,
            name=name,
            granted=granted,
            decision="同意" if granted else "不同意",
            reason=asked.decision,
            due_at=instant(deadline.due_at) if deadline.due_at else "",
        ),
        by=by,
    )
    return _core.settle(matter)


@action
def note_limit_near(pk: int, *, by: Actor = SYSTEM) -> None:
    """Remind before the limit 催办, exactly once (K3, H4)."""
    require(rules.may_keep_clocks(by))
    matter, deadline = _with_matter(pk)
    if deadline.reminded_at is not None or not _runs(deadline) or deadline.due_at is None:
        return
    deadline.reminded_at = now()
    deadline.save(update_fields=["reminded_at"])
    record(
        events.LimitNear(
            matter=matter.number,
            name=deadline.name,
            due_at=instant(deadline.due_at),
            post=_owes(matter, deadline),
        ),
        by=by,
    )


@action
def note_limit_passed(pk: int, *, by: Actor = SYSTEM) -> None:
    """Note that a limit has passed 超期, and who held the post, once; late stays late (H4)."""
    require(rules.may_keep_clocks(by))
    matter, deadline = _with_matter(pk)
    if deadline.passed_at is not None or not _runs(deadline) or deadline.due_at is None:
        return
    if deadline.due_at > now():
        return
    deadline.passed_at = now()
    deadline.save(update_fields=["passed_at"])
    matter.late_at = matter.late_at or deadline.due_at
    post = _owes(matter, deadline)
    record(
        events.LimitPassed(
            matter=matter.number,
            name=deadline.name,
            due_at=instant(deadline.due_at),
            post=post,
            staff=directory.accountable(post).staff or "",
        ),
        by=by,
    )
    _core.settle(matter)


@action
def recompute_limits(number: str, *, reason: str, by: Actor) -> int:
    """Recompute the running clocks of a matter after the calendar changed; gives how many moved."""
    require(rules.may_keep_clocks(by))
    matter = _core.locked(number)
    moved = _core.recompute(matter, reason=reason, by=by)
    if moved:
        _core.settle(matter)
    return moved


def _with_matter(pk: int) -> tuple[Matter, Deadline]:
    """A clock and its matter, locked in the order every action locks: the matter first."""
    number = Deadline.objects.values_list("matter__number", flat=True).get(pk=pk)
    return _core.locked(number), Deadline.objects.get(pk=pk)


def _owes(matter: Matter, deadline: Deadline) -> str:
    """Who owes it: signing the post that was asked, all else the giver until it is signed (K2)."""
    return matter.offered_to if deadline.name == "sign" else matter.owner


def _runs(deadline: Deadline) -> bool:
    """Whether it still counts: since it was found due, somebody may have answered."""
    return deadline.met_at is None and deadline.ended_at is None


def _running(matter: Matter, name: str) -> Deadline:
    deadline = matter.deadlines.filter(name=name, met_at=None, ended_at=None).first()
    if deadline is None:
        raise refuse("此件没有正在计时的该项时限", field="name")
    return deadline
