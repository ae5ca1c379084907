"""Reports over the API: what was approved, as numbers and as papers, and no draft (H9)."""

import hashlib
import io
import json
from typing import Any

import docx
import pytest
import time_machine

from sunhall.api.tests.test_letters import bearer
from sunhall.config.command.basics import lay_messages
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.papers import fonts
from sunhall.reports import actions
from sunhall.reports.tests.makers import LAST_WEEK, NOW, reported_county
from tests.cast import Cast

pytestmark = pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")
HERE = "/api/v1/reports"


def got(client: Any, path: str, headers: dict[str, str]) -> Any:
    return json.loads(client.get(path, headers=headers).content)


def test_another_system_takes_an_approved_report_and_never_a_draft(cast: Cast, client: Any) -> None:
    with time_machine.travel(NOW, tick=False):
        lay_messages()
        reported_county(cast)
        week = actions.make_report("week", LAST_WEEK.date(), by=SYSTEM)
        writer, leader = bearer("manager"), bearer("leader")
        for key in (writer, leader):
            assert got(client, HERE, key) == {"items": [], "next": 0}
            for ending in ("", "/pdf", "/docx"):
                assert client.get(f"{HERE}/{week.pk}{ending}", headers=key).status_code == 404

        actions.approve_report(week.pk, by=cast.supervisor)
        listed = got(client, HERE, leader)["items"]
        assert [(one["id"], one["kind"], one["number"]) for one in listed] == [
            (week.pk, "week", "〔2026〕第46期")
        ]
        assert got(client, f"{HERE}?kind=day", leader)["items"] == []

        full = got(client, f"{HERE}/{week.pk}", leader)
        assert full["body"] == week.body
        assert {one["name"]: one["now"] for one in full["figures"]} == week.content["now"][
            "figures"
        ]
        by_channel = {o["value"]: o["now"] for o in full["elements"] if o["element"] == "channel"}
        assert by_channel == week.content["now"]["elements"]["channel"]

        pdf = client.get(f"{HERE}/{week.pk}/pdf", headers=leader)
        body = b"".join(pdf.streaming_content)
        assert hashlib.sha256(body).hexdigest() == full["sha256"] == listed[0]["sha256"]
        word = client.get(f"{HERE}/{week.pk}/docx", headers=leader)
        assert "〔2026〕第46期" in "".join(
            one.text for one in docx.Document(io.BytesIO(word.content)).paragraphs
        )


def test_a_key_without_the_permission_is_told_which(cast: Cast, client: Any) -> None:
    for ending in ("", "/1", "/1/pdf", "/1/docx"):
        assert client.get(f"{HERE}{ending}").status_code == 401
        assert client.get(f"{HERE}{ending}", headers=bearer("handler")).status_code == 403
    assert client.get(f"{HERE}?kind=year", headers=bearer("leader")).status_code == 422
