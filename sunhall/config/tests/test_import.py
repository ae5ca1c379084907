"""`sunhall import requests`: history is replayed once and never overwritten (H8, D2)."""

import argparse
import csv
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from sunhall.config.command import imports
from sunhall.config.tests.conftest import ANSWERED, ASKED, HEADERS, Row, Run
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.models import Delivery, Entry
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions
from sunhall.hotline import events as hotline
from sunhall.hotline.models import ImportJob, ImportReject, Request, Revisit
from sunhall.matters import events as matters
from sunhall.matters import jobs
from sunhall.matters import queries as matter_queries
from sunhall.people.models import Person
from sunhall.places import actions as places

Write = Callable[..., Path]


def only() -> Request:
    return Request.objects.select_related("matter", "matter__last_answer").get()


def counts(said: dict[str, Any]) -> tuple[int, int, int, int]:
    return said["rows"], said["imported"], said["unchanged"], len(said["rejected"])


def test_an_answered_row_is_replayed_at_its_own_times(take: Run, table: Write) -> None:
    said = take(table(ANSWERED))
    assert said == {"rows": 1, "imported": 1, "unchanged": 0, "rejected": []}
    matter = only().matter
    assert told(f"matter:{matter.number}") == [
        matters.MatterOpened,
        matters.LimitStarted,
        hotline.RequestReceived,
        matters.LimitMet,
        matters.MatterMoved,
        matters.MatterAnswered,
        hotline.RequestClosed,
    ]
    times = [f"{entry.at:%F %T}" for entry in story(f"matter:{matter.number}")]
    assert times == ["2019-04-25 01:32:09"] * 3 + ["2019-05-10 06:56:53"] * 4
    assert (matter.stage, matter.is_replayed) == ("closed", True)
    assert matter.last_answer.text == "已经修好"


def test_nothing_is_made_up_about_a_replayed_answer(take: Run, table: Write) -> None:
    take(table(ANSWERED))
    request = only()
    assert (request.matter.outcome, request.matter.satisfied) == ("unstated", None)
    assert (request.disposal, request.answered_by) == ("", "")
    assert not Revisit.objects.exists()
    assert not Delivery.objects.filter(entry__stream__startswith="matter:").exists()


def test_nobody_may_choose_the_outcome_of_history_for_a_live_answer(
    take: Run, table: Write
) -> None:
    take(table(ASKED))
    number = only().matter.number
    with pytest.raises(Refused, match="请选择办理结果"):
        actions.answer_directly(number, text="已处理好", outcome="unstated", by=SYSTEM)


def test_a_live_request_cannot_be_filed_as_history(take: Run, fresh: None) -> None:
    live = actions.receive_request(
        text="路灯坏了请修", place="990101000000", channel="web", by=SYSTEM
    )
    with pytest.raises(Refused, match="请选择办理结果"):
        actions.replay_answer(live.matter.number, text="好", by=SYSTEM)


def test_an_unanswered_row_is_late_since_its_limit_and_nobody_is_reminded_of_it_today(
    take: Run, table: Write
) -> None:
    take(table(ASKED))
    matter = only().matter
    assert matter.stage == "received"
    assert f"{matter.late_at:%F %T}" == "2019-05-05 16:00:00"
    written = Entry.objects.count()
    jobs.remind_before_limits()
    jobs.note_passed_limits()
    assert Entry.objects.count() == written


def test_importing_again_changes_nothing(take: Run, table: Write) -> None:
    rows = [ANSWERED, ASKED | {"编号": "2"}]
    take(table(*rows))
    written = Entry.objects.exclude(stream__startswith="import:").count()
    assert counts(take(table(*rows))) == (2, 0, 2, 0)
    assert Entry.objects.exclude(stream__startswith="import:").count() == written


