"""Opening a matter: from its first instant it has a number, an owner and a clock."""

from django.db import IntegrityError, transaction

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, replaying, today
from sunhall.ground.kit.numbering import matter_number, query_code
from sunhall.ground.kit.refusal import refuse
from sunhall.matters import events, queries
from sunhall.matters.actions import _core
from sunhall.matters.models import Assignment, Matter

DRAWS = 8


@action
def open_matter(
    kind: str,
    *,
    subject: str,
    place: str,
    channel: str,
    owner: str,
    by: Actor,
    person: str = "",
    class_code: str = "",
    limit: str = "",
    limit_name: str = "reply",
    intake_key: str | None = None,
    is_public: bool = False,
    is_urgent: bool = False,
    is_sealed: bool = False,
) -> Matter:
    """Open a matter 登记: number, first-asked owner 首问, running clock, first entry (K1–K4).

    `owner` is a post code, `place` a division code, `limit` the rule of the main clock (the
    kind's own when empty). Raises Refused when the subject is empty.
    """
    if not subject.strip():
        raise refuse("请用一句话写明诉求主题", field="subject")
    taught = queries.kind(kind)
    stage = next(iter(taught.moves.stages))
    deadline = _core.new_deadline_at(place, limit_name, limit or taught.limit)
    matter = Matter(
        kind=kind,
        stage=stage,
        phase=taught.moves.phase(stage),
        subject=subject.strip()[:200],
        person=person,
        place=place,
        channel=channel,
        class_code=class_code,
        owner=owner,
        opened_at=now(),
        due_at=deadline.due_at,
        is_public=is_public,
        is_urgent=is_urgent,
        is_sealed=is_sealed,
        is_replayed=replaying(),
        query_code=query_code(),
        intake_key=intake_key,
    )
    _insert_with_number(matter, taught.prefix)
    Assignment.objects.create(
        matter=matter,
        post=owner,
        from_at=matter.opened_at,
        signed_at=matter.opened_at,
        signed_by=by.code,
        reason="首问负责",
    )
    deadline.matter = matter
    deadline.save()
    record(
        events.MatterOpened(
            matter=matter.number,
            matter_kind=kind,
            kind_words=taught.words,
            place=place,
            channel=channel,
            owner=owner,
            person=person,
        ),
        by=by,
    )
    record(_core.started(matter, deadline), by=by)
    return matter


def _insert_with_number(matter: Matter, prefix: str) -> None:
    """Draw numbers until one is free. A used intake key is not a clash of numbers: let it out."""
    for _ in range(DRAWS):
        matter.number = matter_number(prefix, today())
        try:
            with transaction.atomic():
                matter.save(force_insert=True)
        except IntegrityError:
            if matter.intake_key and queries.number_taken_for(matter.intake_key):
                raise
            continue
        return
    raise refuse("编号暂时无法分配，请再提交一次，您填写的内容没有丢失")
