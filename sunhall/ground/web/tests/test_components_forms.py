"""Form components: label, hint, error, control; the same words beside the field and above."""

from datetime import date

import pytest
from django import forms
from django.template import TemplateSyntaxError
from django.utils import translation

from sunhall.ground.web.components.wording import errors
from sunhall.ground.web.forms import DatePartsField, PhoneField, tidy
from sunhall.ground.web.styleguide.forms import SampleForm
from sunhall.ground.web.tests.pages import read, render, words


@pytest.fixture
def wrong():
    form = SampleForm({"phone": "1380013", "place": "zz", "what": "字" * 1001})
    form.is_valid()
    return form


def test_a_field_has_label_hint_and_control_in_that_order():
    html = render("{% field form.phone %}", form=SampleForm())
    order = [html.index(part) for part in ("<label", 'class="hint"', "<input")]
    assert order == sorted(order)
    assert 'type="tel"' in html


def test_everything_a_field_points_at_is_there(wrong):
    for name in wrong.fields:
        parsed = read(render("{% field bound count=1000 %}", bound=wrong[name]))
        assert set(parsed.points_at) <= set(parsed.ids), name


def test_the_summary_leads_to_the_search_of_a_long_choice(wrong):
    html = render("{% error_summary form %}", form=wrong)
    assert 'href="#id_place"' in html
    search = render(
        "{% search_select form.place search_name='q' query='' choices='' %}", form=wrong
    )
    assert '<input class="input w18" id="id_place"' in search
    assert "id_place-error" in read(search).points_at


def test_everything_a_search_a_rating_and_a_tick_point_at_is_there(wrong):
    class Agreed(forms.Form):
        agreed = forms.BooleanField(label="同意公开", help_text="答复以后才显示")

    for tag in (
        "{% search_select form.place search_name='q' query='' choices='' %}",
        "{% rating form.stars hint='点两下就好' %}",
        "{% field ticked.agreed %}",
        "{% field unticked.agreed %}",
    ):
        parsed = read(render(tag, form=wrong, ticked=Agreed(), unticked=Agreed({})))
        assert parsed.points_at
        assert set(parsed.points_at) <= set(parsed.ids), tag


def test_html5_checking_is_off_so_the_server_speaks():
    assert " required" not in render("{% field form.phone %}", form=SampleForm())


def test_an_optional_field_says_so_and_a_required_one_has_no_star():
    assert "（选填）" in render("{% field form.name %}", form=SampleForm())
    required = render("{% field form.phone %}", form=SampleForm())
    assert "选填" not in required
    assert "*" not in words(required)


def test_a_question_page_has_one_h1_inside_the_label():
    html = render("{% field form.what heading=True %}", form=SampleForm())
    assert html.count("<h1") == 1
    assert "<label" in html[html.index("<h1") : html.index("</h1>")]


def test_the_h1_of_a_choice_is_its_legend():
    html = render("{% field form.kind heading=True %}", form=SampleForm())
    assert "<h1>" in html[html.index("<legend") : html.index("</legend>")]


def test_the_summary_repeats_the_words_beside_the_field(wrong):
    summary = render("{% error_summary form %}", form=wrong)
    for name in ("phone", "kind", "place", "what"):
        beside = words(render("{% field bound %}", bound=wrong[name]))
        text = summary[summary.index(f'href="#id_{name}') :].split(">", 1)[1].split("<", 1)[0]
        assert text in beside


def test_the_summary_links_to_the_first_control_of_a_group(wrong):
    html = render("{% error_summary form %}", form=wrong)
    for target in ("id_kind_0", "id_happened_on_0", "id_stars_0", "id_phone"):
        assert f'href="#{target}"' in html
    assert 'role="alert"' in html
    assert 'tabindex="-1"' in html


def test_a_form_without_errors_has_no_summary():
    assert render("{% error_summary form %}", form=SampleForm()).strip() == ""


def test_errors_name_the_field_and_the_way_out(wrong):
    said = words(render("{% error_summary form %}", form=wrong))
    assert "请输入 11 位手机号码" in said
    assert "请选择是不是这一类" in said
    assert "请从列出的选项中选择在哪个村（社区）" in said
    assert "发生了什么最多 1000 个字" in said


