"""来件渠道: how each channel in is, what waits there, and what a person must decide (H1, K7)."""

from typing import Any

from django.conf import settings
from django.contrib import messages as told
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files
from sunhall.ground.files import serve
from sunhall.ground.inbox import lights, settle
from sunhall.ground.inbox import queries as inbox
from sunhall.ground.inbox.channel import Unwell
from sunhall.ground.inbox.channels import ADAPTERS, adapter
from sunhall.ground.journal import stuck
from sunhall.ground.outbox import queries as outbox
from sunhall.ground.sealed.masks import mask_email, mask_name, mask_phone
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page
from sunhall.hotline import queries as hotline
from sunhall.workbench.views.forms import RefuseItemForm

MOST, LATEST = 100, 30

# Why an item waits for a person or was refused, in words.
CAUSES = {
    "auto": "自动回复", "bounce": "退信", "own": "本单位自己的地址", "bulk": "群发或系统发出",
    "large": "过大", "flood": "同一发件人一小时内过多", "unreadable": "读不出来",
    "nobody": "发件人不明",
    "empty": "没有内容", "person": "人工判断",
    "erased": "已依法删除",
    "stop": "退订", "start": "恢复订阅",
}  # fmt: skip
STATES = {
    "waiting": ("正在登记", "info"), "taken": ("已登记", "ok"), "held": ("待人工", "warn"),
    "refused": ("不予登记", "neutral"),
}  # fmt: skip
# What a message that goes out over a channel is for; others are called by their code.
TEMPLATES = {
    "request-received": "受理回执", "request-supplemented": "补充确认",
    "request-answered": "答复通知", "letter-files": "材料没有收全",
    "letter-too-large": "来信过大", "dialogue-planned": "约谈通知",
    "dialogue-moved": "约谈改期通知", "dialogue-cancelled": "约谈取消通知",
    "dialogue-tomorrow": "约谈提醒", "joint-referred": "联席会议复核通知", "phone-code": "验证码",
    "messages-stopped": "退订确认", "messages-resumed": "订阅确认",
}  # fmt: skip
# What became of a message that went out.
FATES = {
    "queued": ("等待发送", "info"), "sending": ("正在发送", "info"),
    "sent": ("已发出", "neutral"), "dead": ("未发出或被退回", "danger"),
}  # fmt: skip


@staff("inbox.watch")
@require_GET
def channels(request: Request) -> HttpResponse:
    """Lights of the channels, what waits, and what came in last."""
    open_ = list(inbox.open_items()[:MOST])
    latest = list(inbox.latest_items()[:LATEST])
    return page(
        request,
        "workbench/channels.html",
        lights=lights.lights(),
        open_items=_rows(request.actor, open_),
        latest=_rows(request.actor, latest),
        may_read=request.actor.may("hotline.register"),
    )


@staff("inbox.watch")
@require_GET
def channel(request: Request, channel: str) -> HttpResponse:
    """One channel: how it is set, how it is, and what became of what went out over it."""
    one = adapter(channel)
    out = list(outbox.latest_messages(channel)[:LATEST])
    numbers = hotline.numbers_seen(request.actor, out)
    return page(
        request,
        "workbench/channel.html",
        adapter=one,
        lights=lights.lights_of(one),
        door=settings.SITE_URL + one.door if one.door else "",
        knocked_at=lights.knocked_at(channel),
        is_sending=channel in settings.OUTBOX_CHANNELS,
        counts=outbox.counts_of(channel),
        out=[
            (message, _purpose(message), _fate(message), numbers.get(message.code, ""))
            for message in out
        ],
        may_read=request.actor.may("hotline.register"),
    )


def _purpose(message: Any) -> str:
    code = str(message.template.code)
    return TEMPLATES.get(code, code)


def _fate(message: Any) -> tuple[str, str]:
    """What became of a message that went out, with its tone."""
    if message.delivered_at:
        return "已送达", "ok"
    return FATES[message.state]


