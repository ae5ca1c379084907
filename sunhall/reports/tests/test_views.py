"""Reports through the doors: numbers open their rows, files open, who may see what (H9)."""

import html
import io
import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from docx import Document

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import moment
from sunhall.ground.papers import fonts
from sunhall.hotline import actions as hotline
from sunhall.hotline import jobs as hotline_jobs
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.people import actions as people
from sunhall.reports import actions
from sunhall.reports.models import Report
from sunhall.reports.tests.makers import LAST_WEEK, NOW, reported_county
from tests.cast import Cast

MIXER = (
    "清河小区附近的搅拌站夜里噪音扰民，睡不着觉",
    "投诉清河小区旁边的搅拌站，夜里噪音很大",
    "清河小区搅拌站的噪音和灰尘严重，请管一管",
    "请求关停清河小区附近的搅拌站，噪音太大",
)
ClientFor = Callable[[str], Client]
printed = pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")


@pytest.fixture
def made(cast: Cast) -> Iterator[dict[str, Request]]:
    with time_machine.travel(NOW, tick=False):
        yield reported_county(cast)


@pytest.fixture
def week(made: dict[str, Request]) -> Report:
    return actions.make_report("week", LAST_WEEK.date(), by=SYSTEM)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def numbers_in(page: str) -> list[tuple[str, int]]:
    """Each link to a list of rows with the number it stands under."""
    found = re.findall(r'href="([^"]*/rows/\?[^"]+)"[^>]*>([\d\s\u202f.%—]+)</a>', page)
    return [
        (html.unescape(url), int(said.replace("\u202f", "")))
        for url, said in found
        if said.strip().isdigit()
    ]


def test_every_number_of_the_page_opens_a_list_of_as_many_rows(
    week: Report, client_for: ClientFor
) -> None:
    manager = client_for("manager")
    found = numbers_in(text(manager, f"/workbench/reports/{week.pk}/"))
    assert len(found) > 40
    for url, said in dict(found).items():
        rows = text(manager, url)
        assert rows.count('class="fold-row"') == said, url


def test_a_row_tells_the_ten_elements_and_a_masked_person(
    week: Report, made: dict[str, Request], client_for: ClientFor
) -> None:
    path = f"/workbench/reports/{week.pk}/rows/?figure=talked"
    page = text(client_for("manager"), path)
    for words in (
        made["talked"].matter.number, "李*兰", "电话", "城乡建设/市政设施/路灯照明", "转办",
        "按时答复", "民政局 · 社会救助岗", "赵承办", "没有督办",
    ):  # fmt: skip
        assert words in page, words
    assert "李秀兰" not in page
    csv = b"".join(client_for("manager").get(path.replace("/rows/", "/rows.csv"))).decode()
    assert csv.count("\n") == 2
    assert "李*兰" in csv
    path = f"/workbench/reports/{week.pk}/rows/?element=who&value=confidential"
    assert "要求保密" in text(client_for("manager"), path)


def test_what_went_to_inspection_since_leaves_a_row_without_a_number(
    week: Report, made: dict[str, Request], cast: Cast, client_for: ClientFor
) -> None:
    number = made["fresh"].matter.number
    hotline.pass_to_inspection(number, by=cast.operator)
    path = f"/workbench/reports/{week.pk}/rows/?figure=received"
    page = text(client_for("manager"), path)
    assert page.count('class="fold-row"') == 6
    assert number not in page
    assert "已转纪检监察，不列出" in page


def test_the_docx_opens_and_holds_words_and_tables(week: Report, client_for: ClientFor) -> None:
    answer = client_for("manager").get(f"/workbench/reports/{week.pk}/docx/")
    assert ".docx" in answer.headers["Content-Disposition"]
    document = Document(io.BytesIO(answer.content))
    words = [one.text for one in document.paragraphs]
    assert "阳光热线周报" in words
    assert "11月9日至11月15日阳光热线运行情况（草稿，未审签）" in words
    assert "一、总体情况" in words
    assert any("本周共收到诉求6件" in one for one in words)
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["反映渠道", "件数", "上周"] in heads
    channels = document.tables[heads.index(["反映渠道", "件数", "上周"])]
    assert ["电话", "4", "2"] in [[cell.text for cell in row.cells] for row in channels.rows]
    assert document.core_properties.author == ""


