"""The door for callbacks of the SMS gateway: texts that came in, and receipts of ours (H1, K7).

The form of a callback stands in `ground/inbox/adapters/sms`.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sunhall.api.errors import FieldProblem, problem
from sunhall.ground.inbox.adapters.sms.callback import MOST_BODY, NotSigned, Unreadable
from sunhall.ground.inbox.adapters.sms.receive import heed
from sunhall.ground.outbox.receipts import TooEarly
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.words import word


@csrf_exempt
@open_to_public
@require_POST
def heard(request: Request) -> HttpResponse:
    """Take one callback; 200 also when its id came before, so that nobody sends it for ever."""
    if not settings.SMS_KEY:
        return problem(404, "没有接入短信网关")
    stamp = request.headers.get("X-Timestamp", "")
    try:
        if len(request.body) > MOST_BODY:
            return problem(413, "内容过大")
        is_news = heed(request.body, stamp, request.headers.get("X-Signature", ""))
    except RequestDataTooBig:
        return problem(413, "内容过大")
    except NotSigned:
        return problem(401, "签名不符", "请核对密钥和时间；签名为时间戳、点和内容的 HMAC-SHA256")
    except Unreadable as error:
        field, reason = error.field, error.reason
        fields = [FieldProblem(field=field, reason=word(reason))] if field else []
        return problem(422, "请修改后再提交", reason, fields=fields)
    except TooEarly:
        answer = problem(503, "这条短信还在发送，请稍后再报")
        answer["Retry-After"] = "60"
        return answer
    return JsonResponse({"heeded": is_news})
