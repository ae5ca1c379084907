"""The words of sittings: codes and their Chinese terms."""

KINDS = {"phone": "领导接听日", "radio": "电台栏目", "tv": "电视栏目"}
PROGRAMMES = ("radio", "tv")
GUEST_STATES = {"invited": "已邀请", "confirmed": "已确认", "replaced": "已由他人代替"}
CAME = {"before": "提前提问", "live": "当场来电"}
QUESTION_STATES = {
    "waiting": "待处理",
    "request": "已登记为诉求",
    "told": "当场答复",
    "left": "不再办理",
}
CONSENT_WAYS = {
    "form": "提问时勾选",
    "spoken": "来电时口头同意",
    "called": "拨打领导接听电话",
}
