"""Sample content: answers, tables, tags, files, figures, empty states."""

from datetime import datetime
from typing import Any

from sunhall.ground.kit.now import LOCAL

AS_OF = datetime(2026, 11, 22, 9, 40, tzinfo=LOCAL)


def samples() -> dict[str, Any]:
    """What a page says, shows and links to."""
    return {
        "as_of": AS_OF,
        "answers": [
            {
                "label": "发生了什么",
                "value": "村口石桥东侧的路面塌了一块，约两米见方。",
                "change_url": "#what",
            },
            {"label": "手机号码", "value": "138****8000", "change_url": "#phone"},
            {"label": "照片", "value": "", "change_url": "#photo"},
        ],
        "tones": [
            ("已提交", "neutral"),
            ("已受理", "info"),
            ("待您补充", "warn"),
            ("已办结 · 已解决", "ok"),
            ("不予受理", "danger"),
            ("暂停计时", "pause"),
        ],
        "columns": [
            {"label": "编号"},
            {"label": "事由"},
            {"label": "最迟", "sort_url": "?sort=due", "sorted": "asc"},
            {"label": "已用工作日", "numeric": True, "sort_url": "?sort=used"},
        ],
        "cells": [
            ("R2026-000123", "石桥路面塌陷", "11月24日(周二)17:30", 3),
            ("R2026-000098", "自来水浑浊", "11月25日(周三)17:30", 2),
            ("R2026-000077", "广场舞音响夜间扰民，已多次反映", "12月1日(周二)17:30", 14),
        ],
        "faces": [
            {"text": "经过", "url": "#a", "current": True},
            {"text": "材料", "url": "#b", "count": 3},
            {"text": "联系记录", "url": "#c", "count": 2},
        ],
        "sample_files": [
            {"name": "石桥照片.jpg", "url": "#f1", "size": 214_512, "scanned": "clean"},
            {"name": "现场录像.mp4", "url": "#f2", "size": 8_214_512, "scanned": "off"},
            {"name": "情况说明（村委会盖章）.pdf", "url": "", "size": 95_000, "scanned": "pending"},
        ],
        "parts": [
            {"text": "申请人信息", "url": "#p1", "status": "已完成"},
            {"text": "上传材料", "url": "#p2", "status": "未开始", "tone": "info"},
        ],
        "next_lines": [
            "11月24日(周二)17:30 前，交通运输局与您联系",
            "11月27日(周五)17:30 前，答复发到您的手机",
            "答复后请您评价；不满意会安排当面约谈",
        ],
        "changes": [
            {"label": "承办单位", "old": "交通运输局", "new": "青禾镇人民政府"},
            {"label": "备注", "old": "", "new": "已电话说明"},
        ],
    }
