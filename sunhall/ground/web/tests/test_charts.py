"""Charts: the arithmetic, the words, the table behind; no style, no script, nothing unescaped."""

import re
from datetime import date, timedelta

import pytest

from sunhall.ground.web.charts import bars, control, heat, strip
from sunhall.ground.web.charts.control import Share
from sunhall.ground.web.charts.svg import grouped, nice_ceiling, percent
from sunhall.ground.web.styleguide import charts as samples
from sunhall.ground.web.tests.pages import render, words

SAMPLES = samples.samples()
TAGS = {
    "column_chart": "rows=week_rows",
    "bar_chart": "rows=topic_rows unit='件'",
    "rating_chart": "rows=level_rows",
    "percentile_chart": "rows=speed_rows",
    "calendar_heatmap": "days=busy_days",
    "hour_heatmap": "values=busy_hours hours=hours",
    "p_chart": "points=on_time target=0.95",
    "funnel_chart": "points=units",
    "due_strip": "cases=open_cases from_day=today",
}


@pytest.mark.parametrize("tag", TAGS)
def test_a_chart_states_its_answer_and_keeps_its_numbers(tag):
    html = render(f"{{% {tag} answer='九月最低' {TAGS[tag]} note='n = 1' %}}", **SAMPLES)
    assert "<figcaption>九月最低<small>n = 1</small></figcaption>" in html
    assert 'role="region"' in html
    assert "<details>" in html
    assert html.count('scope="row"') >= 2


@pytest.mark.parametrize("tag", TAGS)
def test_a_chart_has_no_style_no_script_and_no_fixed_width(tag):
    html = render(f"{{% {tag} answer='九月最低' {TAGS[tag]} %}}", **SAMPLES)
    assert not re.search(r"style=|<script|onload|\bfill=\"#", html)
    assert not re.search(r"\bwidth=\"\d+(px)?\"", html)


@pytest.mark.parametrize("tag", ["bar_chart", "rating_chart", "p_chart", "funnel_chart"])
def test_a_chart_of_nothing_is_still_a_page(tag):
    name = {"bar_chart": "rows", "rating_chart": "rows"}.get(tag, "points")
    assert "<figure" in render(f"{{% {tag} answer='没有数据' {name}=none %}}", none=[])


def test_labels_are_escaped():
    chart = bars.bars([bars.Bar("<b>&", 1)], unit="", head=("a", "b"))
    assert "<b>" not in chart.svg
    assert "&lt;b&gt;&amp;" in chart.svg


def test_the_limits_are_three_standard_errors():
    low, high = control.limits(0.9, 100)
    assert low == pytest.approx(0.9 - 3 * 0.03)
    assert high == pytest.approx(0.99)


def test_limits_stay_between_nothing_and_all():
    assert control.limits(0.99, 10)[1] == 1.0
    assert control.limits(0.5, 0) == (0.0, 1.0)


def _series(*hits: int, n: int = 100) -> list[Share]:
    return [Share(str(i), h, n) for i, h in enumerate(hits)]


def test_a_point_outside_signals():
    points = _series(*[90] * 11, 70)
    assert 11 in control.signals(points)


def test_a_steady_rate_does_not_signal():
    assert control.signals(_series(*[90, 91, 89, 90, 92, 88, 90, 91, 89, 90, 90, 91])) == set()


def test_eight_on_one_side_signal():
    assert 9 in control.signals(_series(88, 88, 91, 92, 91, 92, 91, 92, 91, 92, 88, 87))


def test_six_in_one_direction_signal():
    assert 7 in control.signals(_series(90, 90, 88, 89, 90, 91, 92, 93, 90, 90, 89, 90))


def test_two_of_three_near_the_limit_signal():
    points = _series(90, 91, 89, 90, 91, 89, 97, 97, 90, 89, 90, 91)
    assert 7 in control.signals(points)


def test_few_points_say_nothing():
    assert control.signals(_series(90, 10, 90)) == set()


def test_a_small_unit_is_not_judged():
    assert control.group(Share("小", 0, 5), 0.9) == "few"
    assert control.group(Share("低", 60, 100), 0.9) == "below"
    assert control.group(Share("高", 100, 100), 0.5) == "above"
    assert control.group(Share("同", 91, 100), 0.9) == "same"


def test_a_p_chart_marks_the_odd_month():
    html = render("{% p_chart answer='九月' points=on_time %}", **SAMPLES)
    assert html.count("dot-signal") == 1
    assert "平均 92" in words(html)


def test_a_p_chart_of_few_periods_says_why_it_has_no_limits():
    html = render("{% p_chart answer='四个月' points=few %}", few=SAMPLES["on_time"][:4])
    assert "不足 10 个时期" in html
    assert 'class="limit"' not in html


def test_a_funnel_names_only_who_differs():
    html = render("{% funnel_chart answer='住建局' points=units %}", **SAMPLES)
    drawing = html[: html.index("<details>")]
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", drawing)
    assert "住建局" in texts
    assert "教育局" not in texts


def test_the_tone_of_a_day_follows_its_value():
    assert [heat.step(v, 100) for v in (0, 1, 39, 60, 100)] == [1, 1, 2, 3, 5]
    assert heat.step(5, 0) == 1


def test_a_make_up_day_carries_its_mark():
    assert "0班" in words(render("{% calendar_heatmap answer='忙' days=busy_days %}", **SAMPLES))


def test_cases_stand_on_the_day_they_fall_due():
    today = date(2026, 11, 22)
    dots = [strip.DueDot("R1", today - timedelta(days=9)), strip.DueDot("R2", today)]
    said = {"late": "已超期", "today": "今天", "later": "以后", "day": "日", "count": "件"}
    chart = strip.due_strip(dots, today=today, days=3, names="一二三四五六日", words=said)
    assert chart.rows[:2] == [("已超期", "1"), ("今天", "1")]
    assert sum(int(count) for _, count in chart.rows) == 2


def test_numbers_are_written_in_groups():
    assert grouped(12480) == "12\u202f480"
    assert grouped(2.5) == "2.5"
    assert percent(0.942, 1) == "94.2\u202f%"
    assert [nice_ceiling(v) for v in (0, 0.7, 3, 21, 26)] == [1, 1, 5, 25, 50]


def test_cases_that_do_not_fit_are_counted_on_top():
    today = date(2026, 11, 22)
    dots = [strip.DueDot(f"R{n}", today) for n in range(11)]
    said = {"late": "逾期", "today": "今天", "later": "以后", "day": "日", "count": "件"}
    chart = strip.due_strip(dots, today=today, days=2, names="一二三四五六日", words=said)
    assert chart.svg.count("<circle") == 8
    assert ">+3</text>" in chart.svg
    assert chart.rows[1] == ("今天", "11")