@staff("inbox.watch")
@require_POST
def check(request: Request, channel: str) -> HttpResponse:
    """Ask one account whether it is well 自检."""
    try:
        adapter(channel).probe(request.POST.get("account", ""))
    except Unwell as unwell:
        told.error(request, str(unwell))
    else:
        told.success(request, _("自检通过"))
    return redirect("workbench:channel", channel)


@staff("inbox.watch")
@require_POST
def retry(request: Request, code: str) -> HttpResponse:
    """Try once more to register an item whose registration failed."""
    delivery = inbox.deliveries_of([code]).get(inbox.item(code).code)
    if delivery is None:
        told.info(request, _("这件来件没有待重试的登记"))
    else:
        stuck.retry_delivery(delivery.pk, by=request.actor)
        told.success(request, _("已安排重试"))
    return redirect("workbench:channels")


@staff("hotline.register")
@require_GET
def item(request: Request, code: str) -> HttpResponse:
    """One item with its words and files."""
    return _item(request, code, RefuseItemForm())


@staff("hotline.register")
@require_POST
def release(request: Request, code: str) -> HttpResponse:
    """Have an item registered after all 交办登记."""
    hotline.item_for(request.actor, code)
    settle.release_item(code, by=request.actor)
    told.success(request, _("已交办登记，稍后在“最近来件”里可以看到编号"))
    return redirect("workbench:channels")


@staff("hotline.register")
@require_POST
def refuse(request: Request, code: str) -> HttpResponse:
    """Say that an item becomes nothing 不予登记, with the reason."""
    hotline.item_for(request.actor, code)
    form = RefuseItemForm(request.POST)
    if form.is_valid() and taken(
        form, lambda: settle.refuse_item(code, by=request.actor, **form.cleaned_data)
    ):
        told.success(request, _("已记录，不予登记"))
        return redirect("workbench:channels")
    return _item(request, code, form)


@staff("hotline.register")
@require_GET
def file(request: Request, code: str, file: str) -> HttpResponseBase:
    """Open a file of an item, or save its original."""
    found = hotline.item_for(request.actor, code)
    stored = files.file_of(found.owner_of_files, file)
    return serve.stream(request, stored, by=request.actor)


def _item(request: Request, code: str, form: RefuseItemForm) -> HttpResponse:
    found = hotline.item_for(request.actor, code)
    [row] = _rows(request.actor, [found])
    kept = list(files.files_of(found.owner_of_files))
    return page(
        request,
        "workbench/incoming.html",
        row=row,
        item=found,
        form=form,
        files=[stored for stored in kept if stored.code != found.raw],
        original=next((stored for stored in kept if stored.code == found.raw), None),
        decidable=found.state in ("held", "refused"),
    )


def _rows(actor: Actor, items: list[Any]) -> list[dict[str, Any]]:
    """Items as a list shows them: the sender masked, the number for whoever may see the request."""
    owed = inbox.deliveries_of(item.code for item in items)
    numbers = hotline.numbers_seen(actor, items)
    names = {one.code: one.words for one in ADAPTERS}
    accounts = {
        (one.code, account.code): account.name for one in ADAPTERS for account in one.accounts()
    }
    return [
        {
            "item": item,
            "channel": names.get(item.channel, item.channel),
            "account": accounts.get((item.channel, item.account), _unnamed(item)),
            "sender": _masked(item) if actor.may("hotline.register") else "",
            "state": STATES[item.state],
            "cause": CAUSES.get(item.cause, item.cause),
            "number": numbers.get(item.code, ""),
            "owed": owed.get(item.code),
        }
        for item in items
    ]


def _unnamed(item: Any) -> str:
    """An account that is configured no more has its code; the one of WeChat needs no name."""
    return "" if item.channel == "wechat" else str(item.account)


def _masked(item: Any) -> str:
    if item.channel == "wechat":
        # An openid tells nobody anything, and is nobody's to read.
        return _("微信用户") if item.sender else ""
    mask = mask_email if item.channel == "email" else mask_phone
    return " ".join(filter(None, (mask_name(item.sender_name, "list"), mask(item.sender, "list"))))
