"""The door for calls of WeChat: messages and events of the official account (H1).

The scheme stands in `ground/inbox/adapters/wechat`.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sunhall.api.errors import FieldProblem, problem
from sunhall.ground.inbox.adapters.wechat.account import account
from sunhall.ground.inbox.adapters.wechat.message import Unreadable
from sunhall.ground.inbox.adapters.wechat.receive import NOTHING, echo, heed
from sunhall.ground.inbox.adapters.wechat.signed import MOST_BODY, NotSigned
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.words import word


@csrf_exempt
@open_to_public
@require_http_methods(["GET", "POST"])
def heard(request: Request) -> HttpResponse:
    """Answer one call; the same one is answered the same, however often it comes."""
    one = account()
    if one is None:
        return problem(404, "没有接入微信公众号")
    query = {name: str(request.GET[name]) for name in request.GET}
    try:
        if request.method == "GET":
            return HttpResponse(echo(one, query), content_type="text/plain; charset=utf-8")
        if len(request.body) > MOST_BODY:
            return problem(413, "内容过大")
        answer = heed(one, query, request.body)
    except RequestDataTooBig:
        return problem(413, "内容过大")
    except NotSigned:
        return problem(403, "签名不符", "请核对令牌、密钥和时间；同一个签名只能用一次")
    except Unreadable as error:
        field, reason = error.field, error.reason
        fields = [FieldProblem(field=field, reason=word(reason))] if field else []
        return problem(422, "消息读不出来，已留给工作人员", reason, fields=fields)
    kind = "text/plain" if answer == NOTHING else "application/xml"
    return HttpResponse(answer, content_type=f"{kind}; charset=utf-8")
