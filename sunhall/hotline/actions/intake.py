"""Intake: every channel comes through this one action (H1)."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import IntegrityError

from sunhall.clocks import queries as clocks
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, replaying, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.hotline import events, queries, rules
from sunhall.hotline.models import Request
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.places import queries as places

LEAST_TEXT = 4
MOST_TEXT = 20_000


@action
def receive_request(
    *,
    text: str,
    place: str,
    channel: str,
    by: Actor,
    subject: str = "",
    demand: str = "help",
    person: str = "",
    address: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    class_code: str = "",
    suggested_class: str = "",
    owner: str = "",
    limit: str = "",
    is_public: bool = False,
    is_confidential: bool = False,
    is_urgent: bool = False,
    public_text: str = "",
    intake_key: str | None = None,
    files: Sequence[str] = (),
    source: str = "",
    source_number: str = "",
    source_class: str = "",
    source_hash: str = "",
) -> Request:
    """Receive a request 登记诉求: one number, the first-asked owner, one running clock (H1, K1–K3).

    `place` is a division code, `person` a public id, `owner` a post code (the hotline's intake
    post when empty), `files` ids of stored files, `public_text` what may be published instead of
    the text. The same `intake_key` gives the same request.
    """
    if intake_key and (number := matters.number_taken_for(intake_key)):
        return queries.request_of(number)
    _check(text, channel, demand, class_code)
    require(rules.may_receive(by, channel))
    place = _known_place(place)
    if not limit:
        limit = "HL_URGENT" if is_urgent else clocks.reply_limit(demand, today())
    try:
        matter = matter_actions.open_matter(
            "request",
            subject=subject or rules.subject_of(text),
            place=place,
            channel=channel,
            owner=owner or queries.desk_post("intake"),
            person=person,
            class_code=class_code,
            limit=limit,
            intake_key=intake_key,
            is_public=is_public,
            is_urgent=is_urgent,
            by=by,
        )
    except IntegrityError:
        # The other tap of a double tap was faster; the person filed once.
        if intake_key and (number := matters.number_taken_for(intake_key)):
            return queries.request_of(number)
        raise
    request = Request.objects.create(
        matter=matter,
        text=text.strip(),
        demand=demand,
        address=address.strip(),
        latitude=latitude,
        longitude=longitude,
        is_confidential=is_confidential,
        public_text=public_text.strip(),
        agreed_at=now() if is_public else None,
        suggested_class=suggested_class,
        source=source,
        source_number=source_number,
        source_class=source_class,
        source_hash=source_hash,
    )
    record(
        events.RequestReceived(
            matter=matter.number,
            demand=demand,
            demand_words=rules.DEMANDS[demand],
            channel_words=rules.CHANNELS[channel],
            source=source,
            source_number=source_number,
            text=request.text,
            address=request.address,
        ),
        by=by,
    )
    for file in files:
        matter_actions.attach_file(matter.number, file=file, role="request", by=by)
    return request


def _check(text: str, channel: str, demand: str, class_code: str) -> None:
    # History is kept as it was said, however short.
    if len(text.strip()) < (1 if replaying() else LEAST_TEXT):
        raise refuse("请写明发生了什么（至少 4 个字）", field="text")
    if len(text) > MOST_TEXT:
        raise refuse("内容请控制在 2 万字以内，更多材料可作为附件上传", field="text")
    if channel not in rules.CHANNELS:
        raise refuse("请选择来源渠道", field="channel")
    if demand not in rules.DEMANDS:
        raise refuse("请选择诉求类型", field="demand")
    if class_code and not queries.class_words(class_code):
        raise refuse("请从分类表中选择一个分类", field="class_code")


def _known_place(code: str) -> str:
    """The code as the register of places writes it."""
    try:
        return places.known_code(code)
    except NotFound as error:
        raise refuse("请选择事情发生的地点", field="place") from error
