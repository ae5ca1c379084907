from datetime import time

import pytest

from sunhall.clocks.rules import opening, week
from sunhall.ground.kit.refusal import Refused


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        ("08:30-12:00 14:30-17:30", ((time(8, 30), time(12)), (time(14, 30), time(17, 30)))),
        ("8：30—12：00，14：30—18：00", ((time(8, 30), time(12)), (time(14, 30), time(18)))),
        ("9:00至17:00", ((time(9), time(17)),)),
        ("", ()),
    ],
)
def test_a_day_is_read_as_people_write_it(text, intervals):
    assert week.read_day(text, field="mon") == intervals


@pytest.mark.parametrize(
    "text", ["全天", "08:30-12:00 下午", "12:00-08:30", "25:00-26:00", "08:30-12:00 11:00-17:30"]
)
def test_a_day_that_cannot_be_read_says_how_to_write_it(text):
    with pytest.raises(Refused) as refusal:
        week.read_day(text, field="mon")
    assert refusal.value.field == "mon"
    assert "请" in str(refusal.value) or "须" in str(refusal.value)


def test_a_week_survives_its_json_column():
    assert week.from_plain(week.to_plain(opening.WEEK)) == opening.WEEK
    assert week.write_day(opening.WEEK[0]) == "08:30-12:00 14:30-17:30"
