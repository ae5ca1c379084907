"""Forms of reports; what is refused stands beside the field, nothing typed is lost."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunhall.ground.web.forms import DayField
from sunhall.reports import rules

LONGEST = 20_000


class PeriodForm(forms.Form):
    """A past period: which kind, and any day in it."""

    kind = forms.ChoiceField(label=_("种类"))
    day = DayField(label=_("哪一天、哪一周或哪一月"), help_text=_("填其中任何一天"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, _(words)) for code, words in rules.KINDS.items()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """The words of a report."""

    body = forms.CharField(
        label=_("报告正文"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("以“一、”开头的一行是标题。不写群众的姓名、电话和住址。"),
    )
