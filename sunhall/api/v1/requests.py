"""Requests: file, list, read, and every move of the table."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status
from ninja.params.functions import Header, Query

from sunhall.api.auth import caller, needs
from sunhall.api.schema import PROBLEMS
from sunhall.api.v1 import conferring, shapes
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.digest import digest
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import actions, queries, rules
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.people import actions as people

router = Router(tags=["requests"])
PAGE = 100


@router.post("", response={201: shapes.RequestFiled, **PROBLEMS}, operation_id="file_request")
@needs("hotline.register")
def file_request(
    request: HttpRequest,
    given: shapes.RequestIn,
    idempotency_key: str = Header("", alias="Idempotency-Key", max_length=60),
) -> Status[Any]:
    """File a request. The same Idempotency-Key gives the same request."""
    by = caller(request)
    facts = given.dict()
    name, phone = facts.pop("name"), facts.pop("phone")
    person = _person(name, phone, by) if name or phone else ""
    key = f"api:{by.id}:{digest(idempotency_key.encode())[:32]}" if idempotency_key else None
    filed = actions.receive_request(**facts, person=person, intake_key=key, by=by).matter
    told = {
        "number": filed.number,
        "query_code": filed.query_code,
        "owner": filed.owner,
        "due_at": filed.due_at,
    }
    return Status(201, told)


@router.get("", response={200: shapes.RequestPage, **PROBLEMS}, operation_id="list_requests")
@needs("workbench.enter")
def list_requests(
    request: HttpRequest,
    phase: str = Query("", max_length=12),
    stage: str = Query("", max_length=24),
    owner: str = Query("", max_length=60),
    after: str = Query("", max_length=20),
) -> dict[str, Any]:
    """List requests this key may see, by number; `after` is the last number of the page before."""
    rows = matters.matters_for(caller(request)).filter(kind="request")
    wanted = {"phase": phase, "stage": stage, "owner": owner, "number__gt": after}
    for name, value in wanted.items():
        if "\x00" in value:
            raise refuse("请去掉不可见字符后再查询", field=name.partition("__")[0])
        if value:
            rows = rows.filter(**{name: value})
    found = list(rows.order_by("number")[: PAGE + 1])
    more = len(found) > PAGE
    return {"items": found[:PAGE], "next": found[PAGE - 1].number if more else ""}


@router.get("/{number}", response={200: shapes.RequestOut, **PROBLEMS}, operation_id="show_request")
@needs("workbench.enter")
def show_request(request: HttpRequest, number: str) -> dict[str, Any]:
    """Read one request with the moves open to this key."""
    return _shown(caller(request), number)


@router.get(
    "/{number}/story", response={200: list[shapes.StoryLine], **PROBLEMS}, operation_id="read_story"
)
@needs("workbench.enter")
def read_story(request: HttpRequest, number: str) -> Any:
    """Every fact of a request, oldest first, out of the journal."""
    return matters.story_of(matters.matter_for(caller(request), number))


@router.get(
    "/{number}/clocks",
    response={200: list[shapes.ClockOut], **PROBLEMS},
    operation_id="read_clocks",
)
@needs("workbench.enter")
def read_clocks(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Every clock of a request, explained day by day (K3)."""
    matter = matters.matter_for(caller(request), number)
    return [_clock(clock) for clock in matters.clocks_of(matter, explained=True)]


def _move(name: str, permission: str, shape: type[Any], run: Any) -> None:
    """Add one verb, POST /requests/{number}/<name>: the action decides, the request answers."""

    @needs(permission)
    def view(request: HttpRequest, number: str, given: Any) -> dict[str, Any]:
        by = caller(request)
        queries.request_for(by, number)
        run(number, by=by, **given.dict())
        return _shown(by, number)

    view.__doc__ = (run.__doc__ or "").strip().split("\n")[0]
    view.__annotations__["given"] = shape
    route = router.post(
        f"/{{number}}/{name}",
        response={200: shapes.RequestOut, **PROBLEMS},
        operation_id=f"{name.replace('-', '_')}_request",
        summary=rules.MOVES.rows[name].words if name in rules.MOVES.rows else name,
    )
    route(view)


