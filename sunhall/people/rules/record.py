"""What is known of a person, and what may be done with it."""

from dataclasses import dataclass

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

KINDS = {"natural": "个人", "enterprise": "企业或组织"}
ASKED = {"correct": "更正", "erase": "删除"}

# Sealed field → Chinese words.
FIELDS = {
    "name": "姓名或名称",
    "phone": "电话",
    "email": "电子邮箱",
    "id_number": "身份证号码",
    "address": "住址",
}

LEAST_REASON = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """A person as the rules see them."""

    kind: str
    is_merged: bool
    is_erased: bool
    id_number: str = ""
    credit_code: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing held about a person: what, where it came from, where to see it."""

    what: str
    value: str
    source: str = ""
    link: str = ""


def may_reveal(actor: Actor, reason: str) -> Verdict:
    """Only with the permission and a reason is a sealed value read (PIPL 51; norms 5.2)."""
    if not actor.may("people.reveal"):
        return no(
            "您的岗位没有查看个人信息原文的权限，请联系本单位负责人",
            article="个人信息保护法 第51条",
        )
    if len(reason.strip()) < LEAST_REASON:
        return no("请填写查看原因（至少 4 个字），会记入查看日志", article="个人信息保护法 第51条")
    return YES


def may_correct(actor: Actor, facts: Facts) -> Verdict:
    """Records are put right by who keeps them, and never after a deletion (PIPL 46, 47)."""
    if actor.code != "system" and not actor.may("people.manage"):
        return no("更正个人信息须由登记人员办理", article="个人信息保护法 第46条")
    if facts.is_erased:
        return no("这份登记已依法删除，请不要再填写", article="个人信息保护法 第47条")
    return YES


def may_merge(actor: Actor, kept: Facts, double: Facts) -> Verdict:
    """Two records of one person become one, with the consent of an operator (K6; H13)."""
    if not actor.may("people.manage"):
        return no("合并登记须由热线坐席或登记人员确认")
    if kept.is_erased or double.is_erased:
        return no("其中一份登记已依法删除，请不要合并")
    if kept.is_merged or double.is_merged:
        return no("其中一份登记已经合并过，请先撤销原合并")
    if kept.kind != double.kind:
        return no("个人与企业的登记请不要合并")
    for words, one, other in (
        ("身份证号码", kept.id_number, double.id_number),
        ("统一社会信用代码", kept.credit_code, double.credit_code),
    ):
        if one and other and one != other:
            return no("两份登记的{words}不同，不是同一人", words=words)
    return YES


def may_unmerge(actor: Actor, double: Facts) -> Verdict:
    """A merge can be taken back."""
    if not actor.may("people.manage"):
        return no("撤销合并须由热线坐席或登记人员确认")
    if not double.is_merged:
        return no("这份登记没有合并过")
    return YES
