"""Password rules of GB/T 22239-2019 level 3 (身份鉴别 a): mixed kinds, no reuse."""

import secrets
import string
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunhall.ground.access.models import Account, PasswordUsed
from sunhall.ground.kit.now import now

KEPT = 5


class MixedKinds:
    """At least three of lower case, upper case, digits and other characters."""

    def validate(self, password: str, user: Any = None) -> None:
        kinds = (
            any(c.islower() for c in password),
            any(c.isupper() for c in password),
            any(c.isdigit() for c in password),
            any(not c.isalnum() for c in password),
        )
        if sum(kinds) < 3:
            raise ValidationError(self.get_help_text(), code="password_kinds")

    def get_help_text(self) -> str:
        return _("密码请至少包含大写字母、小写字母、数字、符号中的三种。")


class NotUsedBefore:
    """Not one of the last five."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is None or user.pk is None:
            return
        used = PasswordUsed.objects.filter(account_id=user.pk).order_by("-set_at")[:KEPT]
        if any(check_password(password, old.password) for old in used):
            raise ValidationError(self.get_help_text(), code="password_reused")

    def get_help_text(self) -> str:
        return _("新密码请不要与最近五次用过的密码相同。")


# Without the letters and digits that are mistaken for one another on paper.
_LETTERS = "".join(c for c in string.ascii_letters + string.digits if c not in "0O1lI")


def one_time_password() -> str:
    """Draw a password that meets our own rules."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}{secrets.choice('23456789')}a"


def remember(account: Account) -> None:
    """Keep the hash of the present password, so that it is not taken again."""
    PasswordUsed.objects.create(account=account, password=account.password, set_at=now())
