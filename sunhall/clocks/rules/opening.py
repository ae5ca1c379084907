"""What the house opens with before anybody has set anything: version 0 of hours and lights (K3).

A county replaces these rows with its own; until then nothing stands still for want of them.
"""

from datetime import date, time

from sunhall.clocks.rules.grounds import GROUNDS as PRINTED
from sunhall.clocks.rules.grounds import Ground
from sunhall.clocks.rules.hours import Interval, OfficeHours, Timetable, Week
from sunhall.clocks.rules.light import Thresholds
from sunhall.clocks.rules.presets import HOTLINE
from sunhall.clocks.rules.table import STATUTORY, LimitRow

MORNING: Interval = (time(8, 30), time(12))
AFTERNOON: Interval = (time(14, 30), time(17, 30))
DAY_OFF: tuple[Interval, ...] = ()

WEEK: Week = (*((MORNING, AFTERNOON),) * 5, DAY_OFF, DAY_OFF)
HOURS_SOURCE = "机关作息默认值，启用前由本地确认"
HOURS = OfficeHours((Timetable(WEEK),), HOURS_SOURCE)

LIGHTS = Thresholds(
    share=20, workdays=1, version=0, source="电子监察通行做法：期满前 1 个工作日或剩余 20% 时预警"
)

LIMITS: dict[str, LimitRow] = {row.code: row for row in (*STATUTORY, *HOTLINE)}
GROUNDS: dict[str, Ground] = {ground.code: ground for ground in PRINTED}
FIRST_DAY = date(2010, 1, 1)