_move("accept", "hotline.dispose", shapes.VersionIn, actions.accept_request)
_move("classify", "hotline.dispose", shapes.ClassIn, actions.classify_request)
_move("refuse", "hotline.dispose", shapes.RefuseIn, actions.refuse_request)
_move("direct", "hotline.dispose", shapes.DirectIn, actions.answer_directly)
_move("keep", "hotline.dispose", shapes.WordsIn, actions.keep_on_file)
_move("read", "hotline.dispose", shapes.ReadIn, actions.pass_for_reading)
_move("assign", "hotline.dispose", shapes.AssignIn, actions.assign_request)
_move("submit", "hotline.dispose", shapes.LeaderIn, actions.submit_to_leader)
_move("merge", "hotline.dispose", shapes.MergeIn, actions.merge_request)
_move("split", "hotline.dispose", shapes.SplitIn, actions.split_request)
_move("sign", "hotline.answer", shapes.VersionIn, actions.sign_request)
_move("return", "hotline.answer", shapes.ReturnIn, actions.return_request)
_move("decide-objection", "hotline.dispose", shapes.ObjectionIn, actions.decide_objection)
_move("answer", "hotline.answer", shapes.AnswerIn, actions.answer_request)
_move("note", "hotline.answer", shapes.NoteIn, matter_actions.add_note)
_move("contact", "hotline.answer", shapes.ContactIn, matter_actions.record_contact)
_move("pause", "hotline.answer", shapes.PauseIn, matter_actions.pause_clock)
_move("resume", "hotline.answer", shapes.VersionIn, matter_actions.resume_clock)
_move("extend", "hotline.answer", shapes.ExtensionIn, matter_actions.ask_extension)
_move(
    "decide-extension",
    "matters.decide_extension",
    shapes.DecisionIn,
    matter_actions.decide_extension,
)
_move("plan_dialogue", "workbench.enter", shapes.PlanIn, actions.plan_dialogue)
_move("hold_dialogue", "workbench.enter", shapes.HeldIn, actions.hold_dialogue)
_move("confer", "hotline.dispose", shapes.ConferIn, actions.call_conference)
_move("conclude", "hotline.dispose", shapes.ConcludeIn, actions.conclude_conference)
_move("call-off", "hotline.dispose", shapes.CallOffIn, actions.call_off_conference)
_move("report-task", "hotline.answer", shapes.ReportIn, conferring.report_task)
_move("instruct", "hotline.instruct", shapes.InstructIn, actions.instruct_request)
_move("report", "hotline.answer", shapes.ReportIn, actions.report_instruction)
_move("review", "hotline.instruct", shapes.ReviewIn, actions.review_instruction)
_move("revisit", "hotline.revisit", shapes.RevisitIn, actions.revisit_request)
_move("close", "hotline.revisit", shapes.VersionIn, actions.close_request)


def _person(name: str, phone: str, by: Actor) -> str:
    known = people.know_person(name=name, phone=phone, channel="api", by=by)
    return str(known.public_id)


def _shown(by: Actor, number: str) -> dict[str, Any]:
    request = queries.request_for(by, number)
    matter = request.matter
    moves = rules.MOVES.open_to(by, queries.facts(matter))
    answer = matter.last_answer
    return {
        **{name: getattr(matter, name) for name in _PLAIN},
        "text": request.text,
        "demand": request.demand,
        "stage_words": rules.MOVES.words(matter.stage),
        "is_paused": matter.paused_at is not None,
        "answer": answer.text if answer else "",
        "moves": [move.name for move in moves],
    }


_PLAIN = (
    "number", "subject", "stage", "phase", "place", "channel", "class_code", "owner", "offered_to",
    "opened_at", "due_at", "late_at", "answered_at", "closed_at", "outcome", "satisfied", "version",
)  # fmt: skip


def _clock(clock: Any) -> dict[str, Any]:
    row = clock.row
    return {
        **{name: getattr(row, name) for name in _CLOCK},
        "lamp": clock.lamp.state,
        "days_left": clock.days_left,
        "days": [
            {
                "date": day.day.isoformat(),
                "counted": day.counted,
                "total": day.running_total,
                "reason": day.reason.value,
                "source": day.source,
            }
            for day in clock.days
        ],
    }


_CLOCK = (
    "name", "rule", "rule_version", "n", "unit", "extended", "started_at", "due_at", "met_at",
    "is_provisional", "calendar_version",
)  # fmt: skip
