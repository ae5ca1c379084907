"""Sample forms: plain, filled, wrong and locked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunhall.ground.web.forms import DatePartsField, PhoneField

PLACES = [("c1", "青禾镇柳林村"), ("c2", "青禾镇石桥村"), ("c3", "云台乡上坪村")]


class SampleForm(forms.Form):
    """One field of each kind."""

    what = forms.CharField(
        label=_("发生了什么"),
        help_text=_("写清时间、地点和经过，不用写姓名和身份证号"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=1000,
    )
    phone = PhoneField(label=_("手机号码"), help_text=_("只用于联系您和发送进度，不会公开"))
    name = forms.CharField(label=_("您的姓名"), required=False, max_length=40)
    happened_on = DatePartsField(label=_("哪一天发生的"), help_text=_("例如 2026 年 3 月 27 日"))
    kind = forms.ChoiceField(
        label=_("是不是这一类"),
        widget=forms.RadioSelect,
        choices=[("road", _("道路破损")), ("water", _("供水")), ("unsure", _("不确定"))],
    )
    wants = forms.MultipleChoiceField(
        label=_("您希望怎样联系"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("sms", _("短信")), ("call", _("电话")), ("visit", _("上门"))],
        required=False,
    )
    office = forms.ChoiceField(
        label=_("承办单位"),
        choices=[("", _("请选择")), ("a", "交通运输局"), ("b", "水利局")],
    )
    photo = forms.FileField(
        label=_("照片"), help_text=_("最多 3 张，每张不超过 10 MB"), required=False
    )
    secret = forms.BooleanField(label=_("对被反映人保密"), required=False)
    place = forms.ChoiceField(label=_("在哪个村（社区）"), choices=PLACES)
    stars = forms.ChoiceField(
        label=_("您对这次办理满意吗"),
        widget=forms.RadioSelect,
        choices=[
            ("5", _("非常满意")),
            ("4", _("满意")),
            ("3", _("基本满意")),
            ("2", _("不满意")),
            ("1", _("非常不满意")),
        ],
    )


_FILLED = {
    "what": "村口石桥东侧的路面塌了一块，约两米见方，晚上没有灯，上周三有人骑车摔倒。",
    "phone": "138 0013 8000",
    "name": "李",
    "happened_on_0": "2026",
    "happened_on_1": "11",
    "happened_on_2": "18",
    "kind": "road",
    "wants": ["sms", "call"],
    "office": "a",
    "secret": "on",
    "place": "c2",
    "stars": "4",
}


def samples() -> dict[str, Any]:
    """Blank, filled, wrong and locked forms, each with ids of its own."""
    wrong = SampleForm(
        {"phone": "1380013", "happened_on_0": "2026", "happened_on_1": "13", "place": "zz"},
        auto_id="wrong_%s",
    )
    wrong.is_valid()
    locked = SampleForm(initial={"phone": "138****8000", "name": "李"}, auto_id="locked_%s")
    for field in locked.fields.values():
        field.disabled = True
    return {
        "blank": SampleForm(auto_id="blank_%s"),
        "filled": SampleForm(_FILLED, auto_id="filled_%s"),
        "wrong": wrong,
        "locked": locked,
        "place_choices": PLACES,
        "kind_hints": {
            "road": _("路面塌陷、裂缝、井盖丢失"),
            "unsure": _("由接线员替您判断，不影响办理"),
        },
    }
