"""Letters 来信, visits 来访 and what a village agent 代办员 files for somebody (H1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import store
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions.desk import register_call
from sunhall.hotline.actions.intake import receive_request
from sunhall.hotline.models import Brought, OnBehalf, Request
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.people import actions as people

MOST_PAGES = 2_000


@action
def register_brought(
    given: Mapping[str, Any],
    *,
    channel: str,
    by: Actor,
    written_on: date | None = None,
    post_number: str = "",
    pages: int = 0,
    files: Sequence[str] = (),
    files_of: str = "",
    intake_key: str | None = None,
) -> Request:
    """Register a letter 来信登记 or a visit 来访登记 with its scans, all at once (H1).

    `given` is what `register_call` takes; `files_of` owns the scans until now.
    """
    if channel not in ("letter", "walk_in"):
        raise refuse("请选择来信或来访", field="channel")
    if written_on is not None and written_on > today():
        raise refuse("来信日期不能晚于今天，请核对信上的日期", field="written_on")
    if not 0 <= pages <= MOST_PAGES:
        raise refuse("请填写实际的页数", field="pages")
    if intake_key and (number := matters.number_taken_for(intake_key)):
        return queries.request_of(number)
    request = register_call(channel=channel, intake_key=intake_key, by=by, **given)
    Brought.objects.create(
        request=request,
        written_on=written_on,
        post_number=post_number.strip()[:60],
        pages=pages,
        by=by.code,
    )
    number = request.matter.number
    record(
        events.RequestBrought(
            matter=number,
            channel_words=rules.CHANNELS[channel],
            written_on=f"{written_on}" if written_on else "",
            pages=pages,
            files=len(files),
            post_number=post_number.strip()[:60],
        ),
        by=by,
    )
    _attach(number, files, before=files_of, role="request", by=by)
    return request


@action
def print_receipt(number: str, *, by: Actor) -> Request:
    """Print the receipt 打印回执 with number and code, for the person: by who took it in (H1)."""
    request = queries.request_for(by, number)
    brought = Brought.objects.filter(request=request, by=by.code).first()
    if brought is None:
        raise NotFound(number)
    record(events.ReceiptPrinted(matter=number), by=by)
    return request


@action
def file_on_behalf(
    *,
    text: str,
    place: str,
    name: str,
    phone: str,
    proof: str,
    by: Actor,
    proofs: Sequence[str] = (),
    proofs_of: str = "",
    files: Sequence[str] = (),
    files_of: str = "",
    address: str = "",
    is_confidential: bool = False,
    shares_answer: bool = False,
    intake_key: str | None = None,
) -> Request:
    """File for somebody who asked one to 代办填报, with the proof; they own it from then on (H1).

    The person hears of it by phone and alone rates, disputes or withdraws. The agent follows what
    they filed; the answer they read only where the person wanted that.
    """
    require(rules.may_file_on_behalf(by, place), field="place")
    if intake_key and (number := matters.number_taken_for(intake_key)):
        return queries.request_of(number)
    if not name.strip():
        raise refuse("请填写委托人的姓名", field="name")
    if not phone.strip():
        raise refuse("请填写委托人的电话；没有手机的，填家人或能转告本人的电话", field="phone")
    if proof not in rules.PROOFS:
        raise refuse("请选择委托证明的种类", field="proof")
    if not proofs:
        raise refuse("请拍下或上传委托证明：本人合影，或签名的委托书", field="photo")
    person = people.know_person(name=name, phone=phone, place=place, channel="代办员", by=by)
    request = receive_request(
        text=text,
        place=place,
        channel="agent",
        person=person.public_id,
        address=address,
        is_confidential=is_confidential,
        intake_key=intake_key,
        by=by,
    )
    OnBehalf.objects.create(
        request=request, agent=by.id, proof=proof, shares_answer=shares_answer, at=now()
    )
    number = request.matter.number
    record(
        events.RequestFiledOnBehalf(
            matter=number,
            agent=by.id,
            proof_words=rules.PROOFS[proof],
            shares_answer=shares_answer,
        ),
        by=by,
    )
    _attach(number, proofs, before=proofs_of, role="authorisation", by=by)
    _attach(number, files, before=files_of, role="request", by=by)
    return request


def _attach(number: str, files: Sequence[str], *, before: str, role: str, by: Actor) -> None:
    store.attach_files(files, before=before, owner=f"matter:{number}", by=by)
    for file in files:
        matter_actions.attach_file(number, file=file, role=role, by=by)
