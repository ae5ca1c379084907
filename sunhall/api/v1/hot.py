"""Hot issues 热点问题 for other systems: what the caller may see, hottest first (H9)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params.functions import Path, Query

from sunhall.api.auth import caller, needs
from sunhall.api.schema import PROBLEMS
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import queries

router = Router(tags=["hot-issues"])
CODE = Path(max_length=20, pattern=r"^[A-Z0-9-]+$")
LONGEST = timedelta(days=366)
FROM, TO = Query(None, alias="from"), Query(None, alias="to")


class HotIssueOut(Schema):
    """One issue, counted over the requests this key may see, as of `on`."""

    code: str
    state: str
    place: str
    words: list[str]
    on: date
    heat: float
    count: int
    persons: int
    window: int
    expected: float
    alarm: bool
    first: date
    last: date
    owner: str
    due_at: datetime | None
    answer: str
    ended_words: str


class HotIssueFull(HotIssueOut):
    """The same with the numbers of its requests."""

    requests: list[str]


@router.get("", response={200: list[HotIssueOut], **PROBLEMS}, operation_id="list_hot_issues")
@needs("workbench.enter")
def list_hot_issues(
    request: HttpRequest,
    first: date | None = FROM,
    last: date | None = TO,
) -> list[dict[str, Any]]:
    """List the open issues, alarms first; with `from` and `to` those spoken of in that period."""
    by = caller(request)
    if first is None and last is None:
        return [_shown(one) for one in queries.hot_issues_for(by)]
    if first is None or last is None or not first <= last <= first + LONGEST:
        raise refuse("请同时给出 from 和 to，起不晚于止，最长一年", field="from")
    return [_shown(one) for one in queries.hot_issues_between(by, first, last)]


@router.get("/{code}", response={200: HotIssueFull, **PROBLEMS}, operation_id="show_hot_issue")
@needs("workbench.enter")
def show_hot_issue(request: HttpRequest, code: str = CODE) -> dict[str, Any]:
    """Read one issue with its requests."""
    by = caller(request)
    one = queries.hot_issue_for(by, code)
    numbers = [line.number for line in queries.hot_members_for(by, one)]
    return _shown(one) | {"requests": numbers}


def _shown(one: queries.HotSeen) -> dict[str, Any]:
    return {
        "code": one.code,
        "state": one.state,
        "place": one.place,
        "words": list(one.words),
        "on": one.on,
        "heat": one.heat,
        "count": one.count,
        "persons": one.persons,
        "window": one.growth.count,
        "expected": one.growth.expected,
        "alarm": one.growth.alarm,
        "first": one.first,
        "last": one.last,
        "owner": one.row.owner,
        "due_at": one.row.due_at,
        "answer": one.row.answer,
        "ended_words": one.row.ended_words,
    }
