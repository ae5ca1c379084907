"""The light of the virus scanner on the page of what is stuck (K8)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.files import store
from sunhall.ground.files.tests import samples
from sunhall.ground.files.tests.samples import upload
from sunhall.ground.files.tests.standins import clamd

ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _house(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def shown(client: Client) -> str:
    return client.get("/workbench/deliveries/").content.decode()


def test_the_page_tells_whether_the_scanner_answers_and_what_waits_for_it(
    client_for: ClientFor, settings
) -> None:
    client = client_for("system_admin")
    assert "没有配置病毒扫描程序" in shown(client)
    with clamd() as (settings.CLAMAV, _):
        html = shown(client)
        assert "有应答" in html
        assert "没有待扫描的附件" in html
    store.keep_file(upload(samples.picture()), owner="matter:R1", by=SYSTEM)
    html = shown(client)
    assert "没有应答" in html
    assert "1 个附件待扫描" in html
