"""Sample figures: enough points for every chart to have something to say."""

from datetime import date, timedelta
from typing import Any

TODAY = date(2026, 11, 22)
_ON_TIME = (92, 91, 93, 90, 92, 94, 93, 91, 92, 84, 93, 94)
_UNITS = (
    ("交通运输局", 182, 200),
    ("水利局", 61, 70),
    ("住建局", 241, 310),
    ("教育局", 88, 94),
    ("青禾镇", 412, 440),
    ("云台乡", 15, 18),
    ("民政局", 130, 140),
    ("市场监管局", 205, 222),
)


def samples() -> dict[str, Any]:
    """Numbers of an invented county."""
    days = [TODAY - timedelta(days=n) for n in range(34, -1, -1)]
    return {
        "today": TODAY,
        "topic_rows": [
            {"label": "道路交通", "value": 1240},
            {"label": "供水供电", "value": 861},
            {"label": "噪声扰民", "value": 402},
            {"label": "社会保障与医疗保险经办服务", "value": 77},
        ],
        "week_rows": [
            {"label": label, "value": value, "is_odd": value > 7, "note": f"{value + 1}"}
            for label, value in (("10/5", 0), ("10/12", 1), ("10/19", 2), ("10/26", 0), ("11/2", 8))
        ],
        "drop_rows": [
            {"label": "提交", "value": 1000},
            {"label": "受理", "value": 962, "note": "38 件不属于受理范围"},
            {"label": "答复", "value": 951, "note": "11 件撤回"},
            {"label": "认可", "value": 873, "note": "78 件进入约谈"},
        ],
        "level_rows": [
            {"label": "青禾镇", "counts": (52, 30, 10, 5, 3)},
            {"label": "云台乡", "counts": (20, 22, 21, 25, 12)},
            {"label": "县直部门", "counts": (310, 220, 81, 30, 9)},
        ],
        "speed_rows": [
            {"label": "道路破损", "p50": 2.5, "p90": 4.8, "promise": 5, "n": 182},
            {"label": "噪声扰民", "p50": 3.1, "p90": 7.2, "promise": 5, "n": 96},
        ],
        "busy_days": [
            {
                "day": day,
                "value": 0 if day.weekday() > 4 else (day.day * 7) % 41 + 6,
                "mark": "班" if day == date(2026, 10, 24) else "",
            }
            for day in days
        ],
        "busy_hours": [
            [(hour * 13 + weekday * 5) % 29 for hour in range(8)] for weekday in range(5)
        ],
        "hours": ["9", "10", "11", "12", "14", "15", "16", "17"],
        "on_time": [
            {"label": f"{month}月", "hits": hits * 3, "n": 300}
            for month, hits in zip((12, *range(1, 12)), _ON_TIME, strict=True)
        ],
        "units": [
            {"label": name, "hits": hits, "n": n, "url": "#unit"} for name, hits, n in _UNITS
        ],
        "open_cases": [
            {
                "label": f"R2026-{100 + i:06d}",
                "due_on": TODAY + timedelta(days=(i * 5) % 9 - 1),
                "url": f"#case-{i}",
                "light": ("bad", "warn", "ok")[min(2, max(0, (i * 5) % 9 - 1 + 1))],
            }
            for i in range(23)
        ],
    }