def test_a_new_answer_to_a_known_row_is_replayed(take: Run, table: Write) -> None:
    take(table(ASKED))
    assert counts(take(table(ANSWERED))) == (1, 1, 0, 0)
    matter = only().matter
    assert (matter.stage, f"{matter.answered_at:%F}") == ("closed", "2019-05-10")
    assert counts(take(table(ANSWERED))) == (1, 0, 1, 0)


def test_an_answer_that_came_in_time_takes_back_the_lateness_noted_without_it(
    take: Run, table: Write, count: Run
) -> None:
    take(table(ASKED))
    assert only().matter.late_at is not None
    take(table(ANSWERED | {"答复时间": "2019/4/26 8:00:00"}))
    assert only().matter.late_at is None
    assert count("2019-04-25", "2019-04-25")["on_time"] == 1


def test_a_case_closed_without_words_is_kept_and_the_journal_says_why(
    take: Run, table: Write, count: Run
) -> None:
    said = take(table(ANSWERED | {"答复内容": ""}))
    assert said == {"rows": 1, "imported": 1, "unchanged": 0, "rejected": []}
    matter = only().matter
    assert (matter.stage, matter.outcome, matter.satisfied) == ("closed", "unstated", None)
    assert matter.last_answer.text == "来源系统未给出答复内容"
    assert f"{matter.closed_at:%F %T}" == "2019-05-10 06:56:53"
    facts = [one.event for one in story(f"matter:{matter.number}")]
    [answer] = [fact for fact in facts if isinstance(fact, matters.MatterAnswered)]
    assert answer.words == matter.last_answer.text
    assert count("2019-04-25", "2019-04-25")["answered"] == 1


def test_the_command_says_how_many_cases_came_without_words(
    fresh: None, table: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    imports.arguments(parser)
    file = table(ANSWERED | {"答复内容": ""}, ANSWERED | {"编号": "2"})
    for words in (["--dry-run"], []):
        assert imports.run(parser.parse_args(["requests", str(file), *words])) == 0
        assert "其中 1 行只有办结时间" in capsys.readouterr().err


def test_words_that_are_missing_in_a_later_export_take_nothing_away(
    take: Run, table: Write
) -> None:
    take(table(ANSWERED))
    assert counts(take(table(ANSWERED | {"答复内容": ""}))) == (1, 0, 1, 0)
    assert only().matter.last_answer.text == "已经修好"


def test_a_question_is_closed_by_a_later_export_that_has_no_words_either(
    take: Run, table: Write
) -> None:
    take(table(ASKED))
    assert counts(take(table(ANSWERED | {"答复内容": ""}))) == (1, 1, 0, 0)
    assert only().matter.stage == "closed"


def test_an_earlier_export_without_the_answer_is_nothing_new(take: Run, table: Write) -> None:
    take(table(ANSWERED))
    assert counts(take(table(ASKED))) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"内容": "村口路灯没坏"}, "number", "历史不会被覆盖"),
        ({"答复内容": "没有修好"}, "answer", "已有的答复不会被覆盖"),
    ],
)
def test_a_changed_row_is_refused_and_what_is_here_stays(
    take: Run, table: Write, change: Row, field: str, reason: str
) -> None:
    take(table(ANSWERED, ANSWERED | {"编号": "2"}))
    said = take(table(ANSWERED | change, ANSWERED | {"编号": "2"}))
    assert counts(said) == (2, 0, 1, 1)
    assert (said["rejected"][0]["row"], said["rejected"][0]["field"]) == (1, field)
    assert reason in said["rejected"][0]["reason"]
    assert {row.text for row in Request.objects.all()} == {"村口路灯坏了"}


def test_an_answer_given_here_is_not_overwritten_by_one_from_a_file(
    take: Run, table: Write
) -> None:
    take(table(ASKED))
    actions.answer_directly(only().matter.number, text="今天答复了", by=SYSTEM)
    said = take(table(ANSWERED))
    assert [bad["field"] for bad in said["rejected"]] == ["answer"]
    assert only().matter.last_answer.text == "今天答复了"


