"""How a request came when somebody else carried it, and what that one may follow (H1)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline import rules
from sunhall.hotline.models import Brought, HandedIn, OnBehalf, Request
from sunhall.hotline.queries.desk import within_county
from sunhall.hotline.queries.standing import Standing, standing
from sunhall.places import queries as places

MOST_FOLLOWED = 200
SERVED = ("town", "village")


@dataclass(frozen=True)
class Carried:
    """How it came: a few named facts, and whether this actor may print its receipt."""

    facts: list[tuple[str, Any]]
    prints_receipt: bool = False


def carried(actor: Actor, request: Request) -> Carried | None:
    """What a case page says about how a request came; None for what the person brought."""
    channel = request.matter.channel
    if channel in ("letter", "walk_in"):
        return _brought(actor, Brought.objects.filter(request=request).first())
    if channel == "agent":
        return _on_behalf(OnBehalf.objects.filter(request=request).first())
    if channel == "api":
        return _handed_in(request, HandedIn.objects.filter(request=request).first())
    return None


def agent_of(request: Request) -> str:
    """The name of the agent who filed it for the person; "" where nobody did."""
    if request.matter.channel != "agent":
        return ""
    row = OnBehalf.objects.filter(request=request).first()
    return _name(row.agent) if row else ""


def places_served(actor: Actor) -> list[tuple[str, str]]:
    """The towns and villages an agent files for: code and name within the county."""
    rows = places.places_within(actor.places).filter(level__in=SERVED).order_by("code")
    return [(row.code, within_county(row.full_name)) for row in rows]


@dataclass(frozen=True)
class Followed:
    """One request as its agent follows it: where it stands, and what they are told of it."""

    row: OnBehalf
    standing: Standing
    answer: str


def behalf_for(actor: Actor) -> QuerySet[OnBehalf]:
    """What this agent filed, the latest first; never what anybody else did."""
    if not actor.may("hotline.on_behalf"):
        return OnBehalf.objects.none()
    rows = OnBehalf.objects.filter(agent=actor.id).order_by("-at", "-pk")
    return rows.select_related("request__matter__last_answer")


def followed(actor: Actor) -> list[Followed]:
    """The same with where each stands."""
    return [_followed(row) for row in behalf_for(actor)[:MOST_FOLLOWED]]


def followed_one(actor: Actor, number: str) -> Followed:
    """One of them, or `NotFound`."""
    row = behalf_for(actor).filter(request__matter__number=number).first()
    if row is None:
        raise NotFound(number)
    return _followed(row)


def sheets_of(row: OnBehalf) -> list[Any]:
    """What the agent sent along, by name; what others added is not theirs to know."""
    matter = row.request.matter
    own = matter.files.filter(by=f"staff:{row.agent}").values_list("file", flat=True)
    return list(files.files_of(f"matter:{matter.number}").filter(code__in=list(own)))


def _followed(row: OnBehalf) -> Followed:
    matter = row.request.matter
    answer = matter.last_answer
    shown = answer.text if answer and row.shares_answer and not matter.is_sealed else ""
    return Followed(row, standing(row.request), shown)


def _brought(actor: Actor, row: Brought | None) -> Carried | None:
    if row is None:
        return None
    said = [
        ("来信日期", row.written_on),
        ("邮戳或挂号号码", row.post_number),
        ("页数", row.pages),
    ]
    return Carried([(label, value) for label, value in said if value], row.by == actor.code)


def _on_behalf(row: OnBehalf | None) -> Carried | None:
    if row is None:
        return None
    facts = [("代办员", _name(row.agent)), ("委托证明", rules.PROOFS[row.proof])]
    return Carried(facts)


def _handed_in(request: Request, row: HandedIn | None) -> Carried | None:
    if row is None:
        return None
    consent = rules.CONSENTS[row.consent]
    facts = [
        ("对接系统", _name(row.partner)),
        ("对方编号", request.source_number),
        ("转交依据", f"{consent}（{row.basis}）" if row.basis else consent),
    ]
    return Carried(facts)


def _name(code: str) -> str:
    return directory.names_of([f"staff:{code}"]).get(f"staff:{code}", code)
