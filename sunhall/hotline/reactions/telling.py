"""Messages: the person hears what happened and by when; the post hears what it owes (K7)."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.inbox.threads import facts_for
from sunhall.ground.journal.record import Recorded
from sunhall.ground.outbox.post import post_messages
from sunhall.ground.web.dates import day, due
from sunhall.hotline import events as hotline
from sunhall.hotline import queries
from sunhall.hotline.rules import NOT_ANSWERS
from sunhall.matters import queries as matters
from sunhall.matters.rules import CLOCKS
from sunhall.people import queries as people


def tell_received(recorded: Recorded) -> None:
    """Number, query code and the moment the answer is due at the latest."""
    request = _request(recorded)
    matter = request.matter
    agent = queries.agent_of(request)
    _tell_person(
        recorded,
        request,
        "request-behalf" if agent else "request-received",
        code=matter.query_code,
        due=_when(matters.due_of(matter, "reply")),
        **({"agent": agent} if agent else {}),
    )


def tell_answered(recorded: Recorded) -> None:
    """There is an answer; one tap leads to it. Whoever was merged into it hears of it too (H13)."""
    request = _request(recorded)
    if request.matter.stage in NOT_ANSWERS:
        return
    for one in (request, *queries.merged_here(request.matter.number)):
        _tell_person(recorded, one, "request-answered")


def tell_dialogue_planned(recorded: Recorded) -> None:
    """When and where the talk is."""
    event: Any = recorded.event
    at = _when(datetime.fromisoformat(event.planned_at))
    _tell_person(recorded, _request(recorded), "dialogue-planned", at=at, place=event.place)


def tell_dialogue_moved(recorded: Recorded) -> None:
    """The talk is at another time, and why."""
    event: Any = recorded.event
    at = _when(datetime.fromisoformat(event.planned_at))
    _tell_person(
        recorded,
        _request(recorded),
        "dialogue-moved",
        at=at,
        place=event.place,
        reason=event.reason,
    )


def tell_dialogue_cancelled(recorded: Recorded) -> None:
    """The talk is not when it was arranged; it stays owed."""
    event: Any = recorded.event
    _tell_person(recorded, _request(recorded), "dialogue-cancelled", reason=event.reason)


def tell_dialogue_tomorrow(recorded: Recorded) -> None:
    """The person and the host are reminded the day before."""
    event: Any = recorded.event
    at = _when(datetime.fromisoformat(event.planned_at))
    request = _request(recorded)
    _tell_person(recorded, request, "dialogue-tomorrow", at=at, place=event.place)
    post_messages(
        "dialogue-tomorrow",
        to={"inapp": event.host},
        key=f"{recorded.stream}#{recorded.seq}:host",
        about=recorded.stream,
        by=SYSTEM,
        number=event.matter,
        at=at,
        place=event.place,
        link="",
    )


def tell_joint_owed(recorded: Recorded) -> None:
    """Two dialogues did not settle it: the post of the joint meeting hears what it owes."""
    request = _request(recorded)
    _tell_post(recorded, request.matter.owner, "joint-owed", due=_when(request.matter.due_at))
    _tell_person(recorded, request, "joint-referred", due=_when(request.matter.due_at))


def tell_members(recorded: Recorded) -> None:
    """Chair and members are invited to the sitting."""
    event: Any = recorded.event
    at = _when(datetime.fromisoformat(event.at))
    for code in (event.chair, *event.members):
        post_messages(
            "joint-called",
            to={"inapp": f"staff:{code}"},
            key=f"{recorded.stream}#{recorded.seq}:{code}",
            about=recorded.stream,
            by=SYSTEM,
            meeting=event.meeting,
            at=at,
            place=event.place,
        )


def tell_post_replied(recorded: Recorded) -> None:
    """The person comes, or asks for another time: the post hears which."""
    event: Any = recorded.event
    owner = _request(recorded).matter.owner
    _tell_post(recorded, owner, "dialogue-replied", answer=event.answer_words, wished=event.wished)


def tell_post_assigned(recorded: Recorded) -> None:
    """The post that was offered a request hears so."""
    event: Any = recorded.event
    _tell_post(recorded, event.to, "post-assigned")


def tell_post_near(recorded: Recorded) -> None:
    """A limit comes near 催办: told once, before it runs out (K3, H4)."""
    event: Any = recorded.event
    _tell_post(recorded, event.post, "limit-near", **_limit(event))


def tell_post_reminded(recorded: Recorded) -> None:
    """A colleague of the hotline asks for it 催办."""
    event: Any = recorded.event
    _tell_post(recorded, event.post, "post-reminded", words=event.words)


def tell_objection_rejected(recorded: Recorded) -> None:
    """The post whose objection was rejected hears why; what was upheld is assigned elsewhere."""
    event: Any = recorded.event
    if not event.upheld:
        _tell_post(recorded, event.post, "objection-rejected", words=event.words)


def tell_conferees(recorded: Recorded) -> None:
    """Every post of a meeting hears when, where and what about."""
    event: Any = recorded.event
    at = _when(datetime.fromisoformat(event.meets_at))
    _tell_conferees(recorded, "conference-called", at=at, place=event.place)


def tell_conferees_off(recorded: Recorded) -> None:
    """Every post of a meeting hears that it was called off."""
    event: Any = recorded.event
    _tell_conferees(recorded, "conference-off", reason=event.reason)


def tell_task(recorded: Recorded) -> None:
    """A co-handler hears of its task, and that it has run out."""
    event: Any = recorded.event
    template = "task-late" if isinstance(event, hotline.TaskLate) else "task-given"
    due_at = _when(datetime.fromisoformat(event.due_at)) if event.due_at else ""
    _tell_post(recorded, event.post, template, due=due_at)


def tell_leader(recorded: Recorded) -> None:
    """The leader hears that what was instructed has been reported back."""
    event: Any = recorded.event
    post_messages(
        "instruction-reported",
        to={"inapp": event.leader},
        key=f"{recorded.stream}#{recorded.seq}",
        about=recorded.stream,
        by=SYSTEM,
        number=event.matter,
    )


def tell_instruction_near(recorded: Recorded) -> None:
    """The post that owes a leader a report hears by when."""
    event: Any = recorded.event
    _tell_post(recorded, event.post, "instruction-near", due=_day(event.due_on))


def tell_instruction_late(recorded: Recorded) -> None:
    """No report came in time: the post hears it, and the leader who waits for it."""
    event: Any = recorded.event
    due_on = _day(event.due_on)
    _tell_post(recorded, event.post, "instruction-late", due=due_on)
    post_messages(
        "instruction-late",
        to={"inapp": event.leader},
        key=f"{recorded.stream}#{recorded.seq}:leader",
        about=recorded.stream,
        by=SYSTEM,
        number=event.matter,
        due=due_on,
    )


def _day(text: str) -> str:
    return day(date.fromisoformat(text))


def _tell_conferees(recorded: Recorded, template: str, **facts: Any) -> None:
    event: Any = recorded.event
    for post in queries.conferees_of(event.conference):
        _tell_post(recorded, post, template, beside=f":{post}", **facts)


def tell_post_late(recorded: Recorded) -> None:
    """A limit has passed."""
    event: Any = recorded.event
    _tell_post(recorded, event.post, "limit-passed", **_limit(event))


def tell_post_dissatisfied(recorded: Recorded) -> None:
    """The person is not satisfied: the post owes a dialogue (H6)."""
    request = _request(recorded)
    _tell_post(recorded, request.matter.owner, "dialogue-owed", due=_when(request.matter.due_at))


def _request(recorded: Recorded) -> Any:
    event: Any = recorded.event
    return queries.request_of(event.matter)


def _limit(event: Any) -> dict[str, str]:
    at = datetime.fromisoformat(event.due_at)
    return {"clock": CLOCKS.get(event.name, event.name), "due": _when(at)}


def _tell_person(recorded: Recorded, request: Any, template: str, **facts: Any) -> None:
    matter = request.matter
    if not matter.person:
        return
    about = f"matter:{matter.number}"
    link = settings.SITE_URL + reverse("portal:request-open", args=[queries.link_token(request)])
    facts |= {"number": matter.number, "link": link}
    addresses = people.addresses_of(matter.person)
    mail = addresses.pop("email", "")
    ways: list[tuple[dict[str, str], dict[str, Any]]] = [(addresses, {})]
    if mail:
        # A mail stands in the thread of what it answers; the other channels know no threads.
        ways.append(({"email": mail}, facts_for(about, mail)))
    for to, more in ways:
        post_messages(
            template,
            to=to,
            key=f"{recorded.stream}#{recorded.seq}:{matter.number}",
            about=about,
            by=SYSTEM,
            **facts,
            **more,
        )


def _tell_post(
    recorded: Recorded, post: str, template: str, *, beside: str = "", **facts: Any
) -> None:
    """Tell who answers for the post now; when nobody does, the empty post itself is recorded."""
    holder = directory.accountable(post)
    event: Any = recorded.event
    if holder.staff is None:
        return
    post_messages(
        template,
        to={"inapp": f"staff:{holder.staff}"},
        key=f"{recorded.stream}#{recorded.seq}{beside}",
        about=recorded.stream,
        by=SYSTEM,
        number=event.matter,
        **facts,
    )


def _when(at: datetime | None) -> str:
    """A last moment as a message says it; midnight is 24:00 of the day that ends."""
    return due(at) if at else "暂停计时中"
