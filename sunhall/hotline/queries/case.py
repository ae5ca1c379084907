"""One request as staff see it: all a case page shows, read once (H5; ux B4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files
from sunhall.ground.files.models import StoredFile
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.kit.verdict import Verdict
from sunhall.hotline import rules
from sunhall.hotline.models import (
    Dialogue,
    DialogueReply,
    Instruction,
    Invitation,
    JointReview,
    Request,
    Revisit,
)
from sunhall.hotline.queries.carried import Carried, carried
from sunhall.hotline.queries.conferring import Meeting, instructions_about, meetings_of
from sunhall.hotline.queries.following import Agreed, agreed_in
from sunhall.hotline.queries.joint import review_of
from sunhall.hotline.queries.registers import class_words
from sunhall.hotline.queries.requests import facts
from sunhall.matters import queries as matters
from sunhall.matters import rules as matter_rules
from sunhall.matters.queries.clock import Clock
from sunhall.people import queries as people
from sunhall.places import queries as places

KIND = "request"

# Facts that say again what the page already shows.
_SAID = frozenset(
    {"matters.MatterMoved", "matters.LimitStarted", "matters.LimitMet", "matters.FileAttached"}
)
_WORDS = ("words", "minutes", "explained")


@dataclass(frozen=True)
class Entry:
    """One line of the timeline as the component takes it."""

    at: datetime
    title: str
    who: str
    text: str
    state: str


@dataclass(frozen=True)
class Case:
    """One request with what hangs on it."""

    request: Request
    facts: rules.RequestFacts
    stage: str
    channel: str
    demand: str
    disposal: str
    outcome: str
    class_words: str
    place: str
    holder: str
    holder_staff: str
    offered: str
    person: people.Seen | None
    person_verdict: Verdict
    clocks: list[Clock]
    pause: Any
    extension: Any
    entries: list[Entry]
    notes: list[Any]
    contacts: list[dict[str, Any]]
    answers: list[Any]
    returns: list[tuple[Any, str]]
    links: list[tuple[str, Any]]
    files: list[StoredFile]
    dialogues: list[Dialogue]
    revisits: list[Revisit]
    replies: list[DialogueReply]
    invitation: Invitation | None
    agreed: list[Agreed]
    review: JointReview | None
    carried: Carried | None
    meetings: list[Meeting]
    instructions: list[tuple[Instruction, str, str]]

    @property
    def matter(self) -> Any:
        return self.request.matter

    @property
    def clock(self) -> Clock | None:
        """The running clock that runs out first."""
        running = [c for c in self.clocks if c.row.met_at is None]
        return min(running, key=_soonest, default=None)

    @property
    def is_over(self) -> bool:
        return self.request.matter.phase in matter_rules.ENDED

    @property
    def dialogue(self) -> Dialogue | None:
        """The dialogue that is still owed."""
        return next((one for one in self.dialogues if one.held_at is None), None)


def case_for(actor: Actor, request: Request) -> Case:
    """Read a case for a page. `request` came through `request_for`, so the actor may see it."""
    matter = request.matter
    posts = directory.names_of(f"post:{code}" for code in (matter.owner, matter.offered_to))
    on_duty = directory.accountable(matter.owner).staff
    verdict = rules.may_know_person(actor, is_confidential=request.is_confidential)
    return Case(
        request=request,
        facts=facts(matter),
        stage=rules.MOVES.words(matter.stage),
        channel=rules.CHANNELS[matter.channel],
        demand=rules.DEMANDS[request.demand],
        disposal=rules.DISPOSALS.get(request.disposal, ""),
        outcome=matter_rules.ALL_OUTCOMES.get(matter.outcome, ""),
        class_words=class_words(matter.class_code),
        place=_place(matter.place),
        holder=posts.get(f"post:{matter.owner}", matter.owner),
        holder_staff=directory.names_of([on_duty]).get(on_duty, "") if on_duty else "",
        offered=posts.get(f"post:{matter.offered_to}", matter.offered_to),
        person=_person(actor, matter.person) if verdict and matter.person else None,
        person_verdict=verdict,
        clocks=matters.clocks_of(matter, explained=True),
        pause=matter.pauses.filter(to_at=None).first(),
        extension=matters.extension_asked(matter),
        entries=_entries(matter),
        notes=list(matter.notes.order_by("-at", "-pk")),
        contacts=[_contact(row) for row in matter.contacts.order_by("-at", "-pk")],
        answers=list(
            matter.answers.select_related("rating")
            .prefetch_related("citations__version__article")
            .order_by("-at", "-pk")
        ),
        returns=_returns(matter),
        links=_links(actor, matter),
        files=list(files.files_of(f"matter:{matter.number}")),
        dialogues=list(matter.dialogues.select_related("room", "volunteer").order_by("-opened_at")),
        revisits=list(matter.revisits.order_by("-at")),
        replies=_replies(matter),
        invitation=_invitation(matter),
        agreed=agreed_in(actor, matter),
        review=review_of(matter.number),
        carried=carried(actor, request),
        meetings=meetings_of(matter),
        instructions=instructions_about(matter),
    )


def _replies(matter: Any) -> list[DialogueReply]:
    """What the person said to the appointment that stands, the newest first."""
    rows = DialogueReply.objects.filter(booking__dialogue__matter=matter, booking__ended_at=None)
    return list(rows.order_by("-at", "-pk"))


def _invitation(matter: Any) -> Invitation | None:
    """The legal volunteer called to the appointment that stands, and what they said."""
    if matter.stage != "dialogue":
        return None
    rows = Invitation.objects.filter(booking__dialogue__matter=matter, booking__ended_at=None)
    return rows.filter(ended_at=None).select_related("volunteer").order_by("-pk").first()


def _soonest(clock: Clock) -> tuple[bool, float]:
    due = clock.row.due_at
    return due is None, due.timestamp() if due else 0.0


def _place(code: str) -> str:
    path = places.path_of(code)
    return path[-1].full_name if path else code


def _person(actor: Actor, person_id: str) -> people.Seen:
    return people.seen(people.person_for(actor, person_id))


def _contact(row: Any) -> dict[str, Any]:
    return {
        "at": row.at,
        "means": matter_rules.CONTACT_WAYS.get(row.way, row.way),
        "to": "",
        "result": matter_rules.CONTACT_RESULTS.get(row.result, row.result),
        "lasted": row.words,
        "by": row.by_name,
        "disputed": row.disputed_at is not None,
    }


def _returns(matter: Any) -> list[tuple[Any, str]]:
    rows = list(
        matter.return_rows.filter(undone_at=None).select_related("objection").order_by("-at")
    )
    names = directory.names_of(f"post:{code}" for r in rows for code in (r.post, r.suggested))
    return [(row, names.get(f"post:{row.post}", row.post)) for row in rows]


def _links(actor: Actor, matter: Any) -> list[tuple[str, Any]]:
    """Linked matters that this actor may see; a link to one that is not theirs stays unseen."""
    out = matter.links.filter(ended_at=None).values_list("link", "other")
    back = matter.linked_from.filter(ended_at=None).values_list("link", "matter")
    words = {pk: matter_rules.LINKS[link] for link, pk in (*out, *back)}
    seen = matters.with_names(matters.matters_for(actor)).filter(pk__in=words)
    return [(words[row.pk], row) for row in seen.order_by("-opened_at")]


def _entries(matter: Any) -> list[Entry]:
    lines = [line for line in matters.story_of(matter) if line.kind not in _SAID]
    return [_entry(line, latest=at == 0) for at, line in enumerate(reversed(lines))]


def _entry(line: Any, *, latest: bool) -> Entry:
    event = line.recorded.event
    said = (getattr(event, field, "") for field in _WORDS if field in type(event).unsaid)
    warn = line.kind in ("matters.LimitPassed", "hotline.RequestDissatisfied")
    state = "warn" if warn else "now" if latest else "done"
    return Entry(line.at, line.words, line.who, "\n".join(filter(None, said)), state)


def require_person(actor: Actor, request: Request) -> None:
    """Refuse unless this actor may know who asks."""
    require(rules.may_know_person(actor, is_confidential=request.is_confidential))
    if not request.matter.person:
        raise refuse("诉求人没有留下姓名和电话")


def extension_of(request: Request) -> Any:
    """The request for more time that waits for a decision."""
    return matters.extension_asked(request.matter)


def extensions_waiting(actor: Actor) -> list[tuple[Any, str]]:
    """What waits for this actor's decision, with the name of the post that asks."""
    rows = [row for row in matters.extensions_waiting(actor) if row.deadline.matter.kind == KIND]
    names = directory.names_of(f"post:{row.deadline.matter.owner}" for row in rows)
    return [(row, names.get(f"post:{row.deadline.matter.owner}", "")) for row in rows]
