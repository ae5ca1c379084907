"""Importing on the workbench: nothing is written before it was tried and confirmed (H8; ux C5)."""

import csv
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from sunhall.config.command.basics import lay_messages
from sunhall.ground.journal.models import Delivery
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import deliver_one, drain
from sunhall.ground.kit.now import now
from sunhall.ground.outbox.queries import inbox_of
from sunhall.hotline import events, jobs
from sunhall.hotline.models import ImportJob, Request
from sunhall.hotline.queries.imports import lines
from sunhall.hotline.tests.makers import lay_desk
from tests.cast import Cast

HEADER = "编号,诉求人,标题,内容,受理时间,答复内容,答复时间"
GOOD = "{n},U{n},路灯,村口路灯坏了,2019/4/25 9:32:09,已经修好,2019/5/10 14:56:53"
BAD = "900,U9,路灯,村口路灯坏了,昨天,,"


@pytest.fixture
def bench(cast: Cast, client_for: Callable[[str], Client]) -> Client:
    lay_desk(cast)
    lay_messages()
    return client_for("manager")


def upload(bench: Client, rows: int = 3) -> ImportJob:
    lines = [HEADER, *(GOOD.format(n=n) for n in range(rows)), BAD]
    file = SimpleUploadedFile("信箱.csv", "\n".join(lines).encode())
    response = bench.post(reverse("workbench:imports"), {"file": file})
    job = ImportJob.objects.get()
    assert response["Location"] == reverse("workbench:import-mapping", args=[job.code])
    return job


def attempt(bench: Client, job: ImportJob, **changes: str) -> ImportJob:
    given = {"source": job.mapping["source"], **job.mapping["columns"], **changes}
    bench.post(reverse("workbench:import-mapping", args=[job.code]), given)
    drain()
    job.refresh_from_db()
    return job


def confirm(bench: Client, job: ImportJob) -> ImportJob:
    bench.post(reverse("workbench:import-confirm", args=[job.code]))
    job.refresh_from_db()
    return job


def rejected(bench: Client, job: ImportJob) -> bytes:
    response = bench.get(reverse("workbench:import-rejects", args=[job.code]))
    assert isinstance(response, StreamingHttpResponse)
    return bytes(response.getvalue())


def page_of(bench: Client, job: ImportJob) -> str:
    return bench.get(reverse("workbench:import", args=[job.code])).content.decode()


def test_the_mapping_page_shows_guesses_and_the_first_five_rows(bench: Client) -> None:
    job = upload(bench, rows=9)
    page = bench.get(reverse("workbench:import-mapping", args=[job.code])).content.decode()
    assert page.count("村口路灯坏了") == 5
    assert '<option value="受理时间" selected>' in page
    assert 'value="信箱"' in page


def test_a_mapping_that_no_row_could_satisfy_is_told_under_the_field(bench: Client) -> None:
    job = upload(bench)
    where = reverse("workbench:import-mapping", args=[job.code])
    response = bench.post(where, {"source": "信箱", "text": "内容"})
    assert response.status_code == 422
    assert "请指明哪一列是受理时间" in response.content.decode()


def test_a_trial_counts_every_row_and_writes_none(bench: Client) -> None:
    job = attempt(bench, upload(bench))
    assert (job.state, job.imported, job.unchanged, job.rejected) == ("checked", 3, 0, 1)
    assert not Request.objects.exists()
    page = bench.get(reverse("workbench:import", args=[job.code])).content.decode()
    assert "可以导入 3 行" in page
    assert "不是可以识别的时间" in page
    assert "确认导入" in page


def test_the_reason_of_a_row_is_told_in_the_language_of_its_reader(bench: Client) -> None:
    job = attempt(bench, upload(bench))
    bench.cookies["language"] = "en"
    page = page_of(bench, job)
    assert "cannot be read as a time" in page
    assert "昨天" in page
    assert "不是可以识别的时间" not in page


