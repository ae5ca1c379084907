"""The form of a new request: what is sent, how long it may be, and everything wrong with it."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict

from sunhall.api.open311.doors import Wrong
from sunhall.api.open311.services import OPENNESS, class_of, require_known
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline import queries, rules
from sunhall.hotline.actions.intake import LEAST_TEXT
from sunhall.places import queries as places

LONGEST = {
    "service_code": 60,
    "description": 4000,
    "address_string": 200,
    "address_id": 15,
    "lat": 40,
    "long": 40,
    "email": 254,
    "phone": 40,
    "first_name": 30,
    "last_name": 30,
    "media_url": 500,
    "device_id": 200,
    "account_id": 200,
}
ATTRIBUTES: dict[str, Mapping[str, str]] = {"demand": rules.DEMANDS, "openness": OPENNESS}
# Says nothing; a client that sends it back means nothing by it.
_SILENT = "notice"
_SENDER = ("phone", "email", "account_id", "device_id")
_KEY = "Idempotency-Key"
_LONGEST_KEY = 60
_ATTRIBUTE = re.compile(r"attribute\[([^\[\]]*)\](?:\[\])?")
_LINK = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_CHINESE = re.compile("[\u3400-\u9fff]")
_SIX_PLACES = Decimal("0.000001")

Fault = tuple[str, str]


def form_of(request: HttpRequest) -> dict[str, str]:
    """The fields of the form without the space around them; refuse what is no form."""
    if request.content_type not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise Wrong(400, ("", "请以表单提交（application/x-www-form-urlencoded）"))
    sent: QueryDict = request.POST
    return {name: str(value).replace("\r\n", "\n").strip() for name, value in sent.items()}


def read(form: Mapping[str, str], idempotency: str, sender: str) -> dict[str, Any]:
    """What the form says, in the words of the action; every fault is told at once."""
    attributes = _attributes(form)
    faults = [*_missing(form), *_too_long(form), *_unfit(form, attributes)]
    if len(idempotency) > _LONGEST_KEY:
        faults.append((_KEY, f"请控制在 {_LONGEST_KEY} 个字以内"))
    if faults:
        raise Wrong(400, *faults)
    require_known([form["service_code"]])
    openness = attributes.get("openness") or "closed"
    link = form.get("media_url", "")
    text = form["description"]
    return {
        "text": f"{text}\n\n附件链接（由提交方保存）：{link}" if link else text,
        "public_text": text if link else "",
        "place": _place(form),
        "address": " ".join(form.get("address_string", "").split()),
        "latitude": _degrees(form.get("lat", "")),
        "longitude": _degrees(form.get("long", "")),
        "class_code": class_of(form["service_code"]),
        "demand": attributes.get("demand") or "help",
        "is_public": openness == "open",
        "is_confidential": openness == "confidential",
        "intake_key": _intake_key(form, idempotency, sender),
    }


def name_of(form: Mapping[str, str]) -> str:
    """Family and given name in the order of their language."""
    last, first = form.get("last_name", ""), form.get("first_name", "")
    return f"{last}{first}" if _CHINESE.search(last + first) else f"{first} {last}".strip()


def _attributes(form: Mapping[str, str]) -> dict[str, str]:
    return {found[1]: value for name, value in form.items() if (found := _ATTRIBUTE.match(name))}


def _missing(form: Mapping[str, str]) -> Iterator[Fault]:
    if not form.get("service_code"):
        yield "service_code", "请从 services 中选择一个服务代码"
    # Told before the person is registered: what is refused shall leave nothing behind.
    if len(form.get("description", "")) < LEAST_TEXT:
        yield "description", f"请写明发生了什么（至少 {LEAST_TEXT} 个字）"
    pair = {name: bool(form.get(name)) for name in ("lat", "long")}
    if any(pair.values()) and not all(pair.values()):
        yield next(name for name in pair if not pair[name]), "lat 和 long 请一起提供"
    elif not (pair["lat"] or form.get("address_string") or form.get("address_id")):
        yield "address_string", "请说明在哪里：lat 和 long、address_string 或 address_id"


def _too_long(form: Mapping[str, str]) -> Iterator[Fault]:
    for name, most in LONGEST.items():
        if len(form.get(name, "")) > most:
            yield name, f"请控制在 {most} 个字以内"


def _unfit(form: Mapping[str, str], attributes: Mapping[str, str]) -> Iterator[Fault]:
    for name, most in (("lat", 90), ("long", 180)):
        if (text := form.get(name, "")) and not _within(text, most):
            yield name, f"请填写 -{most} 到 {most} 之间的度数（WGS84）"
    if (link := form.get("media_url", "")) and not _LINK.fullmatch(link):
        yield "media_url", "请填写以 http:// 或 https:// 开头的网址"
    for code, value in attributes.items():
        if code != _SILENT and code not in ATTRIBUTES:
            yield f"attribute[{code[:40]}]", "这个服务没有这一项，请查看服务定义"
        elif code != _SILENT and value and value not in ATTRIBUTES[code]:
            yield f"attribute[{code}]", f"请从中选择：{'、'.join(ATTRIBUTES[code])}"


def _within(text: str, most: int) -> bool:
    degrees = _degrees(text)
    return degrees is not None and -most <= degrees <= most


def _degrees(text: str) -> Decimal | None:
    """A coordinate to a tenth of a metre; None for what is none."""
    try:
        degrees = Decimal(text).quantize(_SIX_PLACES)
    except InvalidOperation:
        return None
    return degrees if degrees.is_finite() else None


def _place(form: Mapping[str, str]) -> str:
    """The place that is named; the county where it is not, and people at the desk find out."""
    if code := form.get("address_id", ""):
        known = places.places_within([settings.COUNTY_CODE])
        row = known.filter(code=code.ljust(12, "0")).first() if code.isdigit() else None
        if row is None:
            raise Wrong(400, ("address_id", "不是本县的区划代码；不确定时请只写 address_string"))
        return str(row.code)
    named = queries.places_named_in(form.get("address_string", ""))
    if len(named) == 1:
        return named[0][0]
    try:
        return str(places.place_for(settings.COUNTY_CODE).code)
    except NotFound as error:
        raise Wrong(400, ("address_id", "请填写事情发生地点的区划代码")) from error


def _intake_key(form: Mapping[str, str], idempotency: str, sender: str) -> str | None:
    """The same key, or the same form of the same person on the same day, is one request.

    What nobody signed is never taken for a repetition: that is an operator's decision (H13).
    """
    if not idempotency and not any(form.get(name) for name in _SENDER):
        return None
    said = {name: value for name, value in form.items() if name != "api_key"}
    told = idempotency.encode() if idempotency else canonical([str(today()), said])
    return f"open311:{sender}:{digest(told)[:32]}"
