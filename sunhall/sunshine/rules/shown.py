"""What may be published: an allow-list, and nothing of fewer than ten (PIPL 25; ux E60)."""

from datetime import date

LEAST = 10
MOST_MONTHS = 12

# The only columns of the published rows. No number, person, place, day or text; and what people
# said stands in a table of its own, so that nobody's opinion can be found by how it was handled.
ROW_COLUMNS = (
    ("first", "所属期的起月"),
    ("last", "所属期的止月"),
    ("answered", "是否已答复"),
    ("on_time", "到期件是否按时答复"),
    ("working_days", "答复用时（工作日）"),
)
OPINION_COLUMNS = (
    ("first", "所属期的起月"),
    ("last", "所属期的止月"),
    ("question", "是否满意、是否已回访、约谈后是否满意或理解、评价，依次各用一个英文词"),
    ("answer", "回答；评价为 1 至 5"),
    ("count", "件数"),
)
GROUP_COLUMNS = (
    ("first", "所属期的起月"),
    ("last", "所属期的止月"),
    ("by", "office 为承办单位，topic 为一级分类"),
    ("name", "名称"),
    ("received", "收到"),
    ("answered", "已答复"),
    ("due", "到期件"),
    ("on_time", "其中按时答复"),
    ("said", "有明确表示"),
    ("satisfied", "其中满意"),
)

# Figures shown to everybody, in this order.
SHOWN = (
    "received", "answered", "reply_rate", "on_time_rate", "late", "median_working_days",
    "p90_working_days", "revisit_rate", "understanding_rate", "satisfaction_rate",
)  # fmt: skip
# Those that are also shown of one office; of a topic only how often it was raised.
SHOWN_OF_PART = ("received", "answered", "reply_rate", "on_time_rate", "late", "satisfaction_rate")

# When a definition or the list of figures changed, the newest first.
REVISIONS = (
    (date(2026, 11, 23), "改为按固定的期公布：全县按月，单位和分类按季；公布后不再改动"),
    (date(2026, 11, 22), "首次公布全部指标和口径"),
)


def shown(value: float | int | None, n: int) -> float | int | None:
    """The value, or nothing when too few stand behind it."""
    return value if n >= LEAST else None
