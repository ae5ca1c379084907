"""Notices in the wording offices paste: our own texts, in the manner of three different years."""

from datetime import date

import pytest

from sunhall.clocks.rules import NoticeUnclear, parse_notice
from sunhall.clocks.rules.notices import NOTICES, Break, Notice, calendar_of
from sunhall.clocks.tests.moments import on

TAIL = """节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
{signed}"""

# As in 2014 and 2015: days in lieu 补休, "together with the weekend" 与周末连休.
OLD = """国务院办公厅关于2014年部分节假日安排的通知
国办发明电〔2013〕28号
各单位：现将2014年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假安排通知如下。
一、元旦：1月1日放假1天。
二、春节：1月31日至2月6日放假调休，共7天。1月26日（星期日）、2月8日（星期六）上班。
三、清明节：4月5日放假，4月7日（星期一）补休。
四、劳动节：5月1日至3日放假调休，共3天。5月4日（星期日）上班。
五、端午节：6月2日放假，与周末连休。
六、中秋节：9月8日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月28日（星期日）、10月11日（星期六）上班。
""" + TAIL.format(signed="2013年12月11日")

# As in 2019 and 2010: a break from the year before, a month said once for two days.
ACROSS = """关于 2019 年部分节假日安排的通知
一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。
二、春节: 2月4日至10日放假调休, 共7天. 2月2日(星期六)、3日(星期日)上班。
三、清明节：4月5日放假，与周末连休。
四、劳动节：5月1日放假。
五、端午节：6月7日放假，与周末连休。
六、中秋节：9月13日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。"""

# As in 2024 to 2026: weekdays of both ends, lunar dates, encouragement that orders nothing.
NEW = """国务院办公厅关于2026年
部分节假日安排的通知
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。鼓励各单位结合带薪年休假，安排职工在2月13日休息。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
""" + TAIL.format(signed="2025年11月4日")

MERGED = """关于2025年部分节假日安排的通知 国办发明电[2024]12号
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。"""


def notice_of(year) -> Notice:
    return next(notice for notice in NOTICES if notice.year == year)


def days(notice):
    return sorted((day.on, day.is_workday) for day in notice.days())


@pytest.mark.parametrize(
    ("text", "year"), [(OLD, 2014), (ACROSS, 2019), (NEW, 2026), (MERGED, 2025)]
)
def test_the_wording_of_each_period_is_read_into_the_days_of_our_table(text, year):
    assert days(parse_notice(text)) == days(notice_of(year))


def test_the_number_and_the_date_of_signature_are_read_when_written():
    old = parse_notice(OLD)
    assert (old.number, old.issued_on) == ("国办发明电〔2013〕28号", on("2013-12-11"))
    assert parse_notice(MERGED).number == "国办发明电〔2024〕12号"
    assert parse_notice(NEW).number == ""
    assert parse_notice(NEW, number="国办发明电〔2025〕7号").number == "国办发明电〔2025〕7号"


def test_festivals_keep_their_names():
    assert parse_notice(MERGED).breaks[-1].name == "国庆节、中秋节"
    assert parse_notice(OLD).breaks[2] == Break("清明节", date(2014, 4, 5), date(2014, 4, 5))


def worded(notice: Notice) -> str:
    """Write a notice out of our table, in the plain manner of recent years."""
    numerals = "一二三四五六七八九十"
    names = list(dict.fromkeys(each.name for each in notice.breaks))
    lines = [f"关于{notice.year}年部分节假日安排的通知"]
    for numeral, name in zip(numerals, names, strict=False):
        said = []
        for each in (each for each in notice.breaks if each.name == name):
            count = (each.last - each.first).days + 1
            said.append(f"{written(each.first)}至{written(each.last)}放假调休，共{count}天。")
            said.append(
                "、".join(written(day) for day in each.work) + "上班。" if each.work else ""
            )
        lines.append(f"{numeral}、{name}：{''.join(said)}")
    return "\n".join(lines)


def written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）"


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.number)
def test_every_notice_written_out_is_read_back(notice):
    whole = len({each.name for each in notice.breaks}) > 1
    assert days(parse_notice(worded(notice), whole_year=whole)) == days(notice)


def test_a_read_notice_makes_a_calendar():
    calendar = calendar_of([parse_notice(NEW)])
    assert calendar.is_workday(on("2026-10-10"))
    assert not calendar.is_workday(on("2026-10-05"))


def changed(text, old, new):
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("今年国庆节放假七天", "没有找到年份"),
        ("关于2026年部分节假日安排的通知。国庆节放七天。", "没有找到“一、元旦：……”"),
        (changed(NEW, "10月10日（周六）上班", "10月10日（周日）上班"), "实际是周六"),
        (changed(NEW, "5日（周二）放假调休，共5天", "5日（周二）放假调休，共4天"), "按日期是 5 天"),
        (changed(OLD, "1月1日放假1天", "1月1日放假2天"), "按日期是 1 天"),
        (changed(NEW, "5月9日（周六）上班", "5月8日（周五）上班"), "不是周末"),
        (changed(NEW, "1月4日（周日）上班", "1月3日（周六）上班"), "既写了放假又写了上班"),
        (
            changed(NEW, "五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n", ""),
            "没有读到“端午节”",
        ),
        (changed(NEW, "5月9日（周六）上班", "5月9日（周六）视情况安排"), "没有读懂"),
        (changed(NEW, "6月19日（周五）至21日", "6月31日至33日"), "不是一个日期"),
        (changed(NEW, "4月4日（周六）至6日（周一）放假，共3天", "另行通知"), "没有读到放假日期"),
        (changed(ACROSS, "10月1日至7日放假调休，共7天", "10月1日至27日放假调休"), "超过 10 天"),
        (changed(ACROSS, "2018年12月29日", "2016年12月31日"), "不在 2019 年的安排之内"),
    ],
)
def test_what_is_unclear_is_told_and_never_guessed(text, says):
    with pytest.raises(NoticeUnclear) as refusal:
        parse_notice(text)
    assert says in str(refusal.value)
    assert refusal.value.field == "text"


def test_every_doubt_is_told_at_once():
    text = changed(NEW, "10月10日（周六）上班", "10月10日（周日）上班")
    text = changed(text, "5月9日（周六）上班", "5月8日（周五）上班")
    with pytest.raises(NoticeUnclear) as refusal:
        parse_notice(text)
    assert len(refusal.value.doubts) == 2


def test_a_notice_that_amends_one_festival_is_read_when_said_so():
    text = (
        "关于调整2019年劳动节假期安排的通知\n一、劳动节：2019年5月1日至4日放假调休，共4天。"
        "4月28日（星期日）、5月5日（星期日）上班。"
    )
    read = parse_notice(text, whole_year=False)
    assert days(read) == days(next(n for n in NOTICES if n.number == "国办发明电〔2019〕3号"))
    with pytest.raises(NoticeUnclear, match="没有读到“元旦”"):
        parse_notice(text)
