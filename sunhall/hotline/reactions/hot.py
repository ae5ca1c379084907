"""Who hears of a hot issue: supervisors of an alarm, the post that must answer, who asked it (H9).

A message names the issue by its code and says where it stands: what explains it is read on its
page, by who may see it.
"""

from datetime import datetime
from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.access.permissions import roles
from sunhall.ground.journal.record import Recorded
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.outbox.post import post_messages
from sunhall.ground.web.dates import due
from sunhall.hotline import queries
from sunhall.hotline.rules.hot import MANAGE


def tell_hot_alarm(recorded: Recorded) -> None:
    """增长预警: whoever may set an owner and sees the issue hears that it grows."""
    event: Any = recorded.event
    for code in _managers(event.issue):
        _tell(recorded, code, "hot-alarm", count=event.count, expected=event.expected)


def tell_hot_owner(recorded: Recorded) -> None:
    """The post hears what it must answer and by when."""
    event: Any = recorded.event
    if staff := directory.accountable(event.owner).staff:
        _tell(recorded, staff, "hot-given", due=_when(event.due_at))


def tell_hot_late(recorded: Recorded) -> None:
    """Nobody has answered in time: the post and whoever may act hear so."""
    event: Any = recorded.event
    owner = directory.accountable(event.owner).staff
    for code in dict.fromkeys([*([owner] if owner else []), *_managers(event.issue)]):
        _tell(recorded, code, "hot-late", due=_when(event.due_at))


def tell_hot_answered(recorded: Recorded) -> None:
    """Who named the post hears that it has answered, to confirm or to ask again."""
    event: Any = recorded.event
    given_by = queries.hot_given_by(event.issue)
    if given_by.startswith("staff:"):
        _tell(recorded, given_by.removeprefix("staff:"), "hot-answered")


def _managers(issue: str) -> list[str]:
    may = [role for role, held in roles().items() if MANAGE in held]
    found = sorted({code for role in may for code in directory.staff_with_role(role)})
    return [code for code in found if _sees(code, issue)]


def _sees(code: str, issue: str) -> bool:
    try:
        queries.hot_issue_for(directory.actor_for_staff(code), issue)
    except NotFound:
        return False
    return True


def _tell(recorded: Recorded, staff: str, template: str, **facts: Any) -> None:
    event: Any = recorded.event
    post_messages(
        template,
        to={"inapp": f"staff:{staff}"},
        key=f"{recorded.stream}#{recorded.seq}:{staff}",
        about=recorded.stream,
        by=SYSTEM,
        number=event.issue,
        **facts,
    )


def _when(text: str) -> str:
    return due(datetime.fromisoformat(text))