def test_a_text_of_our_own_is_not_replaced():
    class Form(forms.Form):
        when = forms.CharField(error_messages={"required": "请写明从哪一天开始"})

    form = Form({})
    form.is_valid()
    assert "请写明从哪一天开始" in render("{% field form.when %}", form=form)


def test_what_was_typed_is_kept(wrong):
    assert 'value="1380013"' in render("{% field form.phone %}", form=wrong)


def test_nothing_is_chosen_before_the_person_rates():
    html = render("{% rating form.stars %}", form=SampleForm())
    assert html.count('type="radio"') == 5
    assert "checked" not in html
    assert "非常满意" in html


def test_a_missing_argument_stops_the_page():
    with pytest.raises(TemplateSyntaxError):
        render("{% button kind='primary' %}")
    with pytest.raises(TemplateSyntaxError):
        render("{% button text='好' kind='rainbow' %}")


def test_a_button_with_an_address_is_a_link():
    assert "<a " in render("{% button text='查看' href='/x/' %}")
    assert 'type="submit"' in render("{% button text='提交' %}")


def test_each_form_carries_its_own_token():
    assert render("{% once %}") != render("{% once %}")


def test_a_search_works_without_scripts():
    html = render(
        "{% search_select form.place search_name='q' query='清' choices=found %}",
        form=SampleForm(),
        found=[("c1", "青禾镇柳林村")],
    )
    assert 'type="submit"' in html
    assert 'type="radio"' in html


def test_a_search_that_finds_nothing_says_what_to_do():
    html = render(
        "{% search_select form.place search_name='q' query='某' choices=none %}",
        form=SampleForm(),
        none=[],
    )
    assert "没有找到" in html


def test_steps_are_said_in_words():
    assert "第 2 步，共 4 步" in render("{% steps now=2 of=4 %}")


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 13800138000",
        "１３８００１３８０００",
        "　13800138000 ",
    ],
)
def test_a_phone_number_is_read_in_any_usual_spelling(typed):
    assert PhoneField().clean(typed) == "13800138000"


@pytest.mark.parametrize("typed", ["1380013", "23800138000", "abc", "138001380001"])
def test_what_cannot_be_rung_is_refused_with_the_way_out(typed):
    with pytest.raises(forms.ValidationError, match="请输入 11 位手机号码"):
        PhoneField().clean(typed)


def test_full_width_characters_become_plain():
    assert tidy("　Ａ１２　") == "A12"


def test_a_date_in_three_parts():
    assert DatePartsField().clean(["２０２６", "3", "27"]) == date(2026, 3, 27)
    assert DatePartsField(required=False).clean(["", "", ""]) is None
    with pytest.raises(forms.ValidationError, match="请输入真实的日期"):
        DatePartsField().clean(["2026", "2", "30"])


def test_the_date_parts_have_labels():
    parsed = read(render("{% field form.happened_on %}", form=SampleForm()))
    assert set(parsed.points_at) <= set(parsed.ids)
    assert {"年", "月", "日"} <= set("".join(parsed.words))


def test_a_field_in_english_keeps_its_parts():
    with translation.override("en"):
        parsed = read(render("{% field form.phone %}", form=SampleForm()))
    assert set(parsed.points_at) <= set(parsed.ids)


def test_a_form_that_only_narrows_a_list_does_not_say_optional():
    class Filter(forms.Form):
        is_filter = True
        place = forms.CharField(label="地点", required=False)

    assert "选填" not in render("{% field form.place %}", form=Filter())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-3", "期限不能小于 0"),
        ("99", "期限不能大于 60"),
        ("三", "期限请填整数"),
        ("", "请输入期限"),
    ],
)
def test_a_number_out_of_bounds_says_its_bound(typed, said):
    class Bounded(forms.Form):
        n = forms.IntegerField(label="期限", min_value=0, max_value=60)

    assert errors(Bounded({"n": typed})["n"]) == [said]
