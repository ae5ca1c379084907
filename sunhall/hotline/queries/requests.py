"""Requests: fetch and authorise through the spine's one query."""

from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.kit.verdict import Verdict
from sunhall.hotline.models import DeskPost, Dialogue, Request
from sunhall.hotline.queries.registers import desk_post
from sunhall.hotline.rules import MOVES, RequestFacts, may_know_person
from sunhall.matters import queries as matters


def requests_for(actor: Actor) -> QuerySet[Request]:
    """All requests this actor may see."""
    seen = matters.matters_for(actor).filter(kind="request")
    return Request.objects.filter(matter__in=seen).select_related("matter", "matter__last_answer")


def request_for(actor: Actor, number: str) -> Request:
    """One request, or `NotFound`."""
    matter = matters.matter_for(actor, number)
    request = Request.objects.filter(matter=matter).first()
    if request is None:
        raise NotFound(number)
    request.matter = matter
    return request


def is_in_sight(actor: Actor, number: str) -> bool:
    """Whether this actor may see a request, for what follows an act that may have ended that."""
    return matters.matters_for(actor).filter(number=number).exists()


def unnamed_for(actor: Actor) -> Q:
    """The requests whose person this actor may not know 保密 (GB/T 33358)."""
    if may_know_person(actor, is_confidential=True):
        return Q(pk__in=[])
    return Q(request__is_confidential=True)


def request_of(number: str) -> Request:
    """A request inside an action, where rules and not scopes decide."""
    request = Request.objects.select_related("matter").filter(matter__number=number).first()
    if request is None:
        raise NotFound(number)
    return request


def request_from_source(source: str, source_number: str) -> Request | None:
    """A request that came from elsewhere under the number it had there."""
    return (
        Request.objects.select_related("matter")
        .filter(source=source, source_number=source_number)
        .first()
    )


def dialogue_owed(number: str) -> Dialogue | None:
    """The dialogue that is still owed, if any."""
    return Dialogue.objects.filter(matter__number=number, held_at=None).first()


def may_dispatch(actor: Actor, facts: RequestFacts) -> Verdict:
    """Whether the form that classifies and assigns in one stroke is drawn."""
    asked = "assign" if facts.class_code else "classify"
    return MOVES.verdict(asked, actor, facts)


def joint_post(owner: str) -> str:
    """The post that keeps the joint meeting 联席会议办事机构; never the one that answered."""
    kept = DeskPost.objects.filter(purpose="joint").values_list("post", flat=True).first()
    wanted = (kept, desk_post("decision"), desk_post("leader"))
    return next(post for post in wanted if post and post != owner)


def reviewer_of(refused_by: str) -> str:
    """The post that reviews a refusal: of power to decide, and not held by who refused (H6)."""
    post = desk_post("decision")
    who = directory.accountable(post).staff
    return desk_post("leader") if f"staff:{who}" == refused_by else post


# One statement, for every button and every move asks it: as five ORM queries it cost seventy
# times as much. Talks and revisits count for the answer that stands: one about an answer that was
# voided says nothing of the next.
_FACTS = """
SELECT r.answered_by, r.refused_by, m.answered_at IS NULL AND m.last_answer_id IS NOT NULL,
  (SELECT post FROM hotline_deskpost WHERE purpose = 'intake'),
  EXISTS (SELECT 1 FROM hotline_requestclass c
    WHERE c.needs_three_steps AND substr(CAST(%s AS varchar(120)), 1, length(c.code)) = c.code),
  (SELECT count(*) FROM hotline_dialogue d
    WHERE d.matter_id = r.matter_id AND d.held_at IS NOT NULL AND d.opened_at >= m.answered_at),
  EXISTS (SELECT 1 FROM hotline_dialogue d WHERE d.matter_id = r.matter_id AND d.held_at IS NULL),
  (SELECT count(*) FROM hotline_revisit v
    WHERE v.matter_id = r.matter_id AND v.at >= m.answered_at),
  m.stage IN ('classified', 'conferring') AND EXISTS (SELECT 1 FROM hotline_objection o
    JOIN matters_return t ON t.id = o.row_id
    WHERE t.matter_id = r.matter_id AND t.undone_at IS NULL AND o.decided_at IS NULL),
  EXISTS (SELECT 1 FROM hotline_objection o JOIN matters_return t ON t.id = o.row_id
    WHERE t.matter_id = r.matter_id AND NOT o.upheld AND t.post IN (m.owner, m.offered_to)),
  EXISTS (SELECT 1 FROM hotline_dialogue d
    WHERE d.matter_id = r.matter_id AND d.held_at IS NULL AND d.planned_at IS NOT NULL),
  EXISTS (SELECT 1 FROM hotline_dialogue d
    WHERE d.matter_id = r.matter_id AND d.result = 'not' AND d.opened_at >= m.answered_at
    AND NOT EXISTS (SELECT 1 FROM hotline_dialogue e
      WHERE e.matter_id = d.matter_id AND e.id > d.id AND e.held_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM hotline_revisit v
      WHERE v.matter_id = d.matter_id AND v.at >= d.held_at AND v.understands)),
  EXISTS (SELECT 1 FROM hotline_jointreview j
    WHERE j.matter_id = r.matter_id AND j.decided_at IS NOT NULL
    AND j.referred_at >= m.answered_at),
  EXISTS (SELECT 1 FROM hotline_conference c JOIN hotline_conferee p ON p.conference_id = c.id
    WHERE c.matter_id = r.matter_id AND c.concluded_at IS NOT NULL AND p.is_lead
    AND p.post IN (m.owner, m.offered_to)),
  (SELECT i.leader FROM hotline_instruction i
    WHERE i.matter_id = r.matter_id AND i.done_at IS NULL ORDER BY i.id DESC LIMIT 1),
  EXISTS (SELECT 1 FROM hotline_instruction i WHERE i.matter_id = r.matter_id
    AND i.done_at IS NULL AND i.reported_at IS NOT NULL)
FROM hotline_request r JOIN matters_matter m ON m.id = r.matter_id WHERE r.matter_id = %s
"""


def facts(matter: Any) -> RequestFacts:
    """What the verdicts on a request look at."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [matter.class_code, matter.pk])
        row = cursor.fetchone()
    if row is None:
        raise NotFound(matter.number)
    answered_by, refused_by, voided, intake_post, three_steps, held, is_open, revisits = row[:8]
    return RequestFacts(
        **matters.shared_facts(matter),
        class_code=matter.class_code,
        intake_post=intake_post or "",
        needs_three_steps=bool(three_steps),
        dialogues_held=held,
        dialogue_open=bool(is_open),
        dialogue_planned=bool(row[10]),
        contested=bool(row[11]),
        joint_decided=bool(row[12]),
        revisits=revisits,
        answered_by=answered_by,
        refused_by=refused_by,
        answer_voided=bool(voided),
        objection_open=bool(row[8]),
        designated=bool(row[9]),
        bound=bool(row[13]),
        instructed_by=row[14] or "",
        instruction_reported=bool(row[15]),
    )


def texts_to_index(limit: int) -> list[tuple[Any, str]]:
    """Requests whose words are not yet in the search index, with their text."""
    waiting = list(matters.untold(limit))
    texts = dict(Request.objects.filter(matter__in=waiting).values_list("matter", "text"))
    return [(matter, texts.get(matter.pk, "")) for matter in waiting]