def test_doubles_in_one_file_count_once_and_a_contradiction_names_the_first(
    take: Run, table: Write
) -> None:
    said = take(table(ASKED, ASKED, ASKED | {"标题": "别的"}))
    assert counts(said) == (3, 1, 1, 1)
    assert said["rejected"] == [
        {"row": 3, "field": "number", "reason": "编号 1 与第 1 行相同而内容不同，请核对"}
    ]


def test_a_year_without_calendar_is_refused_with_the_calendars_own_words(
    take: Run, table: Write
) -> None:
    said = take(table(ASKED | {"受理时间": "2006-12-07"}, ASKED | {"编号": "2"}))
    assert counts(said) == (2, 1, 0, 1)
    assert said["rejected"][0]["field"] == "received_at"
    assert "工作日历没有 2006 年的数据" in said["rejected"][0]["reason"]


def test_a_row_that_an_action_refuses_leaves_no_trace_and_harms_no_other(
    take: Run, table: Write
) -> None:
    bad = ASKED | {"诉求人": "110105194912310021"}  # a check digit that does not fit
    said = take(table(bad, ASKED | {"编号": "2"}))
    assert counts(said) == (2, 1, 0, 1)
    assert said["rejected"][0]["field"] == "person"
    assert Person.objects.count() == Request.objects.count() == 1


def test_people_are_known_by_their_number_in_the_source(take: Run, table: Write) -> None:
    take(table(ASKED, ASKED | {"编号": "2"}, ASKED | {"编号": "3", "诉求人": "匿名"}))
    assert Person.objects.get().reference == "mailbox:U1"
    assert Request.objects.filter(matter__person=Person.objects.get().public_id).count() == 2


def test_a_known_place_and_class_are_found_and_unknown_words_are_kept(
    take: Run, table: Write
) -> None:
    places.add_place("990101100", "东山镇", by=SYSTEM)
    for code, name in {"01": "城乡建设", "0101": "市政设施", "02": "噪声"}.items():
        actions.set_class(code, name=name, by=SYSTEM)
    take(
        table(
            ASKED | {"地点": "东山镇", "分类": "城乡建设 / 市政设施"},
            ASKED | {"编号": "2", "地点": "河边老桥", "分类": "从没见过的分类"},
            ASKED | {"编号": "3", "地点": "990101100", "分类": "噪声"},
        )
    )
    rows = {row.source_number: row for row in Request.objects.select_related("matter")}
    town = "990101100000"
    assert (rows["1"].matter.place, rows["1"].address) == (town, "")
    assert (rows["1"].matter.class_code, rows["1"].source_class[:4]) == ("0101", "城乡建设")
    assert (rows["2"].matter.place[:6], rows["2"].address) == ("990101", "河边老桥")
    assert (rows["2"].matter.class_code, rows["2"].source_class) == ("", "从没见过的分类")
    assert rows["3"].matter.place == town
    assert rows["3"].matter.class_code == "02"


def test_a_dry_run_says_what_would_happen_and_writes_nothing(take: Run, table: Write) -> None:
    take(table(ANSWERED))
    written = Entry.objects.count()
    new, bad = ASKED | {"编号": "2"}, ASKED | {"编号": "3", "受理时间": "2006-1-1"}
    said = take(table(ANSWERED, new, bad), "--dry-run")
    assert counts(said) == (3, 1, 1, 1)
    assert Entry.objects.count() == written
    assert Request.objects.count() == ImportJob.objects.count() == 1


