"""What an operator does in one stroke at the desk 接线台 (H2, H3; ux B3)."""

from django.conf import settings

from sunhall.calls import queries as calls
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions.disposing import answer_directly, assign_request
from sunhall.hotline.actions.intake import receive_request
from sunhall.hotline.actions.triage import (
    accept_request,
    classify_request,
    merge_request,
    refuse_request,
)
from sunhall.hotline.models import DispatchMade, Request, RequestCall
from sunhall.matters import actions as matter_actions
from sunhall.people import actions as people


@action
def register_call(
    *,
    text: str,
    place: str,
    by: Actor,
    demand: str = "help",
    address: str = "",
    person: str = "",
    name: str = "",
    phone: str = "",
    channel: str = "phone",
    class_code: str = "",
    suggested_class: str = "",
    to: str = "",
    answer: str = "",
    cites: str = "",
    is_urgent: bool = False,
    is_confidential: bool = False,
    intake_key: str | None = None,
    call: str = "",
    into: str = "",
) -> Request:
    """Register a call 登记; with a class and a post also accept, classify and assign it (H2, H3).

    With `answer` it is answered at once 当场答复, citing the articles of `cites` (H12); with `into`
    it is merged 并单 into what its person said before, by the operator's consent (H13).

    All in one transaction: when one step is refused nothing is registered and the form stays.
    """
    if not person and (name or phone):
        known = people.know_person(name=name, phone=phone, place=place, channel="热线", by=by)
        person = known.public_id
    request = receive_request(
        text=text,
        place=place,
        channel=channel,
        demand=demand,
        address=address,
        person=person,
        suggested_class=suggested_class,
        is_urgent=is_urgent,
        is_confidential=is_confidential,
        intake_key=intake_key,
        by=by,
    )
    if call:
        link_call(request.matter.number, call=call, use="register", by=by)
    if into and request.matter.stage == "received":
        merge_request(request.matter.number, into=into, by=by)
    elif to and request.matter.stage == "received":
        dispatch_request(request.matter.number, class_code=class_code, to=to, by=by)
    elif answer and request.matter.stage == "received":
        answer_directly(request.matter.number, text=answer, cites=cites, by=by)
    return request


@action
def link_call(number: str, *, call: str, use: str, by: Actor) -> None:
    """Link a request with the call 来电 it came from, its recording with it (H1)."""
    if use not in rules.CALL_USES:
        raise LookupError(use)
    request = queries.request_of(number)
    row, is_new = RequestCall.objects.get_or_create(
        request=request, call=calls.call_for(by, call), use=use, defaults={"at": now()}
    )
    if is_new:
        words = rules.CALL_USES[use]
        record(
            events.CallLinked(matter=number, call=row.call.code, use=use, use_words=words), by=by
        )


@action
def transfer_emergency(
    to: str, *, by: Actor, text: str = "", place: str = "", phone: str = ""
) -> Request:
    """Transfer an emergency 转接 110/119/120/122 with one press, and keep it (norms 1.6).

    The person is in danger: nothing but the number to transfer to is asked.
    """
    if to not in rules.EMERGENCY:
        raise refuse("请选择转接 110、119、120 或 122", field="to")
    words = rules.EMERGENCY[to]
    request = register_call(
        text=text.strip() or f"来电反映紧急警情，已转接 {to}。",
        place=place or settings.COUNTY_CODE,
        phone=phone,
        is_urgent=True,
        by=by,
    )
    number = request.matter.number
    refuse_request(number, ground="emergency", words=f"已为您转接 {to}", by=by)
    record(events.EmergencyTransferred(matter=number, to=to, to_words=words), by=by)
    return request


@action
def dispatch_request(
    number: str,
    *,
    class_code: str,
    to: str,
    by: Actor,
    reason: str = "",
    version: int | None = None,
) -> None:
    """Accept 受理, classify 分类 and assign 转办 in one stroke (H2)."""
    if not class_code:
        raise refuse("请先选择分类，再交办", article="H2 分类", field="class_code")
    if not to:
        raise refuse("请选择承办岗位", field="to")
    matter = queries.request_of(number).matter
    if matter.stage == "received":
        accept_request(number, by=by, version=version)
        version = None
    if class_code != matter.class_code or matter.stage == "received":
        classify_request(number, class_code=class_code, by=by, version=version)
        version = None
    assign_request(number, to=to, reason=reason, by=by, version=version)


@action
def recall_request(number: str, *, by: Actor, version: int | None = None) -> None:
    """Take back 收回 an assignment that nobody has signed (ux A3-09)."""
    matter = matter_actions.recall_matter(number, by=by, version=version)
    # What was taken back unsigned was not sent: it counts neither for nor against its line.
    last = DispatchMade.objects.filter(matter=matter, recalled_at=None).order_by("-pk").first()
    if last is not None:
        last.recalled_at = now()
        last.save(update_fields=["recalled_at"])


@action
def reassign_request(
    number: str, *, to: str, by: Actor, reason: str = "", version: int | None = None
) -> None:
    """Assign to another post 改派: what nobody has signed yet is first taken back (H3, K2)."""
    if queries.request_of(number).matter.stage == "assigned":
        recall_request(number, by=by, version=version)
        version = None
    assign_request(number, to=to, reason=reason, by=by, version=version)


@action
def add_to_request(number: str, *, text: str, by: Actor, call: str = "") -> None:
    """Add what the caller says to an open request 来电补充 (H3; A3-14)."""
    if not text.strip():
        raise refuse("请写明来电补充的内容", field="text")
    _take_call(number, text, by, "add", call)


@action
def urge_request(number: str, *, by: Actor, text: str = "", call: str = "") -> None:
    """Urge an open request 来电催办: the holder and the person both see it (H3; A3-14)."""
    _take_call(number, text, by, "urge", call)


def _take_call(number: str, text: str, by: Actor, use: str, call: str) -> None:
    queries.request_for(by, number)
    if call:
        link_call(number, call=call, use=use, by=by)
    matter_actions.take_words(number, text=text, what=rules.CALL_USES[use], by=by)
