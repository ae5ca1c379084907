"""Organisations and posts: kinds, codes and what lies within what."""

import re

from sunhall.ground.kit.refusal import refuse

KINDS = {
    "county": "县级党政机关",
    "department": "部门",
    "town": "乡镇（街道）",
    "village": "村（社区）",
    "centre": "政务服务中心",
}

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def organisation_code(text: str) -> str:
    """Read a code such as `qh-mz`: each hyphen goes one step down the tree."""
    code = text.strip().lower()
    if not _CODE.fullmatch(code) or len(code) > 60:
        raise refuse("机构代码请用小写字母和数字，上下级之间用 - 连接，例如 qh-mz", field="code")
    return code


def plain_code(text: str, *, field: str = "code") -> str:
    """Read the code of a post or of a member of staff."""
    code = text.strip().lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,39}", code):
        raise refuse("代码请用小写字母、数字、点和 -，不超过 40 个字符", field=field)
    return code


def parent_code(code: str) -> str:
    """The code one step up, or ""."""
    return code.rpartition("-")[0]


def within_organisation(code: str, scope: str) -> bool:
    """Whether an organisation lies in a scope; the empty scope is everywhere."""
    return not scope or code == scope or code.startswith(f"{scope}-")
