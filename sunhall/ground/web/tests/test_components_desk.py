"""Desk components: counts, truth row by row, never a lock."""

from sunhall.ground.web.styleguide import cases
from sunhall.ground.web.tests.pages import read, render, words

SAMPLES = cases.samples()


def test_views_show_their_counts_and_the_current_one():
    html = render("{% view_list label='视图' items=saved_views %}", **SAMPLES)
    assert html.count('aria-current="page"') == 1
    assert "超期 1" in words(html)


def test_an_item_is_a_real_link_even_with_htmx():
    html = render(
        "{% case_item url='/r/1' number='R1' title='路面' due=due left=2 light='warn'"
        " target='#case' %}",
        **SAMPLES,
    )
    assert 'href="/r/1"' in html
    assert 'hx-get="/r/1"' in html
    assert 'hx-push-url="true"' in html


def test_a_selected_item_has_a_name_for_its_tick():
    html = render("{% case_item url='/r/1' number='R1' title='路面' select='bulk' %}")
    assert 'aria-label="选择 R1"' in html


def test_the_bulk_bar_says_how_many():
    assert "已选 2 件" in words(
        render("{% bulk_bar form='f' actions=bulk_actions count=2 %}", **SAMPLES)
    )


def test_a_bulk_result_tells_each_row():
    said = words(render("{% bulk_result rows=bulk_rows caption='结果' %}", **SAMPLES))
    assert "R2026-000098 未办理 已办结，不能再转办" in said


def test_undo_is_a_form_of_its_own():
    html = render("{% undo_toast text='已转办' undo_url='/undo/' %}")
    assert 'method="post" action="/undo/"' in html
    assert 'role="status"' in html


def test_presence_says_who_is_writing():
    said = words(render("{% presence people=people %}", **SAMPLES))
    assert said == "王敏 正在编辑 周 正在查看"


def test_a_conflict_shows_both_values_and_keeps_mine():
    html = render("{% conflict rows=conflicts who='王敏' at=due %}", **SAMPLES)
    assert "没有被覆盖" in html
    assert 'value="mine" id="keep-outcome-mine" checked' in html
    parsed = read(html)
    assert set(parsed.points_at) <= set(parsed.ids)


def test_a_running_job_lets_people_leave():
    html = render("{% job title='导入' state='running' done=86 total=200 refresh_url='/j/' %}")
    assert "可以离开这一页" in html
    assert "已完成 43%" in html
    assert 'hx-trigger="every 3s"' in html


def test_a_finished_job_stops_asking():
    html = render(
        "{% job title='导入' state='done' done=2 total=2 refresh_url='/j/' errors_url='/e/' %}"
    )
    assert "hx-get" not in html
    assert "含原因" in html


def test_a_job_without_rows_is_not_divided_by_zero():
    assert "已完成 0%" in render("{% job title='导入' state='running' done=0 total=0 %}")


def test_a_stalled_job_says_what_to_do():
    html = render("{% job title='导入' state='running' done=1 total=2 stalled=True %}")
    assert "一分钟没有新进展" in html


def test_the_palette_is_a_search_form_without_scripts():
    html = render("{% command_palette url='/commands/' %}")
    assert 'action="/commands/" method="get"' in html


def test_keys_are_listed_and_can_be_switched_off():
    html = render("{% shortcut_sheet groups=key_groups toggle_url='/preferences/' %}", **SAMPLES)
    assert "<kbd>J</kbd>" in html
    assert 'name="keys" value="off"' in html
