"""Content components: nothing empty, nothing by colour alone, every number with its ground."""

import pytest
from django.template import TemplateSyntaxError

from sunhall.ground.web.components.icons import ICONS
from sunhall.ground.web.styleguide import content
from sunhall.ground.web.tests.pages import render, words

SAMPLES = content.samples()


def test_a_skipped_answer_is_shown_as_not_filled_in():
    html = render("{% summary rows=answers %}", **SAMPLES)
    assert "未填写" in html
    assert '修改<span class="visually-hidden"> 手机号码</span>' in html


def test_a_summary_shows_zero_as_zero():
    assert "未填写" not in render("{% summary rows=rows %}", rows=[{"label": "件数", "value": 0}])


def test_a_tag_is_words_and_never_a_link():
    html = render("{% tag text='已受理' tone='info' %}")
    assert "<a" not in html
    assert words(html) == "已受理"
    with pytest.raises(TemplateSyntaxError):
        render("{% tag text='已受理' tone='pink' %}")


def test_a_table_has_caption_scopes_and_a_labelled_region():
    html = render("{% table caption='待办诉求' columns=columns rows=cells %}", **SAMPLES)
    assert "<caption>待办诉求</caption>" in html
    assert html.count('scope="col"') == 4
    assert html.count('scope="row"') == 3
    assert 'aria-sort="ascending"' in html
    assert 'role="region" aria-label="待办诉求" tabindex="0"' in html


def test_words_in_a_table_are_escaped():
    html = render(
        "{% table caption='表' columns=columns rows=rows %}",
        columns=[{"label": "名"}],
        rows=[("<b>",)],
    )
    assert "<b>" not in html


def test_a_pager_at_the_end_keeps_its_place():
    html = render("{% pager previous='?before=1' next='' text='共 3 件' %}")
    assert 'rel="prev"' in html
    assert "aria-disabled" in html


def test_a_confirmation_says_number_code_and_what_happens_next():
    said = words(
        render(
            "{% confirmation title='诉求已提交' number='R1' code='K' next=next_lines %}", **SAMPLES
        )
    )
    assert "编号 R1 查询码 K" in said
    assert "11月27日(周五)17:30 前" in said


def test_an_unscanned_file_says_so():
    assert "未扫描" in render("{% file_list files=sample_files %}", **SAMPLES)


def test_a_figure_below_the_least_is_not_shown():
    html = render("{% figure_tile label='满意率' value='100' n=4 least=10 %}")
    assert "样本不足 10 件" in html
    assert "100" not in words(html)


def test_a_figure_carries_its_ground():
    said = words(
        render(
            "{% figure_tile label='按时率' value='94.2' unit='%' n=1204 period='10月' as_of=as_of"
            " definition_url='/d/' csv_url='/c/' %}",
            **SAMPLES,
        )
    )
    for part in ("94.2", "n = 1 204", "10月", "截至", "定义", "CSV"):
        assert part in said


def test_an_empty_state_offers_a_way_on():
    html = render("{% empty text='还没有预约。' action_url='/g/' action_text='看办事指南' %}")
    assert 'href="/g/"' in html


def test_a_block_keeps_its_content():
    assert "<p>一</p>" in render("{% inset %}<p>一</p>{% endinset %}")
    assert "<p>一</p>" in render("{% details summary='为什么' %}<p>一</p>{% enddetails %}")
    assert 'aria-label="通知"' in render("{% notice title='通知' %}<p>一</p>{% endnotice %}")
    assert 'tabindex="0"' in render("{% scroll label='表' %}<table></table>{% endscroll %}")


def test_a_qr_code_has_words_and_a_quiet_zone():
    html = render("{% qr text='https://example.cn/track/R1' caption='扫码查进度' %}")
    assert 'aria-label="扫码查进度"' in html
    assert "M4 4h1v1h-1z" in html


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_hidden_from_readers(name):
    assert 'aria-hidden="true"' in render("{% icon name=name %}", name=name)


def test_a_change_to_nothing_is_called_cleared():
    rows = [{"label": "备注", "old": "旧", "new": ""}]
    assert "清空" in render("{% diff rows=rows caption='修改' %}", rows=rows)
