"""The door for callbacks of a telephone exchange: signed, once each, refused with the reason (H1).

The form of a callback stands in `ground/lines/webhook.py`.
"""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sunhall.api.errors import FieldProblem, problem
from sunhall.ground.kit.sentence import Sentence
from sunhall.ground.lines import webhook
from sunhall.ground.lines.exchange import WEBHOOK
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.words import word


@csrf_exempt
@open_to_public
@require_POST
def heard(request: Request) -> HttpResponse:
    """Take one callback; 200 also when its id came before, so that nobody sends it for ever."""
    if settings.LINES != WEBHOOK:
        return problem(404, "没有接入这种电话交换机")
    if len(request.body) > webhook.MOST_BODY:
        return problem(413, "内容过大")
    stamp = request.headers.get("X-Timestamp", "")
    signed = request.headers.get("X-Signature", "")
    try:
        is_new = webhook.receive(request.body, stamp, signed)
    except webhook.NotSigned:
        return problem(401, "签名不符", "请核对密钥和时间；签名为时间戳、点和内容的 HMAC-SHA256")
    except webhook.Unreadable as error:
        return _unreadable(error)
    return JsonResponse({"heeded": is_new})


def _unreadable(error: webhook.Unreadable) -> HttpResponse:
    reason = error.reason
    if error.field == "event":
        reason = Sentence("没有这种事件；可用：{events}", events="、".join(webhook.EVENTS))
    fields = [FieldProblem(field=error.field, reason=word(reason))] if error.field else []
    return problem(422, "请修改后再提交", reason, fields=fields)
