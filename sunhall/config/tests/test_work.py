"""The worker does deliveries in a row before it looks at everything else that is due."""

import pytest

from sunhall.config.command import work
from sunhall.ground.journal.worker import open_deliveries
from sunhall.hotline.tests.makers import make_request
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_what_a_morning_left_is_done_in_a_row(desk: Cast) -> None:
    for _ in range(3):
        make_request(desk, upto="assigned")
    owed = open_deliveries().count()
    assert 3 < owed <= work._deliver() <= work.IN_A_ROW
    assert not open_deliveries().exists()
    assert work._deliver() == 0
