"""Filing a request over Open311: by key, through the action that every channel uses (H1)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from sunhall.api.auth import Key
from sunhall.api.open311.doors import Wrong, count_failure, require_unblocked
from sunhall.api.open311.form import form_of, name_of, read
from sunhall.api.open311.services import DANGER
from sunhall.ground.access import permissions
from sunhall.ground.access.actor import Actor
from sunhall.ground.web.dates import due
from sunhall.ground.web.doors import needed
from sunhall.hotline import actions, queries, rules
from sunhall.matters import queries as matters
from sunhall.people import actions as people

PERMISSION = "hotline.register"
CHANNEL = "api"
needed.add(PERMISSION)


def file_request(request: HttpRequest) -> list[dict[str, Any]]:
    """File a request and say its number, its code, and until when who answers."""
    form = form_of(request)
    by = _caller(request, form.get("api_key", ""))
    given = read(form, request.headers.get("Idempotency-Key", ""), by.id)
    filed = _filed(given["intake_key"]) or _receive(form, given, by)
    told = {
        "service_request_id": filed.matter.number,
        "service_notice": _notice(form, filed),
        "account_id": None,
    }
    return [told]


def _caller(request: HttpRequest, key: str) -> Actor:
    if not key:
        raise Wrong(403, ("api_key", "请提供接口密钥"))
    actor = Key().authenticate(request, key) if len(key) <= 200 else None
    if actor is None:
        require_unblocked(request, "key")
        count_failure(request, "key")
        raise Wrong(403, ("api_key", "密钥不对、已到期或已停用，请向发放机关核对"))
    if not actor.may(permissions.known(PERMISSION)):
        words = permissions.names()[PERMISSION]
        raise Wrong(403, ("api_key", f"密钥所属账号需要「{words}」权限"))
    return actor


def _filed(key: str | None) -> Any:
    """The request that this key already stands for."""
    number = matters.number_taken_for(key) if key else None
    return queries.request_of(number) if number else None


def _receive(form: Mapping[str, str], given: Mapping[str, Any], by: Actor) -> Any:
    name, phone, person = name_of(form), form.get("phone", ""), ""
    if name or phone:
        place = given["place"]
        known = people.know_person(name=name, phone=phone, place=place, channel="Open311", by=by)
        person = str(known.public_id)
    return actions.receive_request(**given, person=person, channel=CHANNEL, by=by)


def _notice(form: Mapping[str, str], filed: Any) -> str:
    """What the person should know: danger first, then the code, the office and the limit."""
    now = queries.standing(filed)
    words = [DANGER] if rules.is_urgent_danger(filed.text) else []
    words.append(
        f"查询码 {filed.matter.query_code}，凭编号和查询码可以看进度、补充、评价。"
        f"现在由{now.holder}负责。"
    )
    if now.due:
        words.append(f"最迟{due(now.due)}答复。")
    if form.get("email") and not form.get("phone"):
        words.append("电子邮箱没有保存；希望有人联系请留下电话。")
    return "".join(words)
