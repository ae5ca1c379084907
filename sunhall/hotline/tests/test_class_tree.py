"""The three-level class tree: loadable, with codes, and with a history (H2)."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import story
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, queries
from sunhall.hotline.models import RequestClass
from sunhall.hotline.rules.class_files import Node, planned
from sunhall.hotline.tests.makers import CLASS, make_request
from tests.cast import Cast

ClientFor = Callable[[str], Client]
DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "teddy2020c"
TREE = DATA / "附件1.csv.gz"
LEVELS = ("一级分类", "二级分类", "三级分类")
STANDS = [Node("01", "城乡建设"), Node("0101", "市政设施"), Node("010101", "路灯照明")]


def ways(*rows: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    return [(at, dict(zip(LEVELS, row, strict=False))) for at, row in enumerate(rows, start=2)]


def coded(*rows: tuple[str, str, str]) -> list[tuple[int, dict[str, str]]]:
    names = ("代码", "名称", "三步工作法")
    return [(at, dict(zip(names, row, strict=True))) for at, row in enumerate(rows, start=2)]


# The table against the tree


def test_a_way_that_is_there_keeps_its_code_and_a_new_one_gets_the_next() -> None:
    plan = planned(
        STANDS, ways(("城乡建设", "市政设施", "路灯照明"), ("城乡建设", "市政设施", "道路养护"))
    )
    assert [(one.what, one.node.code, one.node.name) for one in plan.changes] == [
        ("new", "010102", "道路养护")
    ]
    assert plan.unchanged == 3


def test_reading_the_same_table_twice_changes_nothing() -> None:
    table = ways(("交通", "公交", "线路"), ("交通", "公交", "线路"))
    first = planned([], table)
    again = planned([one.node for one in first.changes], table)
    assert (len(first.changes), again.changes, again.unchanged) == (3, [], 3)


def test_a_code_that_is_there_gets_the_new_name_wherever_its_parent_stands_in_the_table() -> None:
    plan = planned(STANDS, coded(("010101", "照明", ""), ("01", "城建", "是")))
    assert [(one.what, one.node.code, one.before) for one in plan.changes] == [
        ("renamed", "01", "城乡建设"),
        ("renamed", "010101", "路灯照明"),
    ]


def test_a_number_that_was_used_is_not_given_again() -> None:
    stands = [*STANDS, Node("010102", "桥梁", is_active=False)]
    plan = planned(stands, ways(("城乡建设", "市政设施", "涵洞")))
    assert plan.changes[0].node.code == "010103"


def test_what_the_table_lacks_is_closed_only_when_asked_and_never_by_a_table_with_errors() -> None:
    table = ways(("城乡建设",))
    assert planned(STANDS, table).changes == []
    closed = planned(STANDS, table, closes_missing=True)
    assert [(one.what, one.node.code) for one in closed.changes] == [
        ("closed", "0101"),
        ("closed", "010101"),
    ]
    broken = planned(STANDS, ways(("城乡建设",), ("", "市政设施")), closes_missing=True)
    assert (broken.changes, len(broken.errors)) == ([], 1)


@pytest.mark.parametrize(
    ("table", "field", "reason"),
    [
        (coded(("1", "城建", "")), "代码", "2、4 或 6 位"),
        (coded(("0201", "物业", "")), "代码", "没有上级分类 02"),
        (coded(("02", "", "")), "名称", "请填写分类名称"),
        (coded(("02", "城乡建设", "")), "名称", "同一上级下已有"),
        (coded(("02", "其他", "也许")), "三步工作法", "请填“是”或“否”"),
        (coded(("02", "甲" * 61, "")), "名称", "最多 60 个字"),
        (coded(("02", "水/电", "")), "名称", "请不要用“/”"),
        (ways(("城乡建设", "", "路灯")), "二级分类", "请填写分类名称"),
        (ways(("", "", "")), "一级分类", "请填写分类名称"),
    ],
)
def test_a_row_that_is_not_taken_names_its_column_and_why(
    table: list[tuple[int, dict[str, str]]], field: str, reason: str
) -> None:
    plan = planned(STANDS, table)
    (bad,) = plan.errors
    assert (bad.row, bad.field) == (2, field)
    assert reason in bad.reason
    assert plan.changes == []


def test_a_branch_holds_ninety_nine_and_says_so() -> None:
    plan = planned([], ways(*(("甲", f"乙{n}") for n in range(100))))
    assert [(bad.row, bad.field) for bad in plan.errors] == [(101, "二级分类")]


# Written down


def test_renames_and_closings_stay_in_the_history(desk: Cast) -> None:
    actions.set_class(CLASS, name="照明", by=desk.manager)
    actions.close_class("0101", reason="并入城市管理", by=desk.manager)
    actions.set_class("0101", name="市政设施", by=desk.manager)
    told = [one.event.told() for one in story("classes:request")][-4:]
    assert told == [
        f"分类「{CLASS} 照明」由「路灯照明」改名",
        "分类「0101 市政设施」停用：并入城市管理",
        f"分类「{CLASS} 照明」停用：并入城市管理",
        "分类「0101 市政设施」重新启用",
    ]
    titles = [entry.title for entry in queries.register_history("classes:request", code=CLASS)]
    assert len(titles) == 3
    assert "由「路灯照明」改名" in titles[1]


def test_a_closed_class_is_offered_to_nobody_and_old_requests_keep_it(desk: Cast) -> None:
    request = make_request(desk, upto="classified")
    actions.close_class("01", reason="分类调整", by=desk.manager)
    assert "01" not in {row.code for row in queries.classes()}
    assert queries.class_words(request.matter.class_code) == "城乡建设/市政设施/路灯照明"
    with pytest.raises(Refused, match="先建立上级分类"):
        actions.set_class("0109", name="其他", by=desk.manager)


def test_what_a_class_asks_for_its_branches_ask_too(desk: Cast) -> None:
    actions.set_class("0201", name="低保", by=desk.manager)
    request = make_request(desk, upto="received")
    actions.classify_request(request.matter.number, class_code="0201", by=desk.operator)
    request.matter.refresh_from_db()
    assert queries.facts(request.matter).needs_three_steps


def test_only_who_keeps_the_registers_changes_the_tree(desk: Cast) -> None:
    for step in (
        lambda: actions.close_class("01", reason="分类调整", by=desk.operator),
        lambda: actions.load_classes(ways(("交通",)), source="表", by=desk.operator),
    ):
        with pytest.raises(Refused, match="只有热线管理人员"):
            step()


# The pages


def test_the_pages_of_the_registers_open_for_who_keeps_them(
    desk: Cast, client_for: ClientFor
) -> None:
    actions.set_answer_template("lamp", name="路灯", text="路灯已修复。", by=desk.manager)
    line = queries.catalogue()[0].row.pk
    client = client_for("manager")
    for tail, words in {
        "classes/": "路灯照明",
        f"classes/{CLASS}/": "变更记录",
        "classes/new/": "分类代码",
        "classes/load/": "试运行",
        "dispatch/": "县政府三定规定第三条",
        f"dispatch/{line}/": "尚未派过",
        f"dispatch/new/?like={line}": "县政府三定规定第三条",
        "posts/": "承办争议裁定",
        "templates/": "路灯已修复",
        "templates/lamp/": "第 1 版",
    }.items():
        answer = client.get(f"/workbench/registers/{tail}")
        assert answer.status_code == 200, tail
        assert words in answer.content.decode(), tail


def test_a_class_table_is_tried_first_and_then_written(desk: Cast, client_for: ClientFor) -> None:
    client, address = client_for("manager"), "/workbench/registers/classes/load/"
    text = "一级分类,二级分类,三级分类\n城乡建设,市政设施,路灯照明\n城乡建设,市政设施,井盖\n,,孤\n"
    file = SimpleUploadedFile("分类.csv", text.encode("gb18030"))
    tried = client.post(address, {"file": file})
    html = tried.content.decode()
    assert tried.status_code == 200
    assert "尚未写入" in html
    assert "请填写分类名称" in html
    assert not RequestClass.objects.filter(name="井盖").exists()
    given = {"table": tried.context["table"], "source": "分类.csv"}
    assert client.post(address, given).status_code == 302
    assert RequestClass.objects.get(name="井盖").source == "分类.csv"


@pytest.mark.parametrize("table", ["", "[", "[1]", '[["a",{}]]', '[[1,{"代码":2}]]'])
def test_a_handed_on_table_that_is_none_asks_for_the_file_again(
    desk: Cast, client_for: ClientFor, table: str
) -> None:
    address = "/workbench/registers/classes/load/"
    answer = client_for("manager").post(address, {"table": table, "source": "x"})
    assert answer.status_code == 422


def test_a_table_without_the_columns_says_which_it_lacks(desk: Cast, client_for: ClientFor) -> None:
    file = SimpleUploadedFile("a.csv", "甲,乙\n1,2\n".encode())
    answer = client_for("manager").post("/workbench/registers/classes/load/", {"file": file})
    assert answer.status_code == 422
    assert "表格缺少列" in answer.content.decode()


def test_a_post_of_the_hotline_is_set_on_its_page(desk: Cast, client_for: ClientFor) -> None:
    client, address = client_for("manager"), "/workbench/registers/posts/"
    given = {"of": "decision", "decision-purpose": "decision", "decision-post": "mz-head"}
    assert client.post(address, given).status_code == 302
    assert queries.desk_post("decision") == "mz-head"
    assert client.post(address, {**given, "decision-post": "gone"}).status_code == 422


# The example tree of a province


@pytest.mark.realdata
@pytest.mark.skipif(not TREE.exists(), reason="the real data does not stand beside the project")
def test_the_tree_of_a_province_is_loaded_whole_and_the_second_time_changes_nothing(
    db: None,
) -> None:
    with gzip.open(TREE, "rt", encoding="utf-8-sig") as file:
        leaves = {tuple(line.strip().split(",")) for line in file.readlines()[1:]}
    table = queries.read_classes(TREE)
    plan = actions.load_classes(table, source=TREE.name, by=SYSTEM)
    assert plan.errors == []
    paths = {tuple(row.path.split("/")) for row in queries.classes() if len(row.code) == 6}
    assert paths == leaves
    assert len(leaves) == 517
    again = actions.load_classes(queries.read_classes(DATA / "附件1.xlsx"), source="x", by=SYSTEM)
    assert (again.changes, again.errors) == ([], [])
