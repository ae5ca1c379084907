"""The six methods of GeoReport v2 and its discovery."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from sunhall.api.open311 import services as services_shown
from sunhall.api.open311.answers import FORMATS, answer
from sunhall.api.open311.asking import asked, numbers_asked
from sunhall.api.open311.doors import Wrong, count_failure, door, require_unblocked
from sunhall.api.open311.filing import file_request
from sunhall.api.open311.requests import shown
from sunhall.hotline import queries

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED_AT = "2026-11-22T00:00:00+08:00"
ROOT = "/open311/v2"

# How long anybody may keep an answer.
DAY, FIVE_MINUTES, MINUTE = 86_400, 300, 60


@door("GET")
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """Where the service is and how to get a key."""
    base = settings.SITE_URL.rstrip("/") or request.build_absolute_uri("/").rstrip("/")
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{base}{ROOT}",
        "changeset": CHANGED_AT,
        "type": "test" if settings.DEMO else "production",
        "formats": list(FORMATS.values()),
    }
    content = {
        "changeset": CHANGED_AT,
        "contact": f"{settings.COUNTY}阳光热线 {settings.HELP_PHONE}",
        "key_service": f"{settings.COUNTY}阳光热线发放接口密钥，请致电 {settings.HELP_PHONE}",
        "endpoints": [endpoint],
    }
    return answer("discovery", content, form, seconds=DAY)


@door("GET")
def services(request: HttpRequest, form: str) -> HttpResponse:
    """What can be asked for."""
    return answer("services", services_shown.services(), form, seconds=FIVE_MINUTES)


@door("GET")
def service(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """What one service asks besides."""
    return answer("service_definition", services_shown.definition(code), form, seconds=FIVE_MINUTES)


@csrf_exempt
@door("GET", "POST")
def requests(request: HttpRequest, form: str) -> HttpResponse:
    """A list of requests, or with POST a new one."""
    if request.method == "POST":
        return answer("service_requests", file_request(request), form, status=201)
    given = request.GET.dict()
    if numbers := numbers_asked(given):
        return _requests([shown(row) for row in _named(request, numbers)], form)
    want = asked(given)
    first = (want.page - 1) * want.size
    found = queries.requests_received(
        want.start,
        want.end,
        classes=want.classes,
        phases=want.phases,
        first=first,
        most=want.size + 1,
    )
    response = _requests([shown(row) for row in found[: want.size]], form)
    if len(found) > want.size:
        # The span is written out: that of the first page must hold for all.
        onward = {
            **given,
            "start_date": want.start.isoformat(),
            "end_date": want.end.isoformat(),
            "page": want.page + 1,
        }
        response["Link"] = f'<{request.path}?{urlencode(onward)}>; rel="next"'
    return response


@door("GET")
def one_request(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """Where one request stands."""
    found = _named(request, [number])
    if not found:
        raise Wrong(404, ("service_request_id", f"没有编号为 {number[:40]} 的公开事项，请核对"))
    return _requests([shown(found[0])], form)


@door("GET")
def token(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """The number behind a token: here they are the same, for numbers are given at once."""
    found = _named(request, [token])
    if not found:
        raise Wrong(404, ("token", "没有这个凭据；提交时已直接给出 service_request_id"))
    return _requests([{"service_request_id": found[0].number, "token": token}], form)


@csrf_exempt
@door("GET", "POST")
def unknown(request: HttpRequest, form: str, rest: str = "") -> HttpResponse:
    """No such address."""
    raise Wrong(
        404, ("", "没有这个地址；可用的有 discovery、services、requests，末尾写 .json 或 .xml")
    )


def _named(request: HttpRequest, numbers: list[str]) -> list[queries.Disclosed]:
    """Requests by number. Numbers that lead nowhere are counted: nobody shall try them all."""
    require_unblocked(request, "number")
    found = queries.requests_named([queries.read_number(number) for number in numbers])
    if len(found) < len(numbers):
        count_failure(request, "number")
    return found


def _requests(content: list[dict[str, Any]], form: str) -> HttpResponse:
    return answer("service_requests", content, form, seconds=MINUTE)
