"""What other systems hand in 系统对接: once, with their number, the consent and its files (H1)."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files
from sunhall.ground.files.models import StoredFile
from sunhall.ground.files.receive import Received
from sunhall.ground.files.store import keep_file
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.kit.verdict import no
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions.intake import receive_request
from sunhall.hotline.models import HandedIn, Request
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.matters.rules import RECEIVED
from sunhall.people import actions as people


@action
def hand_in(
    number: str,
    *,
    text: str,
    place: str,
    by: Actor,
    subject: str = "",
    demand: str = "help",
    name: str = "",
    phone: str = "",
    address: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    is_confidential: bool = False,
    is_urgent: bool = False,
    consent: str = "none",
    consent_at: datetime | None = None,
    basis: str = "",
    key: str = "",
) -> Request:
    """Hand in a request 对接提交 under the other system's own `number`; the same gives the same.

    `key` is the idempotency key of the call. A number or a key that stands for something else is
    refused with what it stands for.
    """
    number = number.strip()
    if not number:
        raise refuse("请填写贵系统的编号，以后凭它查询", field="number")
    require(rules.may_hand_in(by, place), field="place")
    said = [text, place, subject, demand, name, phone, address, is_confidential, is_urgent]
    mark = digest(canonical([str(one) for one in said]))
    intake_key = f"hand-in:{by.id}:{digest(canonical([key or number, bool(key)]))[:32]}"
    if held := _held(number, mark, intake_key, by):
        return held
    if name or phone:
        require(rules.may_pass_on(consent, consent_at, basis, now()), field="consent")
    try:
        with transaction.atomic():
            request = receive_request(
                text=text,
                place=place,
                channel="api",
                subject=subject,
                demand=demand,
                person=_person(name, phone, place, by),
                address=address,
                latitude=latitude,
                longitude=longitude,
                is_confidential=is_confidential,
                is_urgent=is_urgent,
                intake_key=intake_key,
                source=by.id,
                source_number=number,
                source_hash=mark,
                by=by,
            )
    except IntegrityError:
        # The same call a moment earlier was faster; it came once.
        if held := _held(number, mark, intake_key, by):
            return held
        raise
    told = f"matter:{request.matter.number}"
    HandedIn.objects.create(
        request=request,
        partner=by.id,
        stream=told,
        consent=consent,
        consent_at=consent_at,
        basis=basis.strip(),
        at=now(),
    )
    record(
        events.RequestHandedIn(
            matter=request.matter.number,
            partner=by.id,
            consent=consent,
            consent_words=rules.CONSENTS[consent],
            basis=basis.strip(),
        ),
        by=by,
    )
    return request


@action
def attach_handed_in(number: str, *, file: Received, by: Actor) -> StoredFile:
    """Add a file 补交附件 to what was handed in; the same content once more is the same file."""
    found = queries.handed_in(by, number)
    matter = matters.matter_for_update(found.matter.number)
    owner = f"matter:{matter.number}"
    held = files.files_of(owner).filter(received_sha256=file.received_sha256).first()
    if held is not None:
        return held
    if matter.phase != RECEIVED:
        require(no("此件已经受理，材料请由诉求人凭编号和查询码补充"))
    if files.files_of(owner).count() >= rules.MOST_SHEETS:
        raise refuse("一件最多 {n} 个附件，请合并后再传", field="file", n=rules.MOST_SHEETS)
    stored = keep_file(file, owner=owner, by=by)
    matter_actions.attach_file(matter.number, file=stored.code, role="request", by=by)
    return stored


def _held(number: str, mark: str, intake_key: str, by: Actor) -> Request | None:
    """What this number or key already stands for, if it is the same thing."""
    held = queries.request_from_source(by.id, number)
    if held is None and (taken := matters.number_taken_for(intake_key)):
        held = queries.request_of(taken)
        if held.source_number != number:
            raise refuse(
                "这个幂等键已用于编号 {number}，新的一件请换一个键",
                field="Idempotency-Key",
                number=held.source_number,
            )
    if held is not None and held.source_hash != mark:
        raise refuse(
            "编号 {number} 已经提交过，内容不同；有新情况请用新的编号",
            field="number",
            number=number,
        )
    return held


def _person(name: str, phone: str, place: str, by: Actor) -> str:
    if not (name or phone):
        return ""
    known = people.know_person(name=name, phone=phone, place=place, channel="系统对接", by=by)
    return str(known.public_id)
