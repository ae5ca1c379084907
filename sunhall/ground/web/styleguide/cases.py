"""Sample cases: clocks, timelines, inboxes, jobs."""

from datetime import date, datetime, timedelta
from typing import Any

from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.verdict import no

DUE = datetime(2026, 11, 27, 17, 30, tzinfo=LOCAL)
START = datetime(2026, 11, 19, 9, 5, tzinfo=LOCAL)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=LOCAL)


def _bar() -> dict[str, Any]:
    held = (datetime(2026, 11, 20, 9, tzinfo=LOCAL), datetime(2026, 11, 23, 9, tzinfo=LOCAL))
    return {
        "now": 560,
        "segments": [
            {"kind": "used", "offset": 0, "width": 200, "from_at": START, "to_at": held[0]},
            {
                "kind": "paused",
                "offset": 200,
                "width": 160,
                "from_at": held[0],
                "to_at": held[1],
                "ground": "等待鉴定",
            },
            {"kind": "used", "offset": 360, "width": 200, "from_at": held[1], "to_at": NOON},
            {"kind": "left", "offset": 560, "width": 440, "from_at": NOON, "to_at": DUE},
        ],
    }


def _late_bar() -> dict[str, Any]:
    late = DUE + timedelta(days=5)
    return {
        "now": 1000,
        "segments": [
            {"kind": "used", "offset": 0, "width": 700, "from_at": START, "to_at": DUE},
            {"kind": "over", "offset": 700, "width": 300, "from_at": DUE, "to_at": late},
        ],
    }


def _lines() -> list[dict[str, Any]]:
    told = [
        (19, False, 0, "起算日不计", "", "民法典第二百零一条"),
        (20, True, 1, "工作日", "", ""),
        (21, False, 1, "周末", "", ""),
        (22, False, 1, "周末", "", ""),
        (23, True, 2, "工作日", "", ""),
        (24, False, 2, "暂停", "等待鉴定", "鉴字〔2026〕12号"),
    ]
    names = ("counted", "running_total", "reason", "name", "source")
    return [
        {"day": date(2026, 11, day), **dict(zip(names, rest, strict=True))} for day, *rest in told
    ]


def samples() -> dict[str, Any]:
    """Where matters are and what happened to them."""
    return {
        "due": DUE,
        "bar": _bar(),
        "late_bar": _late_bar(),
        "lines": _lines(),
        "entries": [
            {"title": "答复", "text": "预计 11月27日(周五)17:30 前", "state": "next"},
            {
                "at": NOON,
                "title": "办理中",
                "who": "交通运输局 · 道路养护岗",
                "text": "已到现场查看，桥面东侧基础被水冲空，先设围挡和警示灯。",
                "state": "now",
            },
            {
                "at": START + timedelta(hours=3),
                "title": "已交办",
                "who": "热线中心",
                "state": "done",
            },
            {"at": START, "title": "已受理", "who": "热线中心 · 王", "state": "done"},
        ],
        "attempts": [
            {
                "at": NOON,
                "means": "电话",
                "to": "138****8000",
                "result": "未接通",
                "lasted": "响铃 25 秒",
                "by": "赵",
                "dispute_url": "#dispute",
            },
            {
                "at": START + timedelta(days=1),
                "means": "电话",
                "to": "138****8000",
                "result": "已说明",
                "lasted": "通话 3 分 12 秒",
                "by": "赵",
                "disputed": True,
            },
        ],
        "saved_views": [
            {"text": "待签收", "url": "#v1", "count": 4, "tone": "warn"},
            {"text": "今日到期", "url": "#v2", "count": 2, "current": True},
            {"text": "临期", "url": "#v3", "count": 7},
            {"text": "超期", "url": "#v4", "count": 1, "tone": "danger"},
            {"text": "等待对方（暂停）", "url": "#v5", "count": 12},
        ],
        "bulk_actions": [{"text": "签收…", "url": "#sign"}, {"text": "转办…", "url": "#pass"}],
        "bulk_rows": [
            {"number": "R2026-000123", "url": "#1", "ok": True, "text": "已转青禾镇人民政府"},
            {"number": "R2026-000098", "url": "#2", "ok": False, "text": "已办结，不能再转办"},
        ],
        "people": [{"name": "王敏", "editing": True}, {"name": "周", "editing": False}],
        "conflicts": [
            {
                "name": "outcome",
                "label": "办理结果",
                "mine": "部分解决：已设围挡，待雨季后修复",
                "theirs": "已解决",
            }
        ],
        "replies": [
            {
                "code": "received",
                "title": "已收到，正在核实",
                "text": "您反映的情况已收到，我们正在现场核实，三个工作日内把结果告诉您。",
            },
            {"code": "fixed", "title": "已修复", "text": "您反映的问题已修复，请您查看。"},
        ],
        "phases": [
            {"text": "读取文件", "done": True},
            {"text": "核对", "done": True},
            {"text": "写入", "current": True},
        ],
        "key_groups": [
            {
                "title": "列表",
                "keys": [("J", "下一件"), ("K", "上一件"), ("A", "签收"), ("R", "退回")],
            },
            {"title": "全局", "keys": [("/", "搜索"), ("Ctrl+K", "命令"), ("Ctrl+Enter", "提交")]},
        ],
        "refusal": no("不满意的诉求须先约谈，才能办结", article="县诉求办理办法第十六条"),
    }
