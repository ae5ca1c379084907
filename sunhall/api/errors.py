"""Errors as problems (RFC 9457): always with the reason, the article and the field."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from sunhall.api.auth import Forbidden
from sunhall.api.tracking import TooOften
from sunhall.ground.access import permissions
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.kit.sentence import Sentence
from sunhall.ground.web.words import word


class FieldProblem(Schema):
    """What is wrong with one field and the way out."""

    field: str
    reason: str


class Problem(Schema):
    """RFC 9457, with the article of the rule and the fields that are wrong."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    article: str = ""
    fields: list[FieldProblem] = []


def problem(status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    """One problem as an answer."""
    body = Problem(title=word(title), status=status, detail=word(detail), **more).model_dump()
    return JsonResponse(
        body,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def told(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say as problems what the router refuses before any operation is reached."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return problem(404, "没有这个地址")
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        ways = Sentence("可用的方法：{ways}", ways=response["Allow"])
        answer = problem(405, "这个地址不接受这种方法", ways)
        answer["Allow"] = response["Allow"]
        return answer

    return through


def install(api: NinjaAPI) -> None:
    """Teach the API how each kind of refusal is answered."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(NotFound, lambda request, error: problem(404, "没有找到"))
    api.add_exception_handler(Http404, lambda request, error: problem(404, "没有找到"))
    api.add_exception_handler(AuthenticationError, _unknown)
    api.add_exception_handler(Forbidden, _forbidden)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _malformed)
    api.add_exception_handler(RequestDataTooBig, lambda r, e: problem(413, "内容过大"))
    api.add_exception_handler(OperationalError, _busy)
    api.add_exception_handler(TooOften, _too_often)
    api.add_exception_handler(TooMany, _too_many)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    reason, article = error.verdict.reason, error.verdict.article
    if error.field:
        return problem(
            422,
            "请修改后再提交",
            reason,
            article=article,
            fields=[FieldProblem(field=error.field, reason=word(reason))],
        )
    return problem(409, "现在不能这样做", reason, article=article)


def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(401, "需要接口密钥", "请在 Authorization 头中提供有效的 Bearer 密钥")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    words = permissions.names().get(error.permission, error.permission)
    detail = Sentence("密钥所属账号需要「{permission}」权限", permission=words)
    return problem(403, "没有这项权限", detail)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    fields = [
        FieldProblem(field=".".join(str(part) for part in one["loc"][1:]), reason=str(one["msg"]))
        for one in error.errors
    ]
    return problem(422, "请修改后再提交", "有字段缺失或格式不符", fields=fields)


def _malformed(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, "请求无法读取", str(error))


def _busy(request: HttpRequest, error: Any) -> HttpResponse:
    if "lock" not in str(error).lower():
        raise error
    answer = problem(503, "系统繁忙", "有其他人正在处理同一件事，请稍后再试")
    answer["Retry-After"] = "2"
    return answer


class TooMany(Exception):
    """A system hands in more than it may within the hour; wait a while."""


def _too_many(request: HttpRequest, error: Any) -> HttpResponse:
    detail = "一小时内提交的件数过多，请 10 分钟后再交；已交的可以照常查询"
    answer = problem(429, "提交过于频繁", detail)
    answer["Retry-After"] = "600"
    return answer


def _too_often(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(429, "尝试次数过多", "编号与查询码多次不符，请 15 分钟后再试")
    answer["Retry-After"] = "900"
    return answer
