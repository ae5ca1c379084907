"""What the directory does because time passed."""

from django.conf import settings

from sunhall.directory import actions, queries
from sunhall.ground.access.actor import SYSTEM


def note_empty_posts() -> None:
    """Record 脱岗 where nobody answers for a post, and its end where somebody does (K2)."""
    for post in queries.empty_posts():
        actions.note_empty_post(post, by=SYSTEM)


def close_dormant_accounts() -> None:
    """Close accounts that nobody has signed in with for long (GB/T 22239 访问控制)."""
    days: int = settings.DORMANT_DAYS
    for code in queries.dormant_staff(days) if days else ():
        actions.disable_account(code, f"{days} 天未登录", by=SYSTEM)


def forget_old_sign_ins() -> None:
    """Delete what is left of sessions that are over (剩余信息保护)."""
    actions.forget_old_sign_ins(by=SYSTEM)
