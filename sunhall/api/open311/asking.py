"""What a list of requests was asked for: numbers, services, statuses, a span of time, a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sunhall.api.open311.doors import Wrong
from sunhall.api.open311.services import class_of, require_known
from sunhall.api.open311.statuses import STATUSES, phases_of
from sunhall.ground.kit.given import whole
from sunhall.ground.kit.now import LOCAL, now

SPAN = timedelta(days=90)
MOST = 1000
# A page has room for more, but guessing many numbers in one call should not be easy.
MOST_NUMBERS = 50
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# A plus sign that was not escaped arrives as a space.
_OFFSET = re.compile(r" (\d\d:?\d\d)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """One page of requests received from `start` to `end`, both counted."""

    start: datetime
    end: datetime
    classes: tuple[str, ...]
    phases: tuple[str, ...]
    page: int
    size: int


def numbers_asked(given: Mapping[str, str]) -> list[str]:
    """The numbers of requests that were asked for by name."""
    numbers = _words(given.get("service_request_id", ""))
    if len(numbers) > MOST_NUMBERS:
        raise Wrong(400, ("service_request_id", f"一次最多查询 {MOST_NUMBERS} 个编号，请分几次"))
    return numbers


def asked(given: Mapping[str, str]) -> Asked:
    """Read the other arguments; what is empty counts as not given."""
    codes, statuses = (_words(given.get(name, "")) for name in ("service_code", "status"))
    require_known(codes)
    if strange := [one for one in statuses if one not in STATUSES]:
        raise Wrong(400, ("status", f"{strange[0][:20]} 不是状态，请填写 open 或 closed"))
    start, end = _span(given)
    return Asked(
        start,
        end,
        tuple(map(class_of, codes)),
        phases_of(statuses),
        _number(given, "page", 1, 10**6),
        _number(given, "page_size", MOST, MOST),
    )


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(word for part in text.split(",") if (word := part.strip())))


def _span(given: Mapping[str, str]) -> tuple[datetime, datetime]:
    start = _instant(given, "start_date")
    end = _instant(given, "end_date", is_end=True)
    if start is None:
        end = end or now()
        return end - SPAN, end
    end = end or start + SPAN
    if end < start:
        raise Wrong(400, ("end_date", "应不早于 start_date"))
    if (end.astimezone(LOCAL).date() - start.astimezone(LOCAL).date()) > SPAN:
        raise Wrong(400, ("start_date", "与 end_date 相距最多 90 天，请分几次查询"))
    return start, end


def _instant(given: Mapping[str, str], field: str, *, is_end: bool = False) -> datetime | None:
    text = given.get(field, "").strip()
    if not text:
        return None
    try:
        at = datetime.fromisoformat(_OFFSET.sub(r"+\1", text) if "T" in text else text)
    except ValueError:
        at = None
    if at is None or not 1990 <= at.year <= 2190:
        words = "请写成 2026-01-31T09:30:00+08:00 这样的时间（网址中 + 写作 %2B）"
        raise Wrong(400, (field, words))
    at = at if at.tzinfo else at.replace(tzinfo=LOCAL)
    if is_end and _DAY.fullmatch(text):
        return at + timedelta(days=1, microseconds=-1)
    return at


def _number(given: Mapping[str, str], field: str, usual: int, most: int) -> int:
    text = given.get(field, "").strip()
    if not text:
        return usual
    number = whole(text) or 0
    if not 1 <= number <= most:
        raise Wrong(400, (field, f"请填写 1 到 {most} 的整数"))
    return number
