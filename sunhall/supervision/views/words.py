"""The words of a cause."""

from datetime import datetime

from django.utils.translation import gettext as _

from sunhall.ground.web.dates import near_moment
from sunhall.ground.web.words import fill
from sunhall.supervision.rules import Cause


def cause_words(cause: Cause) -> str:
    """One line that says why a matter stands where it stands."""
    return _sentence(cause) % _facts(cause)


def cause_line(cause: Cause) -> str:
    """The same for a page: names stay Chinese and say so."""
    return fill(_sentence(cause), _facts(cause))


def _sentence(cause: Cause) -> str:
    words = {
        "paused": _("计时停着：%(ground)s（%(paper)s），由 %(by)s 暂停"),
        "unsigned": _("%(post)s 还没签收，%(since)s 交办"),
        "returned": _("退回过 %(times)s 次；%(post)s 手里 %(days)s 个工作日，全程 %(all)s 个"),
        "held": _("%(post)s 手里 %(days)s 个工作日，全程 %(all)s 个"),
    }
    return words.get(cause.code, _("没有经办记录"))


def _facts(cause: Cause) -> dict[str, object]:
    return {
        name: near_moment(fact) if isinstance(fact, datetime) else fact
        for name, fact in cause.facts.items()
    }
