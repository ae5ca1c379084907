"""Case components: absolute time first, shape with colour, evidence that can be disputed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation

from sunhall.clocks.rules.light import Lamp
from sunhall.ground.web import dates
from sunhall.ground.web.components.case import LAMPS, remaining
from sunhall.ground.web.styleguide import cases
from sunhall.ground.web.tests.pages import render, words

SAMPLES = cases.samples()
DUE = datetime(2026, 10, 28, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(datetime(2026, 11, 22, 1, 40, tzinfo=UTC), tick=False):
        yield


def test_a_moment_is_written_with_weekday_and_time():
    assert dates.moment(datetime(2026, 11, 22, 6, 5, tzinfo=UTC)) == "2026年11月22日(周日) 14:05"
    with translation.override("en"):
        assert dates.moment(datetime(2026, 11, 22, 6, 5, tzinfo=UTC)) == "Sun 22 Nov 2026, 14:05"


def test_a_date_has_no_time():
    assert dates.day(dates.date(2026, 3, 1)) == "2026年3月1日(周日)"
    assert dates.moment(dates.date(2026, 3, 1)) == "2026年3月1日(周日)"


def test_a_deadline_says_the_moment_before_what_is_left():
    said = words(render("{% deadline due=due left=2 light='warn' %}", due=DUE))
    assert said == "▲ 临期 10月28日(周三)17:30 前 还剩 2 个工作日"


def test_a_deadline_in_another_year_says_the_year():
    due = datetime(2027, 1, 5, 9, 30, tzinfo=UTC)
    assert "2027年1月5日(周二)17:30 前" in words(render("{% deadline due=due %}", due=due))


def test_a_paused_deadline_says_why_and_what_remains():
    said = words(render("{% deadline due=None left=3 light='paused' paused='等待鉴定' %}"))
    assert "计时已暂停" in said
    assert "恢复后 还剩 3 个工作日" in said
    assert "等待鉴定" in said


def test_a_provisional_deadline_says_so():
    assert "暂定" in render("{% deadline due=due provisional=True %}", due=DUE)


@pytest.mark.parametrize(
    ("left", "unit", "said"),
    [
        (2, "WD", "还剩 2 个工作日"),
        (0, "WD", "今天到期"),
        (-3, "WD", "已超 3 个工作日"),
        (4, "CD", "还剩 4 天"),
        (-1, "CDR", "已超 1 天"),
        (5, "H", "还剩 5 小时"),
        (-2, "WH", "已超 2 小时"),
    ],
)
def test_what_is_left_is_said_in_the_limits_own_unit(left, unit, said):
    assert remaining(left, unit) == said


@pytest.mark.parametrize("lamp", Lamp, ids=lambda lamp: lamp.state)
def test_a_lamp_shows_the_shape_and_word_of_the_clocks(lamp):
    said = words(render("{% lamp light=lamp %}", lamp=lamp))
    assert said == f"{lamp.shape} {lamp.word}"


def test_every_lamp_of_ours_is_one_of_the_clocks():
    assert set(LAMPS) == {lamp.state for lamp in Lamp}


def test_a_clock_bar_tells_its_story_in_words():
    html = render("{% clock_bar label='法定期限' bar=bar due=due %}", **SAMPLES)
    assert 'role="img"' in html
    label = html.split('aria-label="')[1].split('"')[0]
    assert "暂停" in label
    assert "等待鉴定" in label
    assert 'x="56%"' in html
    assert html.count("<li>") == 4


def test_an_explanation_goes_day_by_day():
    said = words(render("{% explanation lines=lines %}", **SAMPLES))
    assert "2026年11月19日(周四) 不计 0 起算日不计 民法典第二百零一条" in said


def test_an_hourly_explanation_counts_in_hours():
    lines = [
        {
            "day": dates.date(2026, 11, 20),
            "counted": True,
            "running_total": 5400,
            "reason": "按小时计",
        }
    ]
    assert "1:30" in render("{% explanation lines=lines unit='H' %}", lines=lines)


def test_a_long_timeline_is_folded():
    html = render("{% timeline entries=entries fold_after=3 %}", **SAMPLES)
    assert "更早的 1 条" in html
    assert html.count('class="event') >= 4


def test_words_of_people_are_escaped_in_the_timeline():
    html = render("{% timeline entries=e %}", e=[{"title": "留言", "text": "<script>x</script>"}])
    assert "<script>" not in html


def test_a_contact_can_be_disputed_and_a_dispute_is_seen():
    html = render("{% contact_log attempts=attempts %}", **SAMPLES)
    assert "我没有接到" in html
    assert "本人称未接到" in html
    assert "138****8000" in html


def test_no_contact_is_said():
    assert "还没有联系记录" in render("{% contact_log attempts=none %}", none=[])


def test_where_a_matter_is_now():
    said = words(render("{% where_now holder='热线中心' next_step='受理' due=due %}", due=DUE))
    assert "现在在谁手里 热线中心 下一步是什么 受理 最迟什么时候 10月28日(周三)17:30 前" in said


def test_a_withheld_move_gives_reason_and_article():
    said = words(render("{% withheld verdict=refusal move='办结' %}", **SAMPLES))
    assert said == "办结 不满意的诉求须先约谈，才能办结 县诉求办理办法第十六条"
