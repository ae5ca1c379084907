"""Meetings of departments 会商: called by the hotline, and their decision binds (H2; 66号)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions._objections import settle
from sunhall.hotline.actions._sending import not_pushed_down
from sunhall.hotline.models import Conferee, Conference
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.matters import rules as matter_rules

TASK = "HL_CONFER"


@action
def call_conference(
    number: str,
    *,
    meets_at: datetime,
    place: str,
    agenda: str,
    lead: str,
    others: Sequence[str],
    by: Actor,
    version: int | None = None,
) -> Conference:
    """Call a meeting of departments 召集会商 with lead 主办 and co-handlers 协办 (H2).

    The clock of the reply runs on meanwhile.
    """
    if not place.strip() or not agenda.strip():
        raise refuse("请填写会商地点和议题", field="agenda" if place.strip() else "place")
    if meets_at <= now():
        raise refuse("会商时间须在现在之后", field="meets_at")
    posts = list(dict.fromkeys(post for post in others if post and post != lead))
    if not posts:
        raise refuse("会商至少须有一个协办单位；只有一个单位的请直接转办", field="others")
    for field, post in (("lead", lead), *(("others", post) for post in posts)):
        if not directory.posts_in_use().filter(code=post).exists():
            raise refuse("请选择一个在用的岗位", field=field)
    matter = matter_actions.move_matter(number, "confer", by=by, version=version)
    not_pushed_down(matter, lead, field="lead")
    row = Conference.objects.create(
        matter=matter,
        called_at=now(),
        called_by=by.code,
        meets_at=meets_at,
        place=place.strip(),
        agenda=agenda.strip(),
    )
    for post in (lead, *posts):
        Conferee.objects.create(conference=row, post=post, is_lead=post == lead)
    record(
        events.ConferenceCalled(
            matter=number,
            conference=row.pk,
            meets_at=instant(meets_at),
            place=row.place,
            lead=_named([lead]),
            others=_named(posts),
            agenda=row.agenda,
        ),
        by=by,
    )
    return row


@action
def call_off_conference(number: str, *, reason: str, by: Actor, version: int | None = None) -> None:
    """Call a meeting off 取消会商; the request waits at the desk again (H2)."""
    if len(reason.strip()) < 4:
        raise refuse("请写明取消原因（至少 4 个字）", field="reason")
    matter_actions.move_matter(number, "call_off", by=by, version=version)
    row = _open(number)
    row.off_at, row.off_reason = now(), reason.strip()
    row.save(update_fields=["off_at", "off_reason"])
    record(
        events.ConferenceCalledOff(matter=number, conference=row.pk, reason=row.off_reason), by=by
    )


@action
def conclude_conference(
    number: str,
    *,
    decision: str,
    by: Actor,
    attended: Mapping[str, str] = {},
    opinions: Mapping[str, str] = {},
    tasks: Mapping[str, str] = {},
    version: int | None = None,
) -> None:
    """Write down what a meeting decided 会商决定: it binds, and the lead may not return it (H2).

    `attended` names for each post who came, `opinions` what it said, `tasks` what a co-handler is
    to do: a task has a step clock of its own, and its report goes to the lead, who answers once.
    """
    if len(decision.strip()) < 4:
        raise refuse("请写明会商决定（至少 4 个字）", field="decision")
    row = _open(number)
    lead = row.conferees.get(is_lead=True).post
    sat = set(row.conferees.values_list("post", flat=True))
    for field, given in (("attended", attended), ("opinions", opinions), ("tasks", tasks)):
        if strangers := sorted(set(given) - sat):
            raise refuse("{post} 不是此次会商的单位，请先召集它", field=field, post=strangers[0])
    if tasks.get(lead, "").strip():
        raise refuse("主办单位负责答复，不另派协办任务；请写进会商决定", field="tasks")
    objection = queries.objection_open(number)
    matter = matter_actions.move_matter(
        number, "conclude", owner=lead, reason="会商决定", meet="objection", by=by, version=version
    )
    if objection is not None:
        upheld = objection.row.post != lead
        settle(objection, upheld=upheld, to=lead, words=decision, by=by)
    row.decision, row.concluded_at, row.concluded_by = decision.strip(), now(), by.code
    row.save()
    absent = []
    for one in row.conferees.order_by("pk"):
        one.attended_by = attended.get(one.post, "").strip()[:80]
        one.opinion = opinions.get(one.post, "").strip()
        one.task = "" if one.is_lead else tasks.get(one.post, "").strip()
        if one.task:
            one.due_at = matters.due_from_now(TASK, matter.place)
        one.save()
        absent += [] if one.attended_by else [one.post]
    record(
        events.ConferenceConcluded(
            matter=number,
            conference=row.pk,
            lead=_named([lead]),
            absent=_named(absent),
            words=row.decision,
        ),
        by=by,
    )
    for one in row.conferees.exclude(task="").order_by("pk"):
        record(
            events.TaskGiven(
                matter=number,
                conferee=one.pk,
                post=one.post,
                due_at=instant(one.due_at) if one.due_at else "",
                words=one.task,
            ),
            by=by,
        )


@action
def report_task(pk: int, *, words: str, by: Actor) -> Conferee:
    """Report on a task 协办反馈 to the lead 主办, who answers the person once (H2)."""
    one = _task(pk)
    require(rules.may_report_task(by, one.post))
    if not words.strip():
        raise refuse("请写明协办情况", field="words")
    if one.reported_at is not None:
        raise refuse("这项协办任务已经反馈", field="words")
    one.report, one.reported_at, one.reported_by = words.strip(), now(), by.code
    one.save()
    record(
        events.TaskReported(
            matter=one.conference.matter.number, conferee=pk, post=one.post, words=one.report
        ),
        by=by,
    )
    return one


@action
def note_task_late(pk: int, *, by: Actor = SYSTEM) -> None:
    """Note that a task has run out 协办超期, once; late stays late (H4)."""
    require(matter_rules.may_keep_clocks(by))
    one = _task(pk)
    if one.reported_at or one.late_at or one.due_at is None or one.due_at > now():
        return
    one.late_at = one.due_at
    one.save(update_fields=["late_at"])
    record(
        events.TaskLate(
            matter=one.conference.matter.number,
            conferee=pk,
            post=one.post,
            due_at=instant(one.due_at),
        ),
        by=by,
    )


def _open(number: str) -> Conference:
    row = queries.conference_open(number)
    if row is None:
        raise refuse("此件没有待举行的会商")
    return row


def _task(pk: int) -> Conferee:
    """A task, behind the lock of its request."""
    one = Conferee.objects.select_related("conference__matter").filter(pk=pk).first()
    if one is None or not one.task:
        raise NotFound(str(pk))
    matters.matter_for_update(one.conference.matter.number)
    one.refresh_from_db()
    return one


def _named(posts: Sequence[str]) -> str:
    names = directory.names_of(f"post:{post}" for post in posts)
    return "、".join(names.get(f"post:{post}", post) for post in posts) or "—"