def test_a_confirmed_import_goes_on_chunk_by_chunk_until_it_is_done(bench: Client) -> None:
    job = confirm(bench, attempt(bench, upload(bench, rows=120)))
    assert deliver_one()
    job.refresh_from_db()
    assert (job.state, job.done, Request.objects.count()) == ("running", 50, 50)
    drain()
    job.refresh_from_db()
    assert (job.state, job.imported, job.rejected) == ("done", 120, 1)
    assert told(f"import:{job.code}") == [
        events.ImportUploaded,
        events.ImportCheckStarted,
        events.ImportAdvanced,
        events.ImportChecked,
        events.ImportStarted,
        events.ImportAdvanced,
        events.ImportAdvanced,
        events.ImportAdvanced,
        events.ImportFinished,
    ]
    assert not Delivery.objects.filter(done_at=None).exists()
    assert inbox_of("staff:shi").get().subject == "导入已完成"


def test_the_job_page_refreshes_itself_while_it_runs_and_reloads_when_it_ends(
    bench: Client,
) -> None:
    job = confirm(bench, attempt(bench, upload(bench, rows=120)))
    deliver_one()
    where = reverse("workbench:import", args=[job.code])
    part = bench.get(where, headers={"HX-Request": "true"})
    assert 'hx-trigger="every 3s"' in part.content.decode()
    assert "可以离开" in part.content.decode()
    drain()
    assert bench.get(where, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert job.sha256 in bench.get(where).content.decode()


def test_rejected_rows_are_handed_back_as_csv_with_the_reason(bench: Client) -> None:
    job = confirm(bench, attempt(bench, upload(bench)))
    drain()
    told_ = rejected(bench, job).decode()
    lines = told_.removeprefix("\ufeff").splitlines()
    assert lines[0] == f"{HEADER},行号,字段,原因"
    assert lines[1].startswith("900,U9,路灯,村口路灯坏了,昨天,,,4,received_at,")


def test_a_stopped_import_keeps_what_it_took_and_the_same_file_goes_on_after_it(
    bench: Client,
) -> None:
    job = confirm(bench, attempt(bench, upload(bench, rows=120)))
    deliver_one()
    bench.post(reverse("workbench:import-stop", args=[job.code]))
    drain()
    job.refresh_from_db()
    assert (job.state, Request.objects.count()) == ("cancelled", 50)
    ImportJob.objects.filter(pk=job.pk).update(code="earlier")
    ImportJob.objects.exclude(code="earlier").delete()
    file = SimpleUploadedFile(
        "信箱.csv", "\n".join([HEADER, *(GOOD.format(n=n) for n in range(120))]).encode()
    )
    bench.post(reverse("workbench:imports"), {"file": file})
    again = attempt(bench, ImportJob.objects.exclude(code="earlier").get())
    assert (again.imported, again.unchanged) == (70, 50)


def test_an_import_is_not_confirmed_before_it_was_tried(bench: Client) -> None:
    job = upload(bench)
    response = bench.post(reverse("workbench:import-confirm", args=[job.code]))
    assert "请先试运行" in response.content.decode()
    assert ImportJob.objects.get().state == "uploaded"


def test_a_file_that_is_no_table_is_refused_and_not_kept(bench: Client) -> None:
    response = bench.post(
        reverse("workbench:imports"), {"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 no")}
    )
    assert "请另存为 xlsx 或 CSV" in response.content.decode()
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize("who", ["operator", "handler", "leader"])
def test_only_who_may_import_comes_in(
    cast: Cast, client_for: Callable[[str], Client], who: str
) -> None:
    response = client_for(who).get(reverse("workbench:imports"))
    assert "没有这项权限" in response.content.decode()


