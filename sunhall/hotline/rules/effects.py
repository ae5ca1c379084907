"""Figures of dialogues 约谈成效: held, content, brought again, promises kept (H6; 000#1 四)."""

from dataclasses import dataclass
from datetime import date

from sunhall.hotline.rules.figures import RULES_000, UNDERSTOOD
from sunhall.matters.rules.figures import Definition

HOUSE = "本系统建议口径（待核：没有查到统一定义）"


@dataclass(frozen=True)
class Window:
    """How many days after a dialogue a new request of the same person counts, from a day on."""

    days: int
    from_on: date
    source: str


WINDOWS = (Window(90, date(2000, 1, 1), HOUSE),)


def window_on(day: date) -> Window:
    """The window in force on a day."""
    return max((one for one in WINDOWS if one.from_on <= day), key=lambda one: one.from_on)


HELD = Definition(
    "talks_held",
    "约谈次数",
    "期内举行并记录的约谈，按约谈当天（北京时间）计入；同一件约谈两次计两次",
    "约谈次数",
    source=RULES_000,
)
CONTENT = Definition(
    "talks_content",
    "满意或理解率",
    "约谈结果为满意或理解的次数占约谈次数的比例",
    "结果为满意或理解的次数",
    "约谈次数",
    source=RULES_000,
    is_rate=True,
)
AGAIN = Definition(
    "talks_again",
    "约谈后再提率",
    "约谈后同一件又再约谈，或提请联席会议复核的次数占约谈次数的比例，越低越好",
    "又再约谈或提请复核的次数",
    "约谈次数",
    source=HOUSE,
    is_rate=True,
)
REFILED = Definition(
    "talks_refiled",
    "约谈后再反映率",
    "约谈后 90 天内，同一诉求人又提出同一分类诉求的次数占比，越低越好；观察期未满的也计入",
    "90 天内又提出同类诉求的次数",
    "登记了诉求人的约谈次数",
    "没有登记诉求人的件；约谈商定另立的件不算再反映",
    HOUSE,
    is_rate=True,
)
SERVED = Definition(
    "talks_served",
    "法律志愿者参加率",
    "有法律志愿者到场的次数占约谈次数的比例",
    "法律志愿者到场的次数",
    "约谈次数",
    source=RULES_000,
    is_rate=True,
)
MINUTES = Definition(
    "talks_minutes",
    "法律志愿者服务分钟",
    "期内约谈中法律志愿者到场的分钟数之和",
    "服务分钟数",
    source=RULES_000,
)
KEPT = Definition(
    "talks_kept",
    "约定事项兑现率",
    "期内约谈商定或责成办理、已经到期或办完的事项中，按期办成且诉求人没有否认的比例",
    "按期兑现的事项",
    "商定事项减去还在期限内办理的",
    "还在期限内办理的事项",
    HOUSE,
    is_rate=True,
)
DEFINITIONS = {one.name: one for one in (HELD, CONTENT, AGAIN, REFILED, SERVED, MINUTES, KEPT)}
GROUPS = {"office": "单位", "place": "镇街", "month": "月份"}
CONTENTED = UNDERSTOOD
