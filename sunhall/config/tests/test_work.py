"""The worker's pass: deliveries in a row, then everything else that is due."""

import pytest

from sunhall.config.command import work
from sunhall.ground.journal.worker import open_deliveries
from sunhall.hotline.tests.makers import make_request
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_one_pass_does_what_a_morning_left(desk: Cast) -> None:
    for _ in range(3):
        make_request(desk, upto="assigned")
    assert open_deliveries().count() > 3
    assert work._pass()
    assert not open_deliveries().exists()
