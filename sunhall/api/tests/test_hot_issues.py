"""Hot issues over the API: the same issues, counts and members as the pages (H9)."""

import json
from typing import Any

import time_machine

from sunhall.api.tests.test_letters import bearer
from sunhall.hotline import queries
from sunhall.hotline.tests.test_hot_county import NIGHT, found
from tests.cast import Cast


def test_another_system_reads_the_issues_its_key_may_see(desk: Cast, client: Any) -> None:
    with time_machine.travel(NIGHT, tick=False) as traveller:
        issue = found(desk, traveller)
        mine, other = bearer("manager"), bearer("outsider")
        told = json.loads(client.get("/api/v1/hot-issues", headers=mine).content)
        seen = queries.hot_issue_for(desk.manager, issue.code)
        assert [(one["code"], one["heat"], one["alarm"]) for one in told] == [
            (issue.code, seen.heat, True)
        ]
        full = json.loads(client.get(f"/api/v1/hot-issues/{issue.code}", headers=mine).content)
        assert len(full["requests"]) == full["count"] == 4
        assert json.loads(client.get("/api/v1/hot-issues", headers=other).content) == []
        here = f"/api/v1/hot-issues/{issue.code}"
        assert client.get(here, headers=other).status_code == 404
        assert client.get(here).status_code == 401


def test_a_period_needs_both_ends_and_no_more_than_a_year(desk: Cast, client: Any) -> None:
    with time_machine.travel(NIGHT, tick=False) as traveller:
        issue = found(desk, traveller)
        mine = bearer("manager")
        asked = "/api/v1/hot-issues?from=2026-11-11&to=2026-11-17"
        told = json.loads(client.get(asked, headers=mine).content)
        assert [one["code"] for one in told] == [issue.code]
        for wrong in ("from=2026-11-11", "from=2026-11-11&to=2026-11-01", "from=x&to=y"):
            answer = client.get(f"/api/v1/hot-issues?{wrong}", headers=mine)
            assert answer.status_code in (409, 422)
            assert "from" in answer.content.decode()
