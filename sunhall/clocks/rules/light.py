"""Lamps 灯: ● 正常 ▲ 临期 ■ 超期 ‖ 暂停, a plain comparison of moments (K3; ux A, lamps)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sunhall.ground.kit.refusal import refuse


class Lamp(Enum):
    """A state with its shape and its word; never colour alone."""

    OK = ("ok", "●", "正常")
    WARN = ("warn", "▲", "临期")
    BAD = ("bad", "■", "超期")
    PAUSED = ("paused", "‖", "暂停")
    MET = ("met", "●", "按时办结")
    MET_LATE = ("met-late", "■", "超期办结")

    def __init__(self, state: str, shape: str, word: str) -> None:
        self.state = state
        self.shape = shape
        self.word = word


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a limit is near: at most `share` per cent or at most `workdays` working days left.

    A row of versioned data.
    """

    share: int
    workdays: int
    version: int = 0
    source: str = ""
    from_on: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 100:
            raise refuse("临期比例请输入 0 到 100 之间的整数。", field="share")
        if self.workdays < 0:
            raise refuse("临期工作日数请输入 0 或更大的整数。", field="workdays")


def light(
    *,
    now: datetime,
    due_at: datetime | None,
    warn_at: datetime | None = None,
    paused: bool = False,
    met_at: datetime | None = None,
) -> Lamp:
    """Say which lamp a clock shows.

    What has passed its limit is late for ever: an answer after the due moment is 超期办结, and
    a pause begun after it hides nothing.
    """
    if met_at is not None:
        return Lamp.MET if due_at is None or met_at <= due_at else Lamp.MET_LATE
    if due_at is not None and now > due_at:
        return Lamp.BAD
    if paused or due_at is None:
        return Lamp.PAUSED
    if warn_at is not None and now >= warn_at:
        return Lamp.WARN
    return Lamp.OK
