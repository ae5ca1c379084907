"""Calling the Open311 door as a client of another city would."""

import json
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, fromstring

from django.test import Client

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.hotline.tests.makers import CLASS, TEXT

ROOT = "/open311/v2"
FORM = {
    "service_code": CLASS,
    "description": TEXT,
    "address_string": "青禾县东山镇石桥村口",
    "last_name": "李",
    "first_name": "秀兰",
    "phone": "13800000001",
}


def get(path: str, **asked: Any) -> Any:
    """The answer to a GET."""
    return Client().get(f"{ROOT}/{path}", asked)


def ask(path: str, **asked: Any) -> Any:
    """What a GET in JSON says."""
    answer = get(f"{path}.json", **asked)
    assert answer.status_code == 200, answer.content.decode()
    return json.loads(answer.content)


def tree(path: str, **asked: Any) -> Element:
    """What a GET in XML says."""
    answer = get(f"{path}.xml", **asked)
    assert answer.status_code == 200, answer.content.decode()
    return fromstring(answer.content)  # noqa: S314  # our own answer


def key_of(code: str) -> str:
    """A key that acts as a member of staff."""
    return directory.issue_api_key(code, "随手拍", by=SYSTEM)


def post(form: dict[str, Any], suffix: str = "json", **headers: str) -> Any:
    """The answer to a form, sent as the specification says, without any cookie."""
    return Client(enforce_csrf_checks=True).post(
        f"{ROOT}/requests.{suffix}",
        urlencode(form),
        content_type="application/x-www-form-urlencoded; charset=utf-8",
        headers=headers,
    )


def file(code: str = "wang", **changes: Any) -> str:
    """The number of a request filed over Open311."""
    answer = post({**FORM, "api_key": key_of(code), **changes})
    assert answer.status_code == 201, answer.content.decode()
    return str(answer.json()[0]["service_request_id"])


def faults(answer: Any) -> tuple[int, list[str]]:
    """The status of a refusal and its descriptions; every code is that status."""
    told = answer.json()
    assert {error["code"] for error in told} == {answer.status_code}
    return answer.status_code, [error["description"] for error in told]
