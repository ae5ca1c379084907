"""What a row of another system says, and what is wrong with it (H8, D2)."""

from datetime import UTC, datetime

import pytest

from sunhall.ground.kit.refusal import Refused
from sunhall.hotline.rules import imports as rules
from sunhall.hotline.rules.imports import Bad, Given

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
COLUMNS = {
    field: field
    for field in (
        *("number", "person", "subject", "text", "received_at", "answer", "answered_at"),
        *("class", "place", "channel"),
    )
}


def row(**cells: str) -> Given | Bad:
    given = {"number": "7", "text": "路灯不亮", "received_at": "2019/4/25 9:32:09"}
    return rules.read(given | cells, COLUMNS, NOW)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2019/4/25 9:32:09", "2019-04-25 01:32:09"),
        ("2019-04-25 09:32:09", "2019-04-25 01:32:09"),
        ("2019-04-25 09:32", "2019-04-25 01:32:00"),
        ("2019.4.25 9:32:09.500000", "2019-04-25 01:32:09"),
        ("2019年4月25日 9时32分", "2019-04-25 01:32:00"),
        ("２０１９/４/２５ 9：32：09", "2019-04-25 01:32:09"),
        ("2019/4/25 下午 3:05:00", "2019-04-25 07:05:00"),
        ("04/25/2019 3:05 PM", "2019-04-25 07:05:00"),
        ("04/25/2019 12:05 AM", "2019-04-24 16:05:00"),
        ("2019-04-25T09:32:09Z", "2019-04-25 09:32:09"),
        ("2016-07-13 15:11:07+00:00", "2016-07-13 15:11:07"),
        ("2019-04-25T09:32:09+0530", "2019-04-25 04:02:09"),
        ("20190425093209", "2019-04-25 01:32:09"),
        ("43580.397326388891", "2019-04-25 01:32:09"),
    ],
)
def test_a_moment_is_read_in_the_usual_forms_and_is_local_unless_it_says_otherwise(
    text: str, utc: str
) -> None:
    moment = rules.read_moment(text)
    assert moment is not None
    assert not moment.is_day
    assert f"{moment.at:%F %T}" == utc


@pytest.mark.parametrize(
    "text", ["2019-04-25", "2019/4/25 0:00:00", "04/25/2019", "20190425", "43580", "2019年4月25日"]
)
def test_a_bare_day_and_midnight_say_only_the_day(text: str) -> None:
    moment = rules.read_moment(text)
    assert moment is not None
    assert (moment.is_day, moment.text) == (True, "2019-04-25")


@pytest.mark.parametrize(
    "text", ["", "昨天", "2019-02-30", "25/04/2019", "2019-04-25 25:00", "20190425x", "0", "12345"]
)
def test_what_is_no_moment_is_not_guessed_at(text: str) -> None:
    found = rules.read_moment(text)
    assert found is None or found.at.year < 1990


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "\n\t\t\t\n\t\t路灯不亮，\n\t\t请修  一修。\n\n\n\n谢谢",
            "路灯不亮，\n请修 一修。\n\n谢谢",
        ),
        ("<p>您好&nbsp;：</p><p>已修复<br/>。</p>", "您好 ：\n已修复\n。"),
        ("依据<中华人民共和国城乡规划法>答复", "依据<中华人民共和国城乡规划法>答复"),
        ('见<a href="http://example.cn/a?b=1">公告</a>', "见 (http://example.cn/a?b=1) 公告"),
        ("1 < 2 && AT&T &copy 2 &lt;3", "1 < 2 && AT&T &copy 2 <3"),
        ("零\u200b宽\ufeff字符\u3000全角", "零宽字符 全角"),
    ],
)
def test_marks_and_stray_space_go_and_every_word_stays(text: str, plain: str) -> None:
    assert rules.clean(text) == plain


def test_headers_of_a_mailbox_export_are_recognised() -> None:
    headers = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]
    assert rules.guess(headers) == {
        "number": "留言编号",
        "person": "留言用户",
        "subject": "留言主题",
        "text": "留言详情",
        "received_at": "留言时间",
        "answer": "答复意见",
        "answered_at": "答复时间",
    }


def test_headers_are_recognised_whatever_their_spaces_and_case() -> None:
    headers = ["ID", "标题", "投诉件内容", "时间", "信息 来源", "性质", "Answer", "Closed_Date"]
    assert rules.guess(headers) == {
        "number": "ID",
        "subject": "标题",
        "text": "投诉件内容",
        "received_at": "时间",
        "answer": "Answer",
        "answered_at": "Closed_Date",
        "class": "性质",
        "channel": "信息 来源",
    }


def test_an_answer_is_not_guessed_where_its_time_is_unknown() -> None:
    assert "answer" not in rules.guess(["id", "标题", "时间", "投诉件内容", "回复1"])


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(Refused, match="表格中没有“内容x”列") as refused:
        rules.mapped(["text=内容x"], ["内容"])
    assert refused.value.field == "text"
    with pytest.raises(Refused, match="写法不对"):
        rules.mapped(["colour=内容"], ["内容"])


@pytest.mark.parametrize("columns", [{"number": "a", "received_at": "b"}, {"text": "a"}])
def test_a_mapping_without_words_or_time_is_refused(columns: dict[str, str]) -> None:
    with pytest.raises(Refused, match="请指明哪一列"):
        rules.require_usable(columns)


