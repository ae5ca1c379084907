"""H12: a table of articles is tried and taken, reviewed, found, cited by eyes and sampled."""

import csv
from pathlib import Path

import pytest

from sunhall.knowledge.models import Article, Sampled
from sunhall.knowledge.tests.makers import make_article
from sunhall.knowledge.tests.test_loading import GOOD
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def table(folder: Path) -> Path:
    path = folder / "knowledge.csv"
    rows = [GOOD, {**GOOD, "标题": "临时救助怎么申请"}, {**GOOD, "标题": "没有答案", "答案": ""}]
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(GOOD))
        writer.writeheader()
        writer.writerows(
            {**row, "有效期至": "2099-12-31", "生效日期": "2020-01-01"} for row in rows
        )
    return path


def test_knowledge_comes_in_by_table_is_reviewed_found_and_sampled(county, walker, tmp_path):
    manager = Seat(walker, county, "manager", "h12-manager")
    manager.go("/workbench/knowledge/load/")
    manager.page.set_input_files("input[name=file]", table(tmp_path))
    manager.one.tap("试运行", role="button")
    manager.page.get_by_text("请填写答案").wait_for()
    assert not Article.objects.exists()
    manager.look("tried")
    manager.one.tap("导入，交审核", role="button")
    manager.page.get_by_text("2 条待审核").wait_for()
    head = Seat(walker, county, "head", "h12-head")
    for article in Article.objects.order_by("pk"):
        head.go(f"/workbench/knowledge/{article.number}/review/")
        head.one.tap("审核通过并发布", role="button")
        head.page.get_by_text("已发布").first.wait_for()
    operator = Seat(walker, county, "operator", "h12-operator")
    operator.go("/workbench/knowledge/?q=gljt")
    operator.page.get_by_role("link", name="高龄津贴怎么领").first.wait_for()
    operator.look("found")
    # Whoever loaded the table does not judge it: another's article is drawn with them.
    other = make_article(county)
    manager.go("/workbench/knowledge/samples/")
    manager.page.locator("#id_n").fill("3")
    manager.one.tap("抽检", role="button")
    manager.page.get_by_text("已抽出").first.wait_for()
    manager.look("sample")
    own = Sampled.objects.exclude(version__article=other)[0]
    manager.go(f"/workbench/knowledge/samples/{own.sample_id}/{own.pk}/")
    assert manager.one.sees("请由其他人员判定")
    item = Sampled.objects.get(version__article=other)
    manager.go(f"/workbench/knowledge/samples/{item.sample_id}/{item.pk}/")
    manager.one.choose("准确")
    manager.one.tap("保存判定", role="button")
    manager.page.get_by_text("已判定").first.wait_for()
    item.refresh_from_db()
    assert (item.mark, item.marked_by) == ("right", "staff:shi")


@pytest.mark.parametrize(
    ("size", "density"),
    [((360, 740), "citizen"), ((1440, 900), "desk"), ((360, 740), "elder")],
    ids=["360", "1440", "elder"],
)
def test_no_page_of_knowledge_has_a_barrier(county, walker, size, density):
    name = f"h12-{size[0]}-{density}"
    seat = Seat(walker, county, "manager", name, size=size, density=density)
    for page in ("", "load/", "samples/", "figures/", "new/"):
        seat.go(f"/workbench/knowledge/{page}")
        seat.look(page.strip("/") or "knowledge")
