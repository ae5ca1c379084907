"""Refusals: the two ways an action or query says no. Doors never catch them; middleware does."""

from sunhall.ground.kit.verdict import Verdict, no


class Refused(Exception):
    """The rules say no. Carries the verdict and, for bad input, the name of the field."""

    def __init__(self, verdict: Verdict, *, field: str = "") -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict
        self.field = field


class NotFound(Exception):
    """There is no such thing, or this actor may not know that there is."""


class Conflict(Refused):
    """Someone else saved first; nothing was overwritten (ux A3-06)."""


def require(verdict: Verdict, *, field: str = "") -> None:
    """Raise `Refused` unless the verdict is yes."""
    if not verdict:
        raise Refused(verdict, field=field)


def refuse(reason: str, *, article: str = "", field: str = "", **facts: object) -> Refused:
    """Build the exception for one bad input: `raise refuse("请输入手机号码", field="phone")`."""
    return Refused(no(reason, article=article, **facts), field=field)
