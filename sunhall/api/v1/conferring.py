"""Meetings 会商, tasks of co-handlers 协办 and instructions 批示 for other systems (H2, H3)."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from sunhall.api.auth import caller, needs
from sunhall.api.schema import PROBLEMS
from sunhall.api.v1 import shapes
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline import actions, queries

# What is read of one request stands beside it; what a post owes has an address of its own.
router = Router(tags=["conferring"])


@router.get(
    "/requests/{number}/conferences",
    response={200: list[shapes.ConferenceOut], **PROBLEMS},
    operation_id="read_conferences",
)
@needs("workbench.enter")
def read_conferences(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """The meetings about a request, the latest first."""
    row = queries.request_for(caller(request), number)
    return [
        {
            **{name: getattr(meeting.row, name) for name in _MEETING},
            "seats": [{name: getattr(seat.row, name) for name in _SEAT} for seat in meeting.seats],
        }
        for meeting in queries.meetings_of(row.matter)
    ]


@router.get(
    "/requests/{number}/instructions",
    response={200: list[shapes.InstructionOut], **PROBLEMS},
    operation_id="read_instructions",
)
@needs("workbench.enter")
def read_instructions(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """The instructions about a request, the latest first."""
    row = queries.request_for(caller(request), number)
    return [
        {**{name: getattr(one, name) for name in _INSTRUCTION}, "leader": leader, "state": state}
        for one, leader, state in queries.instructions_about(row.matter)
    ]


@router.get("/tasks", response={200: list[shapes.TaskOut], **PROBLEMS}, operation_id="list_tasks")
@needs("hotline.answer")
def list_tasks(request: HttpRequest) -> list[dict[str, Any]]:
    """The tasks that the posts of this key owe, the first to run out first."""
    return [
        {
            "number": seat.row.conference.matter.number,
            "subject": seat.row.conference.matter.subject,
            "post": seat.row.post,
            "task": seat.row.task,
            "due_at": seat.row.due_at,
            "is_late": seat.is_late,
        }
        for seat in queries.tasks_for(caller(request))
    ]


def report_task(number: str, *, words: str, by: Actor) -> None:
    """Report on the task that a post of this key has in a request 协办反馈 (H2)."""
    task = queries.task_of(by, number)
    if task is None:
        raise NotFound(number)
    actions.report_task(task.pk, words=words, by=by)


_MEETING = (
    "called_at", "meets_at", "place", "agenda", "decision", "concluded_at", "off_at", "off_reason",
)  # fmt: skip
_SEAT = (
    "post", "is_lead", "attended_by", "opinion", "task", "due_at", "late_at", "reported_at",
    "report",
)  # fmt: skip
_INSTRUCTION = (
    "to", "words", "due_on", "given_at", "late_at", "reported_at", "report", "done_at",
    "done_words",
)  # fmt: skip
