"""Makers of requests: they call the actions, so every request has a legal history."""

from collections.abc import Sequence

from sunhall.ground.kit.now import moment
from sunhall.hotline import actions, queries
from sunhall.hotline.models import Request
from tests.cast import OPENED, Cast
from tests.kept import laid

TEXT = "石桥村口的路灯坏了半个月，晚上老人出门看不见路，请尽快修好。"
CLASS = "010101"


def lay_desk(cast: Cast) -> None:
    """The hotline as the county set it up: desk posts, a class, a room, a lawyer, a catalogue."""
    with moment(OPENED):
        laid("desk", lambda: _lay_desk(cast))


def _lay_desk(cast: Cast) -> None:
    manager = cast.manager
    for purpose, post in {
        "intake": "rx-desk",
        "decision": "rx-head",
        "revisit": "rx-head",
        "discipline": "jw-desk",
        "leader": "county-lead",
        "joint": "county-lead",
    }.items():
        actions.set_desk_post(purpose, post=post, by=manager)
    for code, name in {"01": "城乡建设", "0101": "市政设施", CLASS: "路灯照明"}.items():
        actions.set_class(code, name=name, by=manager)
    actions.set_class("02", name="民政救助", needs_three_steps=True, by=manager)
    actions.set_dispatch("01", post="mz-relief", basis="县政府三定规定第三条", by=manager)
    actions.open_room(
        "room-1", name="民政局约谈室", organisation="qh-mz", is_open_late=True, by=manager
    )
    actions.enrol_volunteer("law-1", name="钟律", field="劳动争议", by=manager)


def make_request(cast: Cast, *, upto: str = "received", **changes: object) -> Request:
    """A request brought to a stage by the people who would bring it there."""
    given: dict[str, object] = {
        "text": TEXT,
        "place": "990101100201",
        "channel": "phone",
        "person": cast.person().public_id,
    }
    request = actions.receive_request(**{**given, **changes}, by=cast.operator)  # type: ignore[arg-type]
    number = request.matter.number
    for step, bring in STEPS.items():
        if step == "received":
            pass
        else:
            bring(cast, number)
        if step == upto:
            break
    else:
        raise LookupError(upto)
    request.refresh_from_db()
    request.matter.refresh_from_db()
    return request


def make_published(cast: Cast, *, upto: str = "answered", **changes: object) -> Request:
    """A request whose person agreed to publication, as a clerk has read and published it."""
    request = make_request(cast, upto=upto, is_public=True, **changes)
    publish(cast, request.matter.number)
    return request


def publish(cast: Cast, number: str, *, keep: Sequence[str] = (), hide: Sequence[str] = ()) -> None:
    """The hotline's manager reads the draft with these choices and publishes it 公开审核."""
    draft = queries.draft_publication(queries.request_of(number), keep=keep, hide=hide)
    actions.approve_publication(number, seal=draft.seal, keep=keep, hide=hide, by=cast.manager)


def _classify(cast: Cast, number: str) -> None:
    actions.classify_request(number, class_code=CLASS, by=cast.operator)


def _assign(cast: Cast, number: str) -> None:
    actions.assign_request(number, to="mz-relief", by=cast.operator)


def _sign(cast: Cast, number: str) -> None:
    actions.sign_request(number, by=cast.handler)


def _answer(cast: Cast, number: str) -> None:
    actions.answer_request(number, text="路灯已于今天修复。", outcome="resolved", by=cast.handler)


def _dissatisfy(cast: Cast, number: str) -> None:
    actions.dissatisfy(number, said_to="portal", words="灯还是不亮", by=cast.resident)


def _talk(cast: Cast, number: str) -> None:
    actions.hold_dialogue(
        number,
        way="field",
        minutes="现场查看后确认线路老化，当场更换。",
        explained="线路由供电所负责，已联合更换完毕。",
        result="satisfied",
        by=cast.handler,
    )


STEPS = {
    "received": lambda cast, number: None,
    "classified": _classify,
    "assigned": _assign,
    "handling": _sign,
    "answered": _answer,
    "dialogue": _dissatisfy,
    "talked": _talk,
}
