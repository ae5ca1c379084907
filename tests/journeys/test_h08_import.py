"""H8, C5: a file of another system, from upload to the rejected row that is corrected and taken."""

import csv
import io
from pathlib import Path

import pytest

from sunhall.config.command.basics import lay_messages
from sunhall.ground.journal.worker import drain
from sunhall.hotline.models import ImportJob, Request
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADER = "编号,诉求人,标题,内容,受理时间,答复内容,答复时间"
GOOD = "{n},U{n},路灯,村口路灯坏了,2019/4/25 9:32:09,已经修好,2019/5/10 14:56:53"
BAD = "900,U9,水渠,村东水渠堵了,昨天,,"


def sheet(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8-sig")
    return path


def tried(seat: Seat, path: Path) -> None:
    """Upload a file, look at the columns, try it, and see what the trial found."""
    seat.go("/workbench/imports/")
    seat.page.get_by_label("选择文件").set_input_files(path)
    seat.one.tap("上传并对应列", "button")
    seat.page.wait_for_url("**/columns/")
    seat.look("columns")
    seat.page.locator("main form button[type=submit]").first.click()
    seat.page.wait_for_url(lambda url: not url.endswith("/columns/"))
    drain()
    seat.page.reload()
    seat.page.get_by_text("试运行结果").wait_for()


def confirmed(seat: Seat) -> ImportJob:
    seat.one.tap("确认导入", "button")
    seat.rest()
    drain()
    seat.page.reload()
    seat.page.get_by_text("导入完成").wait_for()
    return ImportJob.objects.latest("pk")


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_a_file_is_tried_taken_and_its_rejected_row_corrected_and_taken(
    county, walker, tmp_path, size
):
    lay_messages()
    seat = Seat(walker, county, "manager", f"h08-import-{size[0]}", size=size)
    rows = [HEADER, *(GOOD.format(n=n) for n in range(3)), BAD]
    tried(seat, sheet(tmp_path, "信箱.csv", "\n".join(rows)))
    assert seat.one.sees("可以导入 3 行")
    assert Request.objects.count() == 0
    seat.look("tried")
    job = confirmed(seat)
    assert (job.imported, job.rejected) == (3, 1)
    seat.look("done")

    name, file = seat.one.download(seat.page.locator(f"a[href$='/{job.code}/rejects/']").first)
    got = file.decode("utf-8-sig")
    said = list(csv.DictReader(io.StringIO(got)))
    assert [row["编号"] for row in said] == ["900"]
    assert any("时间" in cell for cell in said[0].values())

    tried(seat, sheet(tmp_path, name, got.replace("昨天", "2019/4/26 8:00:00")))
    again = confirmed(seat)
    assert (again.imported, again.rejected) == (1, 0)
    assert again.mapping["source"] == job.mapping["source"]
    assert Request.objects.count() == 4

    # The whole file once more: nothing is taken twice.
    tried(seat, tmp_path / "信箱.csv")
    assert seat.one.sees("可以导入 0 行")
