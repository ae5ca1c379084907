"""Where an article and each of its versions stand (H12)."""

from datetime import date

DRAFT, SUBMITTED, RETURNED = "draft", "submitted", "returned"
PUBLISHED, REPLACED, WITHDRAWN = "published", "replaced", "withdrawn"

# Of an article. 已过期 is no state: a day passes, nobody writes.
STATES = {DRAFT: "未发布", PUBLISHED: "已发布", WITHDRAWN: "已撤下"}
VERSION_STATES = {
    DRAFT: "草稿",
    SUBMITTED: "待审核",
    RETURNED: "退回修改",
    PUBLISHED: "已发布",
    REPLACED: "已被新版本替换",
    WITHDRAWN: "已撤下",
}

# What the owner says to 这条有误.
CORRECTED = "corrected"
VERDICTS = {CORRECTED: "确有错误，已改正", "correcting": "确有错误，正在改", "right": "内容无误"}

# Codes of the limits in the deadline rule table: a county changes them there.
DOUBT_LIMIT, REMIND_LIMIT = "KB_DOUBT", "KB_REMIND"


def is_expired(valid_until: date, today: date) -> bool:
    """Whether the last day on which an article holds is over."""
    return valid_until < today
