"""The words of a supervision letter, as first laid; a county's own are another version (H7)."""

from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True)
class Wording:
    """The words of a letter, a version of a text that a county may change."""

    version: int
    source: str
    title: str
    opening: str
    reason: dict[str, str]
    demands: str
    contact: str


WORDINGS = (
    Wording(
        version=1,
        source="政府督查工作条例第十四条；潍坊市12345政务服务便民热线条例第二十六条",
        title="关于限期办理{number}号群众诉求的督办函",
        opening="{opened}，群众通过{channel}反映：“{subject}”（编号{number}），由你岗位承办。",
        reason={
            "refused": "此件交办后至今没有签收或者受理。",
            "overdue": "此件应于{due}前办结，现已超过期限。",
            "unsolved": "此件已经答复，但群众反映问题没有解决。",
            "poor": "群众对办理过程提出异议，办理不力，已造成不良影响。",
            "other": "",
        },
        demands="请于{until}前查明原因，依法依规办理，直接答复群众，并通过平台书面回复办理情况。"
        "不能按期办结的，写明原因和办结日期。",
        contact="联系电话：{phone}",
    ),
)
WORDING = WORDINGS[-1]


def wording(version: int) -> Wording:
    """The words of a version."""
    return next(one for one in WORDINGS if one.version == version)


def fill(text: str, facts: dict[str, str]) -> str:
    """Put facts into a text of the house: only names that it holds, nothing is evaluated."""
    parts = Formatter().parse(text)
    return "".join(before + (facts.get(name, "") if name else "") for before, name, _, _ in parts)
