"""Roles and accounts: who grants, what excludes what, who needs a second factor."""

from collections.abc import Collection

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

# 系统管理员、安全管理员、审计管理员: no one holds two (GB/T 22239-2019 安全管理中心).
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")
SECOND_FACTOR = frozenset({*ADMINISTRATORS, "leader"})

ROLES = {
    "system_admin": "系统管理员",
    "security_admin": "安全管理员",
    "audit_admin": "审计管理员",
    "operator": "热线坐席",
    "handler": "承办人",
    "head": "单位负责人",
    "revisitor": "回访员",
    "hotline_manager": "热线负责人",
    "inspector": "纪检监察",
    "supervisor": "督查员",
    "leader": "领导",
}

# How a sign-in ends before it is idle.
SIGN_IN_ENDS = {
    "newer": "同时登录的设备超过上限，由新的登录替下",
    "own": "本人在另一台设备上结束",
    "security": "安全管理员结束",
    "left": "本人退出",
}

_ARTICLE = "GB/T 22239-2019 安全管理中心"


def role_words(role: str) -> str:
    """The Chinese words of a role; a role taught later shows its own name."""
    return ROLES.get(role, role)


def may_manage(actor: Actor) -> Verdict:
    """Organisations, posts and staff are kept by the system administrator."""
    if actor.code == "system" or actor.may("directory.manage"):
        return YES
    return no("机构、岗位和人员由系统管理员维护", article=_ARTICLE)


def may_plan(actor: Actor, staff: str) -> Verdict:
    """Leave and duty are decided by a leader or the system administrator, never for oneself."""
    if actor.code == f"staff:{staff}":
        return no("本人的请假须由他人批准")
    if actor.code == "system" or actor.may("directory.leave") or actor.may("directory.manage"):
        return YES
    return no("请假与值班由领导或系统管理员安排")


def may_grant(actor: Actor, staff: str, role: str, held: Collection[str]) -> Verdict:
    """The security administrator grants; nobody grants to himself; administrators exclude."""
    if actor.code == f"staff:{staff}":
        return no("不能给自己授权或收回自己的角色", article=_ARTICLE)
    if actor.code != "system" and not actor.may("directory.grant"):
        return no("角色由安全管理员授予", article=_ARTICLE)
    other = set(held) & set(ADMINISTRATORS) - {role}
    if role in ADMINISTRATORS and other:
        return no(
            "已是{role}，系统、安全、审计管理员不得由一人兼任",
            article=_ARTICLE,
            role=role_words(min(other)),
        )
    return YES


def may_keep_keys(actor: Actor, staff: str) -> Verdict:
    """A key passes on every power of an account: it needs what granting needs (访问控制)."""
    if actor.code == f"staff:{staff}":
        return no("不能给自己发放或收回接口密钥", article=_ARTICLE)
    if actor.code != "system" and not actor.may("directory.grant"):
        return no("接口密钥由安全管理员发放与收回", article=_ARTICLE)
    return YES


def may_end_sign_ins(actor: Actor, staff: str) -> Verdict:
    """The security administrator ends the sign-ins of others; one's own end on one's own page."""
    if actor.code == f"staff:{staff}":
        return no("自己的登录请在“登录设备”页面结束")
    if actor.code != "system" and not actor.may("directory.grant"):
        return no("他人的登录由安全管理员结束", article=_ARTICLE)
    return YES


def needs_second_factor(roles: Collection[str]) -> bool:
    """Administrators and leaders sign in with two factors (GB/T 22239 身份鉴别 d)."""
    return bool(SECOND_FACTOR & set(roles))


def is_administrator(roles: Collection[str]) -> bool:
    """Whether one of the three administrations is among the roles."""
    return bool(set(ADMINISTRATORS) & set(roles))
