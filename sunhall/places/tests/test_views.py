"""Pages of the place map, through the doors."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sunhall.places.models import Place
from tests.cast import Cast

pytestmark = pytest.mark.django_db

LIST = "code,name\n990101102,南坡镇\n990101102201,杏花村\n990101999201,没有乡镇的村\n"


def test_everybody_at_work_browses_the_tree(cast: Cast) -> None:
    client = cast.client_for("handler")
    assert "青禾县" in client.get("/workbench/places/").content.decode()
    page = client.get("/workbench/places/?in=990101000000").content.decode()
    assert "东山镇" in page
    assert "登记区划" not in page


def test_a_search_by_initials_finds_a_village(cast: Cast) -> None:
    page = cast.client_for("handler").get("/workbench/places/?q=sqc").content.decode()
    assert "青禾县东山镇石桥村" in page


def test_a_search_by_htmx_answers_with_the_rows_alone(cast: Cast) -> None:
    answer = cast.client_for("handler").get(
        "/workbench/places/?q=sqc", headers={"HX-Request": "true"}
    )
    assert answer.content.decode().lstrip().startswith('<div id="found"')


def test_a_search_without_result_says_so(cast: Cast) -> None:
    page = cast.client_for("handler").get("/workbench/places/?q=zzzz").content.decode()
    assert "没有符合「zzzz」的区划" in page


def test_a_dry_run_shows_what_would_change_and_the_import_does_just_that(cast: Cast) -> None:
    client = cast.client_for("system_admin")
    upload = SimpleUploadedFile("villages.csv", LIST.encode())
    page = client.post("/workbench/places/import/", {"file": upload}).content.decode()
    assert "试运行结果" in page
    assert "990101999000 还没有登记，请先导入上级" in page
    assert not Place.objects.filter(code="990101102000").exists()
    done = client.post("/workbench/places/import/", {"text": LIST, "go": "1"}).content.decode()
    assert "导入结果" in done
    assert Place.objects.get(code="990101102201").full_name == "青禾县南坡镇杏花村"


def test_an_empty_import_says_what_to_do(cast: Cast) -> None:
    answer = cast.client_for("system_admin").post("/workbench/places/import/", {})
    assert answer.status_code == 422
    assert "请选择文件，或把表格粘贴在下面" in answer.content.decode()


def test_a_place_is_added_renamed_and_closed_on_the_page(cast: Cast) -> None:
    client = cast.client_for("system_admin")
    client.post("/workbench/places/add/", {"code": "990101102", "name": "南坡镇"})
    client.post("/workbench/places/990101102000/rename/", {"name": "南岭镇"})
    assert Place.objects.get(code="990101102000").name == "南岭镇"
    closing = {"on": "2026-03-01", "reason": "并入柳溪镇"}
    client.post("/workbench/places/990101102000/close/", closing)
    assert f"{Place.objects.get(code='990101102000').active_to}" == "2026-03-01"


def test_a_handler_changes_nothing(cast: Cast) -> None:
    client = cast.client_for("handler")
    assert client.get("/workbench/places/import/").status_code == 403
    assert client.post("/workbench/places/add/", {"code": "990101103"}).status_code == 403


def test_a_search_below_what_is_no_code_finds_nothing_there(cast: Cast) -> None:
    assert cast.client_for("handler").get("/workbench/places/?q=东山&in=abc").status_code == 404
