"""The rights of a person over their own data, and every reading of it (PIPL 44-47, 51)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.inbox.settle import erase_items_from
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record, shred
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.outbox.channels import EMAIL, INAPP, SMS
from sunhall.ground.outbox.post import erase_message
from sunhall.ground.outbox.queries import messages_to
from sunhall.people import queries
from sunhall.people.events import DataAnswered, DataAsked, PersonErased, PersonRevealed
from sunhall.people.models import DataRequest, Person
from sunhall.people.rules import ASKED, FIELDS, may_reveal


@action
def reveal(person_id: str, field: str, reason: str, *, by: Actor) -> str:
    """Read one sealed fact 查看原文: with a permission, a reason and an entry in the log (K6)."""
    if field not in FIELDS:
        raise refuse("请选择要查看的项目", field="field")
    require(may_reveal(by, reason), field="reason")
    person = queries.person_for(by, person_id)
    record(PersonRevealed(person=person.public_id, field=field, reason=reason.strip()), by=by)
    value: str = getattr(person, field)
    return value


@action
def ask_about_data(person_id: str, asked: str, words: str, *, by: Actor) -> DataRequest:
    """Ask for correction 更正 or deletion 删除 of one's own data (PIPL 46, 47)."""
    if asked not in ASKED:
        raise refuse("请选择更正或删除", field="asked")
    if asked == "correct" and len(words.strip()) < 2:
        raise refuse("请写明需要更正的内容", field="words")
    person = queries.person_for_update(person_id, by=by)
    if DataRequest.objects.filter(person=person, asked=asked, answered_at=None).exists():
        raise refuse("您已提交过{asked}申请，答复后可以再次提交", field="asked", asked=ASKED[asked])
    row = DataRequest.objects.create(
        person=person, asked=asked, words=words.strip()[:1000], asked_at=now()
    )
    record(DataAsked(person=person.public_id, asked=ASKED[asked], words=row.words), by=by)
    return row


@action
def answer_data_request(pk: int, is_granted: bool, answer: str, *, by: Actor) -> DataRequest:
    """Answer what a person asked about their data; a granted deletion is done here (PIPL 50)."""
    if not by.may("people.manage"):
        raise refuse("答复个人信息申请须由登记人员办理")
    if len(answer.strip()) < 4:
        raise refuse("请填写答复（至少 4 个字）；不同意时须说明理由", field="answer")
    row = DataRequest.objects.select_for_update().filter(pk=pk, answered_at=None).first()
    if row is None:
        raise refuse("这项申请已经答复")
    row.answered_at, row.is_granted, row.answer = now(), is_granted, answer.strip()[:400]
    row.save(update_fields=["answered_at", "is_granted", "answer"])
    record(
        DataAnswered(
            person=row.person.public_id,
            asked=ASKED[row.asked],
            is_granted=is_granted,
            answer=row.answer,
        ),
        by=by,
    )
    if row.asked == "erase" and is_granted:
        erase_person(row.person.public_id, row.answer, by=by)
    return row


@action
def erase_person(person_id: str, reason: str, *, by: Actor) -> Person:
    """Delete what identifies a person 删除, unless the law or an open matter keeps it (PIPL 47)."""
    if not by.may("people.manage"):
        raise refuse("删除个人信息须由登记人员办理")
    person = queries.person_for_update(person_id, by=by)
    require(queries.may_erase(person))
    doubles = queries.same_person(person)
    bound = queries.bindings_of(person)
    for one in doubles:
        _empty_messages(one, doubles, by)
        _blank(one)
    for binding in bound:
        for message in messages_to(binding.channel, binding.address):
            erase_message(message.code, by=by)
        erase_items_from(binding.channel, binding.address, by=by)
        binding.ended_at, binding.address, binding.address_index = now(), "", ""
        binding.save(update_fields=["ended_at", "address", "address_index"])
    record(PersonErased(person=person.public_id, reason=reason.strip()), by=by)
    return person


def _empty_messages(person: Person, doubles: list[Person], by: Actor) -> None:
    """Empty the messages to a person, and what they sent in that became nothing.

    What went to an address or came from it is theirs as well, unless others share it.
    """
    sent = list(messages_to(INAPP, f"resident:{person.public_id}"))
    same = [one.pk for one in doubles]
    for channel, address, sharing in (
        (SMS, person.phone, queries.people_at_phone(person.phone)),
        (EMAIL, person.email, queries.people_at_email(person.email)),
    ):
        if address and not sharing.exclude(pk__in=same).exists():
            sent += messages_to(channel, address)
            erase_items_from(channel, address, by=by)
    for message in sent:
        erase_message(message.code, by=by)


def _blank(person: Person) -> None:
    indexes = ("name_index", "phone_index", "email_index", "id_index")
    for field in (*FIELDS, *indexes, "credit_code", "reference"):
        setattr(person, field, "")
    person.erased_at = now()
    person.save()
    DataRequest.objects.filter(person=person).update(words="")
    shred(f"person:{person.public_id}")
