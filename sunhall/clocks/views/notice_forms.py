"""Forms of a holiday notice 放假通知: pasted, or entered festival by festival."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunhall.clocks import actions
from sunhall.clocks.rules.notice_text import (
    FESTIVALS,
    NoticeUnclear,
    check_notice,
    parse_notice,
)
from sunhall.clocks.rules.notices import Break, Notice
from sunhall.clocks.views.forms import day_input
from sunhall.ground.access.actor import Actor
from sunhall.ground.web.forms import refusal, tidy


class _Noticed(forms.Form):
    """What a pasted and an entered notice share."""

    amends_only = forms.BooleanField(
        label=_("这份通知只调整个别节日"),
        required=False,
        help_text=_("不勾选时，须有全部七个节日"),
    )
    notice: Notice | None = None

    @property
    def whole_year(self) -> bool:
        """Whether the notice arranges a whole year."""
        return not self.cleaned_data.get("amends_only", False)

    def read(self, field: str | None, step: Callable[[], object]) -> None:
        """Read the notice; every doubt stands beside the field it is about."""
        refused = refusal(step)
        if isinstance(refused, NoticeUnclear):
            for doubt in refused.doubts:
                self.add_error(field, doubt)
        elif refused is not None:
            self.add_error(field, refused.verdict.reason)


class NoticeForm(_Noticed):
    """A State Council notice as pasted text."""

    text = forms.CharField(
        label=_("通知全文"),
        widget=forms.Textarea,
        help_text=_("从标题“关于……年部分节假日安排的通知”开始粘贴"),
    )
    number = forms.CharField(
        label=_("文号"),
        required=False,
        max_length=80,
        help_text=_("正文里没有文号时填写，如“国办发明电〔2025〕7号”"),
    )
    field_order = ("text", "number", "amends_only")

    def clean(self) -> dict[str, Any]:
        """Read the notice; every doubt is shown beside the text."""
        given = super().clean() or {}
        text = given.get("text", "")
        if not text:
            return given
        self.read("text", lambda: self._parse(text, given.get("number", "").strip()))
        if self.notice is not None and not self.notice.number:
            self.add_error("number", _("请填写通知的文号，如“国办发明电〔2026〕1号”"))
        return given

    def propose(self, *, by: Actor) -> object:
        """Take the text to the action."""
        given = self.cleaned_data
        return actions.propose_notice(
            given["text"], number=given["number"], whole_year=self.whole_year, by=by
        )

    def _parse(self, text: str, number: str) -> None:
        self.notice = parse_notice(text, whole_year=self.whole_year, number=number)


class DaysField(forms.CharField):
    """Some days, written one after another."""

    def clean(self, value: Any) -> list[date]:
        """Read each day, or say how a day is written."""
        words = tidy(super().clean(value) or "").replace("、", " ").replace(",", " ").split()
        try:
            return [date.fromisoformat(word) for word in words]
        except ValueError as wrong:
            said = _("请按 2027-02-06 的写法填写日期，几天之间用空格隔开")
            raise ValidationError(said) from wrong


class HandForm(_Noticed):
    """A notice entered festival by festival, for when its text cannot be read."""

    year = forms.IntegerField(label=_("年份"), min_value=2010, max_value=2100)
    number = forms.CharField(
        label=_("文号"), max_length=80, help_text=_("如“国办发明电〔2026〕1号”")
    )
    issued_on = day_input(label=_("印发日期"), required=False)
    field_order = ("year", "number", "issued_on", "amends_only")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        every = not (data or {}).get("amends_only")
        for index, name in enumerate(FESTIVALS):
            missing = {"required": _missing(name)}
            for part, label in (("first", _("放假第一天")), ("last", _("放假最后一天"))):
                self.fields[f"{part}_{index}"] = day_input(
                    label=label, required=every, error_messages=missing
                )
            self.fields[f"work_{index}"] = DaysField(
                label=_("调休上班的日子"), required=False, max_length=120
            )

    @property
    def festivals(self) -> list[dict[str, Any]]:
        """Each festival with its three fields."""
        parts = ("first", "last", "work")
        return [
            {"name": name, **{part: self[f"{part}_{index}"] for part in parts}}
            for index, name in enumerate(FESTIVALS)
        ]

    def clean(self) -> dict[str, Any]:
        """Put the festivals together and hold them to the rules of a pasted notice."""
        given = super().clean() or {}
        breaks = [self._break(index, name, given) for index, name in enumerate(FESTIVALS)]
        if not self.errors and not any(breaks):
            self.add_error("first_0", _("请至少填写一个节日的放假日期"))
        if not self.errors:
            found = tuple(each for each in breaks if each is not None)
            notice = Notice(given["year"], given["number"].strip(), given["issued_on"], found)
            self.read(None, lambda: check_notice(notice, whole_year=self.whole_year))
            self.notice = None if self.errors else notice
        return given

    def propose(self, *, by: Actor) -> object:
        """Take the days to the action."""
        given, notice = self.cleaned_data, self.notice
        return actions.enter_notice(
            given["year"],
            number=given["number"],
            breaks=notice.breaks if notice else (),
            issued_on=given["issued_on"],
            whole_year=self.whole_year,
            by=by,
        )

    def _break(self, index: int, name: str, given: dict[str, Any]) -> Break | None:
        first, last = given.get(f"first_{index}"), given.get(f"last_{index}")
        work = given.get(f"work_{index}") or ()
        if first and last:
            return Break(name, first, last, tuple(work))
        missing = f"last_{index}" if first else f"first_{index}"
        if (first or last or work) and missing not in self.errors:
            self.add_error(missing, _missing(name))
        return None


def _missing(name: str) -> str:
    words = gettext("请填写%(name)s放假的第一天和最后一天；与别的节日连休的，填同样的日期")
    return words % {"name": gettext(name)}
