"""Supervision letters over the API: the same rows, the same refusals as the pages (H7)."""

import json
from typing import Any

import pytest
import time_machine

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.papers import fonts
from sunhall.supervision import actions
from sunhall.supervision.tests.makers import NOW, watched_county
from tests.cast import STAFF, Cast

pytestmark = pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")


def test_a_departments_system_lists_signs_and_answers_its_letters(cast: Cast, client: Any) -> None:
    with time_machine.travel(NOW, tick=False):
        number = watched_county(cast)["late"].matter.number
        letter = actions.order_letter(
            number, level="daily", trigger="overdue", reason="此件已经超过期限，仍未办结。",
            demands="请查明原因并书面回复。", by=cast.supervisor,
        )  # fmt: skip
        mine, other = bearer("handler"), bearer("other_handler")
        page = json.loads(client.get("/api/v1/letters", headers=mine).content)
        assert [one["number"] for one in page["items"]] == [letter.number]
        assert page["items"][0]["sha256"]
        assert json.loads(client.get("/api/v1/letters", headers=other).content)["items"] == []
        here = f"/api/v1/letters/{letter.pk}"
        assert client.get(here, headers=other).status_code == 404
        assert client.get("/api/v1/letters/99999999999999999999", headers=mine).status_code == 422
        early = post(client, f"{here}/answer", mine, {"text": "已经修好，群众已经确认。"})
        assert early.status_code == 409
        assert json.loads(post(client, f"{here}/sign", mine).content)["state"] == "received"
        done = post(client, f"{here}/answer", mine, {"text": "已经修好，群众已经确认。"})
        assert json.loads(done.content)["state"] == "answered"


def bearer(who: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {directory.issue_api_key(STAFF[who][0], '接口', by=SYSTEM)}"}


def post(client: Any, path: str, headers: dict[str, str], data: Any = None) -> Any:
    return client.post(path, json.dumps(data or {}), "application/json", headers=headers)