def test_rejected_rows_can_be_corrected_and_imported_again(
    take: Run, table: Write, tmp_path: Path
) -> None:
    take(table(ASKED, ASKED | {"编号": "2", "受理时间": "昨天"}))
    rejected = tmp_path / "mailbox.rejects.csv"
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["行号"], row["字段"]) for row in rows] == [("2", "received_at")]
    assert list(rows[0]) == [*HEADERS, "行号", "字段", "原因"]
    fixed = rejected.read_text(encoding="utf-8-sig").replace("昨天", "2019-04-26 8:00")
    rejected.write_text(fixed, encoding="utf-8")
    assert counts(take(rejected)) == (1, 1, 0, 0)
    assert set(Request.objects.values_list("source", flat=True)) == {"mailbox"}


def test_an_earlier_file_of_rejected_rows_is_never_overwritten(
    take: Run, table: Write, tmp_path: Path
) -> None:
    bad = table(ASKED | {"受理时间": "昨天"})
    take(bad)
    take(bad)
    take(tmp_path / "mailbox.rejects.csv")
    names = {path.name for path in tmp_path.glob("*.rejects*.csv")}
    assert names == {"mailbox.rejects.csv", "mailbox.rejects-2.csv", "mailbox.rejects-3.csv"}


def test_a_renamed_or_longer_export_adds_nothing_twice(take: Run, table: Write) -> None:
    take(table(ASKED))
    said = take(table(ASKED, ASKED | {"编号": "2"}, name="导出-2026-11.csv"))
    assert counts(said) == (2, 1, 1, 0)
    assert set(Request.objects.values_list("source", flat=True)) == {"mailbox"}


def test_numbers_of_two_systems_do_not_collide(take: Run, table: Write) -> None:
    take(table(ASKED))
    other = ASKED | {"内容": "另一个系统的第一件"}
    assert counts(take(table(other, name="hotline.csv"))) == (1, 1, 0, 0)
    said = take(table(other, name="third.csv"), "--source", "mailbox")
    assert counts(said) == (1, 0, 0, 1)


def test_zipped_and_excel_files_say_the_same_as_csv(
    take: Run, table: Write, tmp_path: Path
) -> None:
    take(table(ANSWERED))
    zipped = tmp_path / "copy.csv.gz"
    zipped.write_bytes(gzip.compress((tmp_path / "mailbox.csv").read_bytes()))
    book = tmp_path / "copy.xlsx"
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        moment = made.add_format({"num_format": "yyyy/m/d h:mm:ss"})
        for at, name in enumerate(HEADERS):
            sheet.write(0, at, name)
            sheet.write(1, at, ANSWERED.get(name, ""))
        sheet.write_number(1, 0, 1)
        sheet.write_number(1, 4, 43580.397326388891, moment)
    assert counts(take(zipped)) == (1, 0, 1, 0)
    assert counts(take(book)) == (1, 0, 1, 0)


def test_a_file_that_cannot_be_used_is_refused_as_a_whole(
    take: Run, table: Write, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="请指明哪一列"):
        take(table({"备注": "x"}, headers=["备注"]))
    with pytest.raises(Refused, match="表格中没有“正文”列"):
        take(table(ASKED), "--column", "text=正文")
    with pytest.raises(Refused, match="打不开文件"):
        take(tmp_path / "nowhere.csv")


def test_who_imported_which_file_is_on_record(take: Run, table: Write) -> None:
    take(table(ASKED, ASKED | {"编号": "2", "受理时间": "?"}))
    job = ImportJob.objects.get()
    assert (job.state, job.done, job.imported, job.rejected) == ("done", 2, 1, 1)
    assert len(job.sha256) == 64
    assert told(f"import:{job.code}") == [hotline.ImportStarted, hotline.ImportFinished]
    assert dict(ImportReject.objects.get().cells)["受理时间"] == "?"


def test_imported_matters_keep_every_promise_of_the_spine(take: Run, table: Write) -> None:
    take(table(ANSWERED, ASKED | {"编号": "2"}))
    for matter in matter_queries.matters_for(SYSTEM):
        running = matter.assignments.filter(to_at=None).count()
        assert running == (0 if matter.phase == "closed" else 1)
        assert (matter.due_at is None) == (matter.phase == "closed")
