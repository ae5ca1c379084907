"""H11: a phone day on the public page, a call taken, the leader instructs from his phone."""

from datetime import timedelta

import pytest

from sunhall.days import actions, events
from sunhall.days.models import Question
from sunhall.days.tests.makers import call, lay_series, make_sitting
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import today
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = (360, 740)


def test_a_leader_takes_a_call_and_instructs_from_his_phone(county, walker):
    lay_series()
    make_sitting(county, "phone-day", today() + timedelta(days=3))
    sitting = make_sitting(county, "phone-day", today(), post="rx-head", upto="opened")
    actions.stand_in(sitting.guests.get().pk, post="county-lead", reason="出差", by=county.manager)
    visitor = walker("h11", scripts=False)
    visitor.go("/days/")
    assert visitor.sees("代替热线负责人岗")
    seen = walker("h11-public")
    seen.go("/days/")
    assert seen.barriers() == []
    seen.shot("public")
    actions.file_question(call(county, sitting).pk, by=county.operator)
    leader = Seat(walker, county, "leader", "h11-leader", size=PHONE)
    leader.go(f"/workbench/days/{sitting.pk}/live/")
    leader.look("live")
    leader.page.get_by_role("link", name="批示").first.click()
    leader.page.get_by_label("交给").select_option("mz-relief")
    leader.page.get_by_label("批示").fill("今天下午到现场，当面答复。")
    leader.page.get_by_role("button", name="批示交办").click()
    leader.page.get_by_text("今天下午到现场，当面答复。").first.wait_for()
    assert Question.objects.get().matter.offered_to == "mz-relief"
    assert told(f"sitting:{sitting.pk}")[-1] == events.LeaderInstructed
    manager = Seat(walker, county, "manager", "h11-manager")
    for name, path in {"list": "/workbench/days/", "one": f"/workbench/days/{sitting.pk}/"}.items():
        manager.go(path)
        manager.look(name)