@printed
def test_a_draft_prints_as_a_draft_and_what_was_sent_under_its_check_code(
    week: Report, cast: Cast, client_for: ClientFor
) -> None:
    path = f"/workbench/reports/{week.pk}/"
    draft = client_for("manager").get(f"{path}pdf/").content
    assert draft.startswith(b"%PDF-")
    assert client_for("leader").get(path).status_code == 404
    assert client_for("supervisor").post(f"{path}approve/").status_code == 302
    leader = client_for("leader")
    kept = b"".join(leader.get(f"{path}pdf/"))
    assert kept.startswith(b"%PDF-")
    assert kept != draft
    page = text(leader, path)
    assert "审签并报送" not in page
    assert "核验码" in page
    assert "11月9日至11月15日" in text(leader, "/workbench/reports/?kind=week")


def test_words_are_edited_and_the_machines_stay_beside_them(
    week: Report, client_for: ClientFor
) -> None:
    path, manager = f"/workbench/reports/{week.pk}/", client_for("manager")
    assert "系统最初写的文字" not in text(manager, path)
    refused = manager.post(path, {"body": "太短"})
    assert refused.status_code == 422
    assert "至少 8 个字" in refused.content.decode()
    assert manager.post(path, {"body": "一、总体情况\n请各单位抓紧办理。"}).status_code == 302
    page = text(manager, path)
    assert "请各单位抓紧办理。" in page
    assert "系统最初写的文字" in page
    assert manager.post(f"{path}approve/").status_code == 403
    assert client_for("handler").get(path).status_code == 403


def test_counting_again_tells_in_words_what_has_changed(
    week: Report, cast: Cast, client_for: ClientFor
) -> None:
    path, manager = f"/workbench/reports/{week.pk}/compare/", client_for("manager")
    assert "这一期没有补记" in text(manager, path)
    with moment(LAST_WEEK):
        make_request(cast)
    page = re.sub(r"<[^>]+>", "", text(manager, path))
    assert "每个数字都一样" in page
    assert "收到：原来 6，现在 7" in page
    answer = manager.post("/workbench/reports/", {"kind": "week", "day": "2026-11-09"})
    second = Report.objects.get(version=2)
    assert answer.headers["Location"] == f"/workbench/reports/{second.pk}/"
    assert "第 1 版" in text(manager, f"/workbench/reports/{second.pk}/")
    assert "对不上" not in text(manager, path)
    week.content["now"]["figures"]["late"] = [3, 3]
    week.save()
    assert "对不上" in text(manager, path)


def test_a_wrong_period_is_refused_beside_its_field(cast: Cast, client_for: ClientFor) -> None:
    manager = client_for("manager")
    for kind, day, said in (
        ("week", "", "请输入哪一天"),
        ("year", "2026-11-09", "id_kind-error"),
        ("week", f"{NOW.year + 2}-11-18", "起可以生成"),
        ("day", "2026-02-30", "id_day-error"),
        ("day", "9999-12-31", "id_day-error"),
    ):
        answer = manager.post("/workbench/reports/", {"kind": kind, "day": day})
        assert answer.status_code == 422, day
        assert said in answer.content.decode(), said


def test_what_no_report_counts_is_no_page(week: Report, client_for: ClientFor) -> None:
    manager = client_for("manager")
    for asked in ("figure=none", "figure=received&part=1", "element=none&value=1", ""):
        text(manager, f"/workbench/reports/{week.pk}/rows/?{asked}", 404)
        text(manager, f"/workbench/reports/{week.pk}/rows.csv?{asked}", 404)


def test_a_hot_issue_stands_in_words_and_page_and_opens(cast: Cast, client_for: ClientFor) -> None:
    with time_machine.travel(LAST_WEEK, tick=False):
        lay_desk(cast)
        for index, words in enumerate(MIXER):
            person = people.know_person(
                name="陌生人", phone=f"1390000{index:04}", channel="phone", by=SYSTEM
            )
            make_request(cast, text=words, person=person.public_id)
    with time_machine.travel(NOW - timedelta(days=2), tick=False):  # Monday
        hotline_jobs.find_hot_issues()
        week = actions.make_report("week", LAST_WEEK.date(), by=SYSTEM)
        (one,) = week.content["hot"]
        assert (one["count"], one["persons"], one["came"]) == (4, 4, 4)
        assert "热点问题" in week.machine
        assert f"{one['title']}：累计4件，4人反映，本周4件" in week.machine
        assert "陌生人" not in week.machine
        page = text(client_for("manager"), f"/workbench/reports/{week.pk}/")
        assert f"/workbench/hot/{one['code']}/" in page
        text(client_for("manager"), f"/workbench/hot/{one['code']}/")
