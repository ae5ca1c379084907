"""Doubles: two records of one person become one, and can be parted again."""

from django.db import IntegrityError, transaction

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.refusal import refuse, require
from sunhall.people import queries
from sunhall.people.events import PeopleMerged, PeopleUnmerged
from sunhall.people.models import Person
from sunhall.people.rules import may_merge, may_unmerge


@action
def merge_people(kept_id: str, double_id: str, reason: str, *, by: Actor) -> Person:
    """Join a double to the record that stays 合并; nothing is lost, it can be undone (K6; H13)."""
    if kept_id == double_id:
        raise refuse("请选择另一份登记", field="double")
    if len(reason.strip()) < 2:
        raise refuse("请填写合并原因", field="reason")
    # In one order, so that two who join the same records the other way round do not lock up.
    both = {one: queries.person_for_update(one, by=by) for one in sorted((kept_id, double_id))}
    kept, double = both[kept_id], both[double_id]
    require(may_merge(by, queries.facts(kept), queries.facts(double)))
    double.merged_into = kept
    double.save(update_fields=["merged_into"])
    record(PeopleMerged(person=kept_id, double=double_id, reason=reason.strip()), by=by)
    return kept


@action
def unmerge_people(double_id: str, reason: str, *, by: Actor) -> Person:
    """Part two records that were joined by mistake 撤销合并 (K6)."""
    if len(reason.strip()) < 2:
        raise refuse("请填写撤销合并的原因", field="reason")
    double = queries.person_for_update(double_id, by=by)
    require(may_unmerge(by, queries.facts(double)))
    kept = double.merged_into
    assert kept is not None
    double.merged_into = None
    try:
        with transaction.atomic():
            double.save(update_fields=["merged_into"])
    except IntegrityError as error:
        raise refuse("两份登记的号码现已相同，请先更正其中一份", field="double") from error
    record(PeopleUnmerged(person=kept.public_id, double=double_id, reason=reason.strip()), by=by)
    return double
