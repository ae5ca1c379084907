"""Which column of a table is which field: said by the operator, or guessed from its header."""

from collections.abc import Iterable, Mapping, Sequence

from sunhall.ground.kit.refusal import refuse
from sunhall.ground.kit.table import column_name, no_column

# Field → its Chinese words.
FIELDS = {
    "number": "编号",
    "person": "诉求人",
    "subject": "主题",
    "text": "内容",
    "received_at": "受理时间",
    "answer": "答复内容",
    "answered_at": "答复时间",
    "answer_days": "答复用时（天）",
    "class": "分类",
    "place": "地点",
    "channel": "来源渠道",
}

# What a file of rejected rows adds; never taken for columns of the source.
REJECT_COLUMNS = ("行号", "字段", "原因")

# Headers seen in exports of hotlines and mailboxes, the most telling first. `answer_days` is
# never guessed: too many columns hold a number of days.
_HEADERS = {
    "number": "留言编号 工单编号 诉求编号 受理编号 信件编号 投诉编号 件号 工单号 流水号 编号 id"
    " number unique_key service_request_id case_id caseid ticket_id request_id",
    "person": "留言用户 诉求人 来电人 反映人 投诉人 姓名 用户 联系人 person user requester caller",
    "subject": "留言主题 诉求主题 诉求标题 信件标题 标题 主题 subject title summary complaint_type"
    " request_type service_name",
    "text": "留言详情 留言内容 诉求内容 投诉件内容 投诉内容 信件内容 反映内容 问题描述 内容 详情"
    " text description details descriptor body content",
    "received_at": "留言时间 受理时间 诉求时间 来电时间 登记时间 投诉时间 来信时间 提交时间"
    " 创建时间 时间 日期 received_at created_at created_date opened created date"
    " requested_datetime",
    "answer": "答复意见 答复内容 回复内容 回复意见 办理结果 处理结果 答复 回复 回复1 answer reply"
    " response status_notes resolution",
    "answered_at": "答复时间 回复时间 办结时间 答复日期 回复日期 办结日期 answered_at replied_at"
    " closed_at closed_date closed resolved_at",
    "class": "分类 一级分类 一级标签 诉求分类 诉求类别 问题分类 类别 性质 class category type",
    "place": "区划 行政区划 所属区域 乡镇 镇街 街道 地点 区 place district area neighborhood",
    "channel": "来源渠道 受理渠道 诉求渠道 信息来源 渠道 来源 channel source",
}


def guess(headers: Sequence[str]) -> dict[str, str]:
    """Guess which header holds which field; an answer only where its time is known as well."""
    found: dict[str, str] = {}
    for field, known in _HEADERS.items():
        free = {_plain(header): header for header in reversed(headers)}
        for taken in found.values():
            free.pop(_plain(taken), None)
        hit = next((free[name] for name in known.split() if name in free), None)
        if hit is not None:
            found[field] = hit
    if ("answer" in found) != ("answered_at" in found):
        found.pop("answer", None)
        found.pop("answered_at", None)
    return found


def mapped(pairs: Iterable[str], headers: Sequence[str]) -> dict[str, str]:
    """Take `field=header` pairs; refuse an unknown field or a header the table does not have."""
    columns: dict[str, str] = {}
    for pair in pairs:
        field, equals, header = pair.partition("=")
        field, header = field.strip(), column_name(header)
        if not equals or field not in FIELDS:
            raise refuse(
                "“{pair}”写法不对，请写成 字段=列名，字段可以是：{known}",
                field="column",
                pair=pair,
                known=", ".join(FIELDS),
            )
        if header not in headers:
            raise no_column(header, headers, field=field)
        columns[field] = header
    return columns


def require_usable(columns: Mapping[str, str]) -> None:
    """Refuse a mapping that no row could satisfy: no words at all, or no time of receipt."""
    if not {"text", "subject"} & set(columns):
        raise refuse("请指明哪一列是内容或主题（text= 或 subject=）", field="text")
    if "received_at" not in columns:
        raise refuse("请指明哪一列是受理时间（received_at=）", field="received_at")


def _plain(header: str) -> str:
    return "".join(header.split()).casefold()
