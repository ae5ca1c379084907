"""The house's words become English; what people wrote says that it is Chinese (E53)."""

from datetime import date

import pytest
from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from sunhall.ground.kit.verdict import no
from sunhall.ground.web.components.wording import errors
from sunhall.ground.web.words import content, fill, lang, options, said, word

MARKED = '<span lang="zh-Hans">{}</span>'


@pytest.fixture
def _english():
    with override("en"):
        yield


@pytest.mark.usefixtures("_english")
def test_a_word_of_the_house_becomes_english():
    assert word("已提交") == said("已提交") == "Submitted"
    assert said(gettext_lazy("已提交")) == "Submitted"


@pytest.mark.usefixtures("_english")
def test_what_the_catalogue_does_not_hold_says_that_it_is_chinese():
    assert said("路灯坏了") == MARKED.format("路灯坏了")
    assert lang("路灯坏了") == ' lang="zh-Hans"'
    assert lang("已提交") == lang("12345") == ""


@pytest.mark.usefixtures("_english")
def test_what_somebody_wrote_is_never_translated():
    assert content("已提交") == MARKED.format("已提交")


@pytest.mark.usefixtures("_english")
def test_content_stays_escaped_and_is_marked_once():
    assert said("<b>坏</b>") == MARKED.format("&lt;b&gt;坏&lt;/b&gt;")
    assert said(said("路灯")) == MARKED.format("路灯")
    assert said(mark_safe("<p>路灯</p>")) == '<div lang="zh-Hans"><p>路灯</p></div>'


@pytest.mark.usefixtures("_english")
def test_a_sentence_is_filled_with_marked_facts():
    told = fill("%(name)s < %(n)s", {"name": "民政局<", "n": 3})
    assert told == f"{MARKED.format('民政局&lt;')} &lt; 3"


@pytest.mark.usefixtures("_english")
def test_only_the_names_in_an_english_sentence_are_chinese():
    told = said("民政局 has signed & begun")
    assert told == f"{MARKED.format('民政局')} has signed &amp; begun"
    assert said(told) == told


@pytest.mark.usefixtures("_english")
def test_a_reason_is_translated_before_its_facts_are_put_in():
    reason = no("当前环节为「{stage}」，不能办理「{move}」", stage="已提交", move="签收").reason
    told = "Not possible at this stage: Sign for it. The matter stands at: Submitted."
    assert word(reason) == said(reason) == told


@pytest.mark.usefixtures("_english")
def test_a_day_in_a_reason_is_written_the_english_way():
    reason = no("{day} 不是周末，不能作为调休上班日，请核对", day=date(2026, 11, 23)).reason
    assert word(reason).startswith("Mon 23 Nov 2026 is not a weekend")


@pytest.mark.usefixtures("_english")
def test_what_somebody_wrote_stays_escaped_and_marked_within_a_reason():
    reason = no("“{text}”不是一个日期，请核对", text="<b>十日").reason
    assert f"&lt;b&gt;{MARKED.format('十日')}” is not a date" in said(reason)


@pytest.mark.usefixtures("_english")
def test_the_error_of_a_field_is_a_reason_in_english():
    class Ask(forms.Form):
        phone = forms.CharField(label="手机号码")

    form = Ask({"phone": "1"})
    form.add_error("phone", no("验证码刚刚已发出，请 {wait} 秒后再试", wait=9).reason)
    assert errors(form["phone"]) == ["A code was sent just now. You can ask for another in 9 s."]


@pytest.mark.usefixtures("_english")
def test_an_option_in_chinese_says_so():
    html = '<option value="a">Post</option><option value="b" selected>岗位</option>'
    assert options(html).endswith('<option lang="zh-Hans" value="b" selected>岗位</option>')
    assert options(html).startswith('<option value="a">')


def test_nothing_is_marked_in_a_chinese_page():
    assert said("路灯坏了") == "路灯坏了"
    assert said(no("请填写{words}", words="名称").reason) == "请填写名称"
    assert content("已提交") == "已提交"
    assert options("<option>岗位</option>") == "<option>岗位</option>"


@pytest.mark.parametrize("nothing", [None, 0, 3, ""])
def test_what_is_not_a_word_stays_what_it_is(nothing):
    assert said(nothing) == nothing
