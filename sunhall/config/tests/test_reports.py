"""`sunhall reports`: an operator has the reports of past periods made, again and again (H9)."""

import argparse
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from sunhall.config.command import reports
from sunhall.ground.kit.now import moment
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline.tests.makers import make_request
from sunhall.reports.models import Report
from sunhall.reports.tests.makers import LAST_WEEK, NOW, reported_county
from tests.cast import Cast


@pytest.fixture
def make(capsys: pytest.CaptureFixture[str]) -> Callable[..., list[dict[str, Any]]]:
    def run(*words: str) -> list[dict[str, Any]]:
        parser = argparse.ArgumentParser()
        reports.arguments(parser)
        assert reports.run(parser.parse_args([*words, "--json"])) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


@time_machine.travel(NOW, tick=False)
def test_each_period_is_made_once_and_again_only_when_the_journal_tells_otherwise(
    cast: Cast, make: Any
) -> None:
    reported_county(cast)
    asked = ("--kind", "week", "--from", "2026-11-04", "--to", "2026-11-15")
    first = make(*asked)
    assert [(one["first"], one["version"], one["received"], one["is_new"]) for one in first] == [
        ("2026-11-02", 1, 2, True),
        ("2026-11-09", 1, 6, True),
    ]
    assert {one["is_new"] for one in make(*asked)} == {False}
    assert Report.objects.count() == 2
    # Somebody enters later what came in then: the old version stays, a new one stands beside it.
    with moment(LAST_WEEK + timedelta(hours=2)):
        make_request(cast, upto="received")
    again = make(*asked)
    assert [(one["version"], one["received"]) for one in again] == [(1, 2), (2, 7)]
    assert again[0]["id"] == first[0]["id"]


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--from", "2026-11-18"), "day"),
        (("--from", "2026-11-10", "--to", "2026-11-09"), "to"),
    ],
)
def test_a_period_that_has_not_ended_and_an_end_before_the_start_are_refused(
    cast: Cast, make: Any, words: tuple[str, ...], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        make("--kind", "day", *words)
    assert refused.value.field == field
    assert not Report.objects.exists()
