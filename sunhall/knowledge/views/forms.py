"""Forms of the knowledge base (H12)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunhall.directory import queries as directory
from sunhall.ground.kit.now import today
from sunhall.ground.web.forms import DayField
from sunhall.knowledge import rules


def _text(label: Any, rows: int, most: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


class ArticleForm(forms.Form):
    """The words of one version, and how long they hold."""

    title = forms.CharField(label=_("标题"), max_length=80)
    question = _text(_("问题"), 2, 500, help_text=_("群众遇到的是什么事，一两句话"))
    answer = _text(_("答案"), 8, 8000, help_text=_("先说结论，再说条件、材料、地点和时间"))
    phrases = _text(
        _("群众怎么说"),
        3,
        500,
        required=False,
        help_text=_("一行一个常见说法，便于查找，如：社保卡丢了"),
    )
    basis = _text(_("依据"), 2, 500, help_text=_("法律、法规或文件名称和条款"))
    valid_from = DayField(label=_("生效日期"))
    valid_until = DayField(label=_("有效期至"), help_text=_("到期前系统提醒本单位更新"))
    is_public = forms.BooleanField(
        label=_("对群众公开"), required=False, help_text=_("不勾选的，只有工作人员能查阅")
    )
    writes = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def draft(self) -> rules.Draft:
        """The words as the rules take them."""
        return rules.Draft(**{part: self.cleaned_data[part] for part in rules.PARTS})


class NewArticleForm(ArticleForm):
    """A new article also says which department will keep it."""

    organisation = forms.ChoiceField(label=_("维护单位"))
    field_order = ("organisation",)

    def __init__(self, *args: Any, own: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = directory.organisations_in_use().values_list("code", "name")
        self.fields["organisation"].choices = [("", "—"), *rows]  # type: ignore[attr-defined]
        self.initial.setdefault("organisation", own)
        self.initial.setdefault("valid_from", today())


class ReturnForm(forms.Form):
    """What to mend before it can be published."""

    words = _text(_("要修改什么"), 3, 500, help_text=_("起草人会看到"))


class WithdrawForm(forms.Form):
    """Why an article is taken out of use."""

    reason = _text(_("撤下的理由"), 2, 500)


class DoubtForm(forms.Form):
    """What is wrong."""

    words = _text(_("哪里有误"), 3, 500, help_text=_("写明哪一句、正确的是什么、您从哪里知道"))


class ReplyForm(forms.Form):
    """What the owner found out."""

    verdict = forms.ChoiceField(
        label=_("核实结果"), choices=list(rules.VERDICTS.items()), widget=forms.RadioSelect
    )
    reply = _text(_("核实情况"), 2, 500, help_text=_("提出的人会看到"))
