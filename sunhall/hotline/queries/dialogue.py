"""Queues of the dialogue and the revisit: what is owed, planned, held, waiting (H6, H8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.given import instant_of, whole
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.models import Dialogue, Request
from sunhall.matters import queries as matters
from sunhall.matters.rules import ANSWERED

PAGE = 50
STATES = {"owed": "待安排", "planned": "已安排", "held": "已约谈"}


@dataclass(frozen=True)
class DialogueLine:
    """One dialogue as its list shows it."""

    dialogue: Dialogue
    line: matters.Listed


def dialogues_for(actor: Actor, state: str) -> QuerySet[Dialogue]:
    """Dialogues this actor may see: owed 待安排, planned 已安排 or held 已约谈."""
    seen = matters.matters_for(actor).filter(kind="request")
    rows = Dialogue.objects.filter(matter__in=seen).select_related("matter", "room", "volunteer")
    if state == "held":
        return rows.filter(held_at__isnull=False)
    return rows.filter(held_at=None, planned_at__isnull=state != "planned")


def dialogue_page(actor: Actor, state: str, *, after: str = "") -> tuple[list[DialogueLine], str]:
    """One page and the key of the next: what is owed by its due moment, held the latest first.

    Whoever has to hold a dialogue has a running clock, so every row of these has its moment.
    """
    sort, less = ("held_at", True) if state == "held" else ("matter__due_at", False)
    rows = dialogues_for(actor, state).order_by(*(f"{'-' * less}{one}" for one in (sort, "pk")))
    at, _, pk = after.partition("~")
    since, last = instant_of(at), whole(pk)
    if since is not None and last is not None:
        on = "lt" if less else "gt"
        rows = rows.filter(Q(**{f"{sort}__{on}": since}) | Q(**{sort: since, f"pk__{on}": last}))
    found = list(rows[: PAGE + 1])
    shown, more = found[:PAGE], len(found) > PAGE
    return dialogue_lines(shown), _key(shown[-1], less=less) if more else ""


def _key(row: Dialogue, *, less: bool) -> str:
    at = row.held_at if less else row.matter.due_at
    return f"{at.isoformat() if at else ''}~{row.pk}"


def dialogue_for(actor: Actor, number: str, pk: int) -> Dialogue:
    """One dialogue of a request this actor may see, for its papers."""
    matter = matters.matter_for(actor, number)
    found = Dialogue.objects.filter(matter=matter, pk=pk).select_related("room", "volunteer")
    dialogue = found.first()
    if dialogue is None:
        raise NotFound(str(pk))
    return dialogue


def post_that_held(pk: int) -> str:
    """The post that held a dialogue, though the request may have gone on to another since."""
    return Dialogue.objects.filter(pk=pk).values_list("post", flat=True).first() or ""


def requests_to_revisit(actor: Actor) -> QuerySet[Any]:
    """Answered requests that somebody else handled and that wait for a revisit or for closing."""
    mine = Request.objects.filter(answered_by=actor.code).values("matter")
    rows = matters.matters_for(actor).filter(
        kind="request", phase=ANSWERED, due_at__isnull=False, is_sealed=False
    )
    return matters.with_names(rows.exclude(pk__in=mine).exclude(owner__in=actor.posts))


def requests_to_triage(actor: Actor, intake: str) -> QuerySet[Any]:
    """What lies at the intake post and waits for somebody to dispose of it 待处置 (H3)."""
    rows = matters.matters_for(actor).filter(
        kind="request",
        owner=intake,
        offered_to="",
        stage__in=("received", "accepted", "classified"),
        due_at__isnull=False,
    )
    return matters.with_names(rows)


def dialogue_lines(rows: Iterable[Dialogue]) -> list[DialogueLine]:
    """Dialogues with the matter's names and lamp, in the order given."""
    found = list(rows)
    listed = matters.with_names(
        matters.matters_for(SYSTEM).filter(pk__in=[row.matter_id for row in found])
    )
    lines = {line.number: line for line in matters.lines(listed, to=SYSTEM)}
    return [DialogueLine(row, lines[row.matter.number]) for row in found]


def agenda_from(found: Request) -> str:
    """The agenda 约谈议题 as the case suggests it; who holds the dialogue edits it before.

    What was asked, what was answered, what the person disputes, the law that was consulted.
    """
    matter = found.matter
    answer = matter.answers.order_by("-at", "-pk").first()
    owed = Dialogue.objects.filter(matter=matter, held_at=None).first()
    basis = "\n".join(_grounds(answer)) if answer else ""
    parts = (
        ("诉求", found.text),
        ("答复", answer.text if answer else ""),
        ("诉求人不满意的地方", owed.words if owed else ""),
        ("查阅的法律法规和依据", basis),
        ("打算怎样解决", answer.plan if answer else ""),
        ("需要当面商定的事项", ""),
    )
    told = ((words, text.strip()) for words, text in parts)
    kept = [(words, text) for words, text in told if text or words.startswith("需要")]
    lines = zip("一二三四五六", kept, strict=False)
    return "\n".join(f"{number}、{words}：{text}" for number, (words, text) in lines)


def _grounds(answer: Any) -> list[str]:
    cited = answer.citations.select_related("version__article").order_by("pk")
    return [*filter(None, [answer.basis]), *(str(one.version.title) for one in cited)]
