"""What happens to the calendar, to office hours, to limits and lights."""

from sunhall.ground.journal.events import Event, event

CALENDAR = "clocks:calendar"
LIMITS = "clocks:limits"


@event("载入 {first_year} 至 {last_year} 年工作日历（第 {version} 版）", stream=CALENDAR)
class CalendarSeeded(Event):
    """The table the house comes with is stored as rows; no day changes by it."""

    version: int
    first_year: int
    last_year: int


@event("提交 {year} 年放假安排（{number}）待审批", stream=CALENDAR)
class NoticeProposed(Event):
    proposal: int
    year: int
    number: str
    digest: str


@event("批准 {year} 年放假安排（{number}）", stream=CALENDAR)
class NoticeApproved(Event):
    proposal: int
    year: int
    number: str
    proposed_by: str


@event("退回 {year} 年放假安排（{number}）：{reason}", stream=CALENDAR, private=("reason",))
class NoticeRejected(Event):
    proposal: int
    year: int
    number: str
    reason: str


@event("工作日历第 {version} 版：{why}", stream=CALENDAR, private=("why",))
class CalendarChanged(Event):
    """Working days or office hours between two dates changed; running limits must be recomputed.

    `place` is the prefix of division codes concerned, empty for everywhere.
    """

    version: int
    first: str
    last: str
    place: str
    why: str


@event("{on} 改为{word}（{place}）：{reason}", stream=CALENDAR, private=("reason",))
class DayOverridden(Event):
    on: str
    place: str
    is_workday: bool
    word: str
    reason: str
    source: str
    proposed_by: str = ""


@event(
    "提交 {on} 的本地调整（{word}，{place}）待审批：{reason}", stream=CALENDAR, private=("reason",)
)
class DayProposed(Event):
    """`word` says what the day would become; 撤销 takes a local day back."""

    proposal: int
    on: str
    place: str
    word: str
    reason: str
    source: str


@event("退回 {on} 的本地调整：{reason}", stream=CALENDAR, private=("reason",))
class DayRejected(Event):
    proposal: int
    on: str
    reason: str


@event("撤销 {on} 的本地调整（{place}）：{reason}", stream=CALENDAR, private=("reason",))
class DayWithdrawn(Event):
    on: str
    place: str
    reason: str


@event("设置办公时间，自 {from_on} 起：{source}", stream=CALENDAR)
class OfficeHoursSet(Event):
    place: str
    organisation: str
    from_on: str
    to_on: str
    source: str


@event(
    "时限规则 {code} 第 {version} 版，自 {from_on} 起：{n}{unit}", stream=LIMITS, private=("why",)
)
class LimitRuleSet(Event):
    code: str
    version: int
    n: int
    unit: str
    extension: int
    from_on: str
    why: str


@event("提交自设时限 {code}（{name}：{n}{unit}）待审批", stream=LIMITS, private=("why",))
class LimitProposed(Event):
    proposal: int
    code: str
    name: str
    n: int
    unit: str
    why: str


@event("退回自设时限 {code}：{reason}", stream=LIMITS, private=("reason",))
class LimitRejected(Event):
    proposal: int
    code: str
    reason: str


@event("提交选用预设时限 {preset}，自 {from_on} 起，待审批", stream=LIMITS, private=("why",))
class PresetProposed(Event):
    proposal: int
    preset: str
    from_on: str
    source: str
    why: str


@event("批准选用预设时限 {preset}，自 {from_on} 起，{lines} 条", stream=LIMITS)
class PresetChosen(Event):
    """Each line that changed has a LimitRuleSet of its own before this."""

    proposal: int
    preset: str
    lines: int
    from_on: str
    source: str
    proposed_by: str


@event("退回选用预设时限 {preset}：{reason}", stream=LIMITS, private=("reason",))
class PresetRejected(Event):
    proposal: int
    preset: str
    reason: str


@event("载入时限规则表 {count} 条", stream=LIMITS)
class LimitsSeeded(Event):
    count: int


@event(
    "临期标准第 {version} 版，自 {from_on} 起：剩余 {share}% 或 {workdays} 个工作日",
    stream=LIMITS,
    private=("why",),
)
class LightsSet(Event):
    version: int
    share: int
    workdays: int
    from_on: str
    why: str


@event(
    "暂停事由 {code} 第 {version} 版，自 {from_on} 起：{words}（{article}）",
    stream=LIMITS,
    private=("why",),
)
class PauseGroundSet(Event):
    code: str
    version: int
    words: str
    article: str
    from_on: str
    to_on: str
    why: str


@event("载入暂停事由 {count} 条", stream=LIMITS)
class PauseGroundsSeeded(Event):
    count: int