def test_a_row_without_answer_is_a_question_still_open() -> None:
    said = row(subject="路灯", person="A1", channel="电话")
    assert isinstance(said, Given)
    assert (said.number, said.subject, said.text) == ("7", "路灯", "路灯不亮")
    assert (said.answer, said.answered_at) == ("", None)


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"text": " ", "subject": "<br>"}, "text", "都是空的"),
        ({"received_at": ""}, "received_at", "没有受理时间"),
        ({"received_at": "去年"}, "received_at", "不是可以识别的时间"),
        ({"received_at": "2026-11-23"}, "received_at", "还没有到"),
        ({"answer": "已修"}, "answered_at", "没有答复时间"),
        ({"answer": "已修", "answered_at": "x"}, "answered_at", "不是可以识别的时间"),
        ({"answer": "已修", "answered_at": "2019/4/24"}, "answered_at", "早于受理时间"),
        ({"answer": "已修", "answered_at": "2027/1/1"}, "answered_at", "还没有到"),
        ({"answered_at": "2018/5/1"}, "answered_at", "早于受理时间"),
        ({"number": "9" * 81}, "number", "超过 80 个字符"),
    ],
)
def test_a_bad_row_is_told_its_field_and_a_plain_reason(
    cells: dict[str, str], field: str, reason: str
) -> None:
    said = row(**cells)
    assert isinstance(said, Bad)
    assert said.field == field
    assert reason in said.reason


def test_a_case_closed_without_words_is_taken_and_says_so() -> None:
    said = row(answered_at="2019-05-01 09:00:00")
    assert isinstance(said, Given)
    assert said.answer == rules.NO_WORDS == "来源系统未给出答复内容"
    assert f"{said.answered_at:%F %T}" == "2019-05-01 01:00:00"
    assert said.mark == row(answer=" ", answered_at="2019/5/1 9:00").mark
    assert said.mark != row(answer="已修", answered_at="2019/5/1 9:00").mark


def test_days_alone_are_no_answer() -> None:
    cells = {"text": "河水发黑", "received_at": "2020-09-03", "days": "6"}
    columns = {"text": "text", "received_at": "received_at", "answer_days": "days"}
    said = rules.read(cells, columns, NOW)
    assert isinstance(said, Given)
    assert (said.answer, said.answered_at) == ("", None)


def test_an_answer_on_the_bare_day_of_the_request_is_not_before_it() -> None:
    said = row(answer="已修", answered_at="2019-04-25")
    assert isinstance(said, Given)
    assert f"{said.answered_at:%F %T}" == "2019-04-25 15:59:59"


def test_days_to_the_answer_may_stand_for_its_date() -> None:
    columns = COLUMNS | {"answer_days": "days"}
    del columns["answered_at"]
    cells = {"text": "河水发黑", "received_at": "2020-09-03 00:00:00", "answer": "已清淤"}
    said = rules.read(cells | {"days": "6.0"}, columns, NOW)
    assert isinstance(said, Given)
    assert f"{said.answered_at:%F}" == "2020-09-09"
    assert isinstance(rules.read(cells | {"days": "很久"}, columns, NOW), Bad)


def test_a_row_without_number_is_known_by_what_was_asked() -> None:
    first, again = row(number=""), row(number="", answer="已修", answered_at="2019-05-01")
    assert isinstance(first, Given)
    assert isinstance(again, Given)
    assert first.number == again.number
    assert first.number.startswith("#")


def test_the_mark_tells_a_new_answer_from_a_changed_question() -> None:
    first, spaced = row(), row(text="路灯 不亮\n", received_at="2019-04-25 09:32:09")
    answered, changed = row(answer="已修", answered_at="2019-05-01"), row(text="路灯亮了")
    assert first.mark == spaced.mark
    assert rules.ask_part(first.mark) == rules.ask_part(answered.mark)
    assert first.mark != answered.mark
    assert rules.ask_part(first.mark) != rules.ask_part(changed.mark)


def test_a_number_that_went_through_a_float_is_the_same_number() -> None:
    assert row(number="24.0").number == "24"
    assert row(number="SX-24.0").number == "SX-24.0"


def test_a_long_subject_is_cut_but_kept_whole_in_the_text() -> None:
    said = row(subject="很长的主题" * 60, text="正文在此")
    assert isinstance(said, Given)
    assert len(said.subject) == 200
    assert said.text == "很长的主题" * 60 + "\n\n正文在此"
    alone = row(subject="只有主题", text="")
    assert isinstance(alone, Given)
    assert alone.text == "只有主题"


def test_a_person_is_known_by_an_identifier_and_never_by_a_bare_name() -> None:
    assert rules.who_is("A00045581", "x").reference == "x:A00045581"
    assert rules.who_is("138-0000-0001", "x").phone == "13800000001"
    assert rules.who_is("+86 13800000001", "x").phone == "13800000001"
    assert rules.who_is("11010519491231002X", "x").id_number == "11010519491231002X"
    assert rules.who_is("某先生", "x").name == "某先生"
    assert not rules.who_is("匿名", "x")
    assert not rules.who_is(" ", "x")
    assert len(rules.who_is("u" * 90 + "1", "x").reference) == 64


def test_words_of_other_systems_are_translated_and_unknown_ones_stay_an_import() -> None:
    words = ["电话", "网站", "e福州app", "12345app", "QQ", "微信", "Phone", "飞鸽传书", ""]
    assert [rules.channel_of(one) for one in words] == [
        *("phone", "web", "web", "web", "web", "wechat", "phone", "import", "import")
    ]
    assert [rules.demand_of(one) for one in ("咨询", "投诉类", "城乡建设", "")] == [
        *("consult", "complain", "help", "help")
    ]
