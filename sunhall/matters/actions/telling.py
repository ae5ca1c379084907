"""Notes, contact attempts and files: what was done, as evidence the person can see."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.matters import events, rules
from sunhall.matters.actions import _core
from sunhall.matters.models import ContactAttempt, MatterFile, Note

WAYS, RESULTS = rules.CONTACT_WAYS, rules.CONTACT_RESULTS


@action
def add_note(number: str, *, text: str, by: Actor, shown_to_person: bool = False) -> Note:
    """Add a record of work 办理记录; shown to the person only when marked so."""
    matter = _core.locked(number)
    if not text.strip():
        raise refuse("请写明办理情况", field="text")
    _core.take(matter, "note", by)
    note = Note.objects.create(
        matter=matter,
        text=text.strip(),
        shown_to_person=shown_to_person,
        by=by.code,
        by_name=by.name,
        at=now(),
    )
    record(
        events.NoteAdded(
            matter=number, note=note.pk, words=note.text, shown_to_person=shown_to_person
        ),
        by=by,
    )
    return note


@action
def take_words(number: str, *, text: str, by: Actor, what: str = "补充") -> Note:
    """Write down what the person says on the phone 来电补充, 来电催办; they see it too (H3)."""
    matter = _core.locked(number)
    _core.take(matter, "call", by)
    note = Note.objects.create(
        matter=matter,
        text=f"来电{what}：{text.strip()}" if text.strip() else f"来电{what}",
        shown_to_person=True,
        by=by.code,
        by_name=by.name,
        at=now(),
    )
    record(events.PersonCalled(matter=number, note=note.pk, what=what, words=text.strip()), by=by)
    return note


@action
def record_contact(
    number: str, *, way: str, result: str, by: Actor, words: str = ""
) -> ContactAttempt:
    """Record an attempt to reach the person 联系记录: they see it and may dispute it (ux E15)."""
    matter = _core.locked(number)
    if way not in WAYS:
        raise refuse("请选择联系方式", field="way")
    if result not in RESULTS:
        raise refuse("请选择联系结果", field="result")
    _core.take(matter, "contact", by)
    contact = ContactAttempt.objects.create(
        matter=matter,
        way=way,
        result=result,
        words=words.strip(),
        by=by.code,
        by_name=by.name,
        at=now(),
    )
    record(
        events.ContactAttempted(
            matter=number,
            contact=contact.pk,
            way=WAYS[way],
            result=RESULTS[result],
            words=contact.words,
        ),
        by=by,
    )
    return contact


@action
def dispute_contact(number: str, contact: int, *, words: str, by: Actor) -> ContactAttempt:
    """The person says nobody reached them 对「已联系」提出异议; both records stay (ux E15)."""
    matter = _core.locked(number)
    row = ContactAttempt.objects.select_for_update().filter(matter=matter, pk=contact).first()
    if row is None:
        raise NotFound(str(contact))
    if row.disputed_at is not None:
        raise refuse("您已对这条联系记录提出异议，督查人员会核实")
    require(rules.may_dispute_contact(by, _core.facts_of(matter)))
    row.disputed_at, row.dispute = now(), words.strip()
    row.save(update_fields=["disputed_at", "dispute"])
    record(events.ContactDisputed(matter=number, contact=contact, words=row.dispute), by=by)
    return row


@action
def attach_file(
    number: str, *, file: str, role: str, by: Actor, shown_to_person: bool = True
) -> MatterFile:
    """Attach a stored file 附件 to a matter (K8)."""
    matter = _core.locked(number)
    require(rules.may_attach(by, _core.facts_of(matter)))
    row = MatterFile.objects.create(
        matter=matter, file=file, role=role, by=by.code, at=now(), shown_to_person=shown_to_person
    )
    record(events.FileAttached(matter=number, file=file), by=by)
    return row
