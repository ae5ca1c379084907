"""Free words of staff are sealed beside the chain, told to who may read, erased with the person."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.models import Entry, EntrySecret
from sunhall.ground.journal.record import story
from sunhall.ground.journal.verify import verify
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions as matters
from sunhall.matters import events
from sunhall.matters import queries as matter_queries
from sunhall.people import actions as people
from tests.cast import Cast

NAME = "李秀兰"
WHY = f"{NAME}的户口不在本县，由迁入地办理"


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    with time_machine.travel("2026-11-18 10:00+08:00", tick=False):
        yield


@pytest.fixture
def returned(cast: Cast) -> str:
    """A request that came back with a name in the reason, and was then closed."""
    lay_desk(cast)
    number = make_request(cast, upto="handling").matter.number
    actions.return_request(
        number, reason_code="not_duty", reason=WHY, suggested="zj-roads", by=cast.handler
    )
    return str(number)


def ended(cast: Cast, number: str) -> None:
    actions.decide_objection(number, upheld=True, words="不归民政承办", by=cast.manager)
    actions.sign_request(number, by=cast.other_handler)
    actions.answer_request(number, text="已办。", outcome="resolved", by=cast.other_handler)
    actions.revisit_request(number, way="phone", reached=True, satisfied=True, by=cast.revisitor)
    actions.close_request(number, by=cast.revisitor)
    drain()


def in_chain() -> str:
    return "".join(Entry.objects.values_list("data", flat=True))


def test_a_name_in_a_reason_stands_sealed_and_is_read_where_it_was_read_before(
    cast: Cast, returned: str
) -> None:
    assert NAME not in in_chain()
    page = cast.client_for("operator").get(f"/workbench/requests/{returned}/").content.decode()
    assert page.count(WHY) >= 1
    mine = matter_queries.matter_for(cast.resident, returned)
    assert any(WHY in line.words for line in matter_queries.told_to_person(mine))
    audit = cast.client_for("audit_admin").get(f"/workbench/audit/?stream={returned}")
    assert WHY in audit.content.decode()


def test_a_long_story_is_read_in_as_many_queries_as_a_short_one(
    cast: Cast, returned: str, django_assert_num_queries: Any
) -> None:
    matter = matter_queries.matter_for(SYSTEM, returned)
    for _again in range(12):
        matters.add_note(returned, text="再次核对户籍", by=cast.manager)
    with django_assert_num_queries(4):
        lines = matter_queries.story_of(matter)
    assert sum(NAME in line.words for line in lines) == 1


def test_a_lawful_deletion_takes_the_words_along_and_the_chain_still_verifies(
    cast: Cast, returned: str
) -> None:
    other = make_request(cast, person="").matter.number
    matters.add_note(other, text="与此无关", by=cast.operator)
    ended(cast, returned)
    person = cast.person().public_id
    people.erase_person(person, "本人申请", by=cast.operator)
    drain()
    told = story(f"matter:{returned}")
    assert isinstance(told[-1].event, events.WordsErased)
    assert not any(NAME in str(fact.event.payload()) for fact in told)
    assert any(fact.event.told().endswith("承办：—") for fact in told)
    assert not EntrySecret.objects.filter(entry__stream=f"matter:{returned}").exists()
    assert EntrySecret.objects.filter(entry__stream=f"matter:{other}").exists()
    assert verify().findings == []
    answer = cast.client_for("operator").get(f"/workbench/requests/{returned}/")
    assert answer.status_code == 200


def test_words_are_erased_once_and_by_nobody_s_own_hand(cast: Cast, returned: str) -> None:
    ended(cast, returned)
    person = cast.person().public_id
    with pytest.raises(Refused, match="一并删除"):
        matters.erase_words(person, by=cast.operator)
    people.erase_person(person, "本人申请", by=cast.operator)
    assert matters.erase_words(person, by=SYSTEM) == 1
    drain()
    kinds = [type(fact.event) for fact in story(f"matter:{returned}")]
    assert kinds.count(events.WordsErased) == 1