def test_uploaded_files_and_rejected_rows_are_forgotten_after_a_month(bench: Client) -> None:
    job = confirm(bench, attempt(bench, upload(bench)))
    drain()
    jobs.forget_old_imports()
    assert job.rejects.exists()
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        jobs.forget_old_imports()
        jobs.forget_old_imports()
    assert not Path(job.path).exists()
    assert not job.rejects.exists()
    assert told(f"import:{job.code}").count(events.ImportForgotten) == 1
    job.refresh_from_db()
    assert (job.state, job.rejected) == ("done", 1)


def test_rejected_rows_run_no_formula_in_a_spreadsheet_and_come_back_as_they_were(
    bench: Client,
) -> None:
    evil = '=HYPERLINK("http://x")'
    row = f'901,+86 U9,@路灯,"{evil.replace(chr(34), chr(34) * 2)}",昨天,-1,'
    file = SimpleUploadedFile("信箱.csv", "\n".join([HEADER, row]).encode())
    bench.post(reverse("workbench:imports"), {"file": file})
    first = attempt(bench, ImportJob.objects.get())
    told_ = rejected(bench, first)
    cells = next(islice(csv.reader(told_.decode("utf-8-sig").splitlines()), 1, None))
    assert cells[1:6] == ["'+86 U9", "'@路灯", f"'{evil}", "昨天", "'-1"]
    bench.post(
        reverse("workbench:imports"), {"file": SimpleUploadedFile("信箱.rejects.csv", told_)}
    )
    second = attempt(bench, ImportJob.objects.exclude(pk=first.pk).get())
    again, before = dict(second.rejects.get().cells), dict(first.rejects.get().cells)
    assert {name: again[name] for name in before} == before


@pytest.mark.parametrize("state", ["uploaded", "checked", "failed"])
def test_a_job_whose_file_is_gone_says_so_and_what_to_do(bench: Client, state: str) -> None:
    job = upload(bench)
    Path(job.path).unlink()
    ImportJob.objects.update(state=state, is_dry_run=True)
    where = reverse("workbench:import-mapping", args=[job.code])
    response = bench.get(where, follow=True)
    assert response.redirect_chain == [(reverse("workbench:import", args=[job.code]), 302)]
    page = response.content.decode()
    assert "上传的文件已经不在了" in page
    assert "还没有写入任何内容" in page
    assert "重新上传" in page
    assert "确认导入" not in page
    told_ = bench.post(reverse("workbench:import-confirm", args=[job.code])).content.decode()
    assert "请" in told_
    assert ImportJob.objects.get().state == state


def test_a_job_that_waits_for_its_columns_leads_to_them(bench: Client) -> None:
    job = upload(bench)
    page = page_of(bench, job)
    assert reverse("workbench:import-mapping", args=[job.code]) in page
    assert "every 3s" not in page


def test_a_stopped_trial_says_that_nothing_was_written(bench: Client) -> None:
    job = upload(bench)
    bench.post(
        reverse("workbench:import-mapping", args=[job.code]),
        {"source": "信箱", **job.mapping["columns"]},
    )
    bench.post(reverse("workbench:import-stop", args=[job.code]))
    page = page_of(bench, job)
    assert "由操作人停止" in page
    assert "试运行没有写入任何内容" in page
    assert "重新上传" in page


def test_an_import_that_failed_keeps_what_it_took_and_can_be_tried_again(bench: Client) -> None:
    job = confirm(bench, attempt(bench, upload(bench, rows=60)))
    deliver_one()
    Path(job.path).rename(Path(job.path).with_suffix(".away"))
    lines._open.clear()
    drain()
    job.refresh_from_db()
    assert (job.state, job.imported) == ("failed", 50)
    assert "上传的文件已经不在了" in page_of(bench, job)
    Path(job.path).with_suffix(".away").rename(job.path)
    assert "改列的对应，再试一次" in page_of(bench, job)
    again = confirm(bench, attempt(bench, job))
    drain()
    again.refresh_from_db()
    assert (again.state, again.imported, again.unchanged) == ("done", 10, 50)
