"""What the person does to their own matter besides rating it: supplement, publication."""

from collections.abc import Sequence

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record, shred
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.matters import events, queries, rules
from sunhall.matters.actions import _core
from sunhall.matters.actions.telling import attach_file
from sunhall.matters.models import Matter, Note
from sunhall.people import queries as people


@action
def supplement_matter(number: str, *, text: str, by: Actor, files: Sequence[str] = ()) -> Note:
    """Add words and files to one's own matter 补充材料 while it is open (ux B1)."""
    matter = _core.locked(number)
    require(rules.may_supplement(by, queries.kind(matter.kind).facts(matter)))
    if not text.strip() and not files:
        raise refuse("请写明要补充的情况，或添加一个文件", field="text")
    note = Note.objects.create(
        matter=matter,
        text=text.strip(),
        shown_to_person=True,
        by=by.code,
        by_name="诉求人",
        at=now(),
    )
    for file in files:
        attach_file(number, file=file, role="supplement", by=by)
    record(
        events.MatterSupplemented(matter=number, note=note.pk, words=note.text, files=len(files)),
        by=by,
    )
    return note


@action
def decide_publication(number: str, *, is_public: bool, by: Actor) -> Matter:
    """Agree to publication 公开 of one's own matter, or take it back (PIPL 25)."""
    matter = _core.locked(number)
    require(rules.may_publish(by, queries.kind(matter.kind).facts(matter)))
    if matter.is_public == is_public:
        return matter
    matter.is_public = is_public
    decision = "同意公开" if is_public else "不再同意公开"
    record(events.PublicationDecided(matter=number, is_public=is_public, decision=decision), by=by)
    return _core.settle(matter)


@action
def erase_words(person: str, *, by: Actor) -> int:
    """Erase 删除 what was said in the ended matters of a person who was erased (PIPL 47; K4).

    The chains keep their commitments and verify. What was public is so no longer: nobody knows
    any more whose names to hide, or can take the consent back. A matter opened since is not theirs.
    """
    require(rules.may_erase_words(by))
    theirs = Matter.objects.filter(person__in=people.ids_of(person)).exclude(closed_at=None)
    erased = 0
    for number in theirs.order_by("pk").values_list("number", flat=True):
        matter = _core.locked(number)
        if shred(f"matter:{number}") or matter.is_public:
            matter.is_public = False
            record(events.WordsErased(matter=number), by=by)
            _core.settle(matter)
            erased += 1
    return erased
