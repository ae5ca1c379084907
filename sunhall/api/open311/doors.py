"""The door of Open311: formats, methods, legible words, and every refusal in the format asked for.

Errors are a list of code and description; the code is the status of HTTP, the description names
the field and the way out.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import override

from sunhall.api.open311.answers import FORMATS, answer
from sunhall.api.tracking import WAIT_MINUTES, TooOften
from sunhall.ground.access import throttle
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.web.doors import open_to_public

LANGUAGE = "zh-hans"
MOST_FAILURES = 20
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# What the house calls a field → what Open311 calls it.
_FIELDS = {
    "text": "description",
    "place": "address_id",
    "address": "address_string",
    "class_code": "service_code",
    "latitude": "lat",
    "longitude": "long",
    "name": "last_name",
}


class Wrong(Exception):
    """One or more things are wrong with a call: (field, reason) pairs under one status."""

    def __init__(self, status: int, *told: tuple[str, str]) -> None:
        super().__init__(status, told)
        self.status = status
        self.descriptions = [f"{field}：{reason}" if field else reason for field, reason in told]


def door(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let anyone come in by these methods; what needs a key asks for it behind the door."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        inner: Callable[..., Any] = open_to_public(view)

        @wraps(inner)
        def through(request: HttpRequest, *args: Any, form: str = "", **kwargs: Any) -> Any:
            said = form if form in FORMATS else _liked(request)
            with override(LANGUAGE):
                try:
                    if form and form != said:
                        raise Wrong(404, ("", "没有这种格式；请在地址末尾写 .json 或 .xml"))
                    _require_callable(request, methods)
                    return inner(request, *args, form=said, **kwargs)
                except Exception as error:
                    return _told(_wrong(error), said, methods)

        return through

    return decorate


def require_unblocked(request: HttpRequest, what: str) -> None:
    """Refuse an address that failed too often of late."""
    if throttle.blocked(_key(request, what)):
        raise TooOften


def count_failure(request: HttpRequest, what: str) -> None:
    """Count a wrong key or number against the address it came from."""
    throttle.count_failure(_key(request, what), MOST_FAILURES, WAIT_MINUTES)


def _key(request: HttpRequest, what: str) -> str:
    return f"open311-{what}:{request.META.get('REMOTE_ADDR', '')}"[:120]


def _require_callable(request: HttpRequest, methods: tuple[str, ...]) -> None:
    if request.method not in (*methods, "HEAD"):
        raise Wrong(405, ("", f"这个地址不接受 {request.method}，可用的方法：{'、'.join(methods)}"))
    sent = [*request.GET.lists(), *(request.POST.lists() if request.method == "POST" else [])]
    dark = [name for name, values in sent if _INVISIBLE.search("".join([name, *values]))]
    if dark:
        names = [_INVISIBLE.sub("", name)[:60] for name in dark]
        raise Wrong(400, *((name, "请去掉不可见字符后再提交") for name in names))


def _wrong(error: Exception) -> Wrong:
    """How a refusal of the house is told; what is not one goes on its way."""
    if isinstance(error, Wrong):
        return error
    if isinstance(error, Refused):
        field = _FIELDS.get(error.field, error.field)
        return Wrong(400, (field, error.verdict.reason))
    if isinstance(error, OperationalError) and "lock" in str(error).lower():
        return Wrong(503, ("", "系统繁忙，请稍后用同样的内容再试"))
    for kinds, status, reason in _REASONS:
        if isinstance(error, kinds):
            return Wrong(status, ("", reason))
    raise error


_REASONS: tuple[tuple[tuple[type[Exception], ...], int, str], ...] = (
    ((NotFound, Http404), 404, "没有找到"),
    ((RequestDataTooBig,), 413, "内容过大，请缩短后再提交"),
    (
        (SuspiciousOperation, BadRequest, MultiPartParserError),
        400,
        "读不出表单；请以 application/x-www-form-urlencoded、UTF-8 编码提交",
    ),
    ((TooOften,), 429, f"密钥或编号多次不符，请 {WAIT_MINUTES} 分钟后再试"),
)


def _told(wrong: Wrong, form: str, methods: tuple[str, ...]) -> HttpResponse:
    errors = [{"code": wrong.status, "description": words} for words in wrong.descriptions]
    response = answer("errors", errors, form, status=wrong.status)
    if wrong.status == 405:
        response["Allow"] = ", ".join(methods)
    if wrong.status in (429, 503):
        response["Retry-After"] = "2" if wrong.status == 503 else str(60 * WAIT_MINUTES)
    return response


def _liked(request: HttpRequest) -> str:
    """The format of an answer to an address that names none: XML, which every client reads."""
    asked = f"{request.path} {request.headers.get('Accept', '')}"
    return "json" if "json" in asked else "xml"
