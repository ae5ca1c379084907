"""B acts only while A is away; masks by role and place; every reading has a reason (norms 5.2)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.hotline import actions
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import queries as matters
from sunhall.people import actions as people
from sunhall.people import queries as people_queries
from sunhall.people.events import PersonRevealed
from tests.cast import STAFF, Cast

PHONE, MASKED_PHONE = "13800000001", "138****0001"
NAME, MASKED_NAME = "李秀兰", "李*兰"
ID_NUMBER, MASKED_ID = "11010519491231002X", "1101**********002X"

# Who → what is shown of the person on the page of a request, and on the page of the register.
SHOWN = {
    "operator": ("masked", "masked"),
    "manager": ("masked", "masked"),
    "handler": ("masked", "masked"),
    "head": ("masked", "masked"),
    "revisitor": ("masked", "masked"),
    "inspector": ("masked", "masked"),
    "supervisor": ("nobody", "refused"),
    "leader": ("nobody", "refused"),
    "other_handler": ("no request", "no page"),
    "system_admin": ("no request", "refused"),
    "security_admin": ("no request", "refused"),
    "audit_admin": ("no request", "refused"),
}


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    with time_machine.travel("2026-11-18 10:00+08:00", tick=False):
        yield


def page(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, answer.content.decode()


def seen(status: int, html: str, missing: str = "no request") -> str:
    for whole in (PHONE, NAME, ID_NUMBER):
        assert whole not in html
    if status != 200:
        return {403: "refused", 404: missing}[status]
    return "masked" if MASKED_NAME in html and MASKED_PHONE in html else "nobody"


@pytest.mark.parametrize("who", SHOWN)
def test_what_each_role_sees_of_a_person_is_masked_or_nothing(desk: Cast, who: str) -> None:
    request = make_request(desk, upto="handling")
    person = desk.person().public_id
    people.correct_person(person, id_number=ID_NUMBER, reason="核对证件", by=SYSTEM)
    client = desk.client_for(who)
    case = seen(*page(client, f"/workbench/requests/{request.matter.number}/"))
    status, html = page(client, f"/workbench/people/{person}/")
    assert (case, seen(status, html, "no page")) == SHOWN[who]
    assert (MASKED_ID in html) == (status == 200)


@pytest.mark.parametrize("who", STAFF)
def test_no_reading_at_any_door_goes_without_reason_and_journal(desk: Cast, who: str) -> None:
    request = make_request(desk, upto="handling")
    person = desk.person().public_id
    client = desk.client_for(who)
    chain = f"person:{person}"
    doors = (
        f"/workbench/requests/{request.matter.number}/person/",
        f"/workbench/people/{person}/reveal/",
    )
    for door in doors:
        for given in ({"field": "phone"}, {"field": "phone", "reason": "看"}):
            assert PHONE not in client.post(door, given).content.decode()
        assert PersonRevealed not in told(chain)
    for door in doors:
        before = told(chain).count(PersonRevealed)
        answer = client.post(door, {"field": "phone", "reason": "联系诉求人核实情况"})
        shown = PHONE in answer.content.decode()
        assert told(chain).count(PersonRevealed) == before + shown
        assert not shown or getattr(desk, who).may("people.reveal")


KEEPERS = {"operator", "manager"}


def knows(desk: Cast, who: str, person: str) -> dict[str, bool]:
    """Whether an actor comes to a person on each of the roads that lead to one."""
    actor, client = getattr(desk, who), desk.client_for(who)
    by_search = client.post("/workbench/people/", {"q": PHONE}, follow=True).content.decode()
    reveal = {"field": "phone", "reason": "联系诉求人核实情况"}
    door = f"/workbench/people/{person}/"
    return {
        "list": person in [one.public_id for one in people_queries.people_of(actor, [person])],
        "search": MASKED_PHONE in by_search,
        "page": client.get(door).status_code == 200,
        "reveal": PHONE in client.post(f"{door}reveal/", reveal).content.decode(),
    }


@pytest.mark.parametrize("who", ["operator", "manager", "handler", "head", "other_handler"])
def test_every_road_leads_to_a_person_only_through_ones_own_work(desk: Cast, who: str) -> None:
    person = desk.person().public_id
    before, keeps = knows(desk, who, person), who in KEEPERS
    assert set(before.values()) == {keeps}, before
    make_request(desk, upto="handling")
    after, works = knows(desk, who, person), who in {"handler", "head"}
    assert set(after.values()) == {keeps or works}, after


@pytest.mark.parametrize("who", ["handler", "head", "revisitor", "inspector"])
def test_a_confidential_request_leads_nobody_to_its_person(desk: Cast, who: str) -> None:
    person = desk.person().public_id
    number = make_request(desk, upto="handling", is_confidential=True).matter.number
    for keeper in KEEPERS:
        assert set(knows(desk, keeper, person).values()) == {True}
    assert set(knows(desk, who, person).values()) == {False}
    actor = getattr(desk, who)
    assert matters.matter_for(actor, number), "they work on it all the same"
    open_one = make_request(desk, upto="handling").matter.number
    assert set(knows(desk, who, person).values()) == {True}
    found = matters.searched(actor, matters.Asked(words=NAME)).values_list("number", flat=True)
    assert list(found) == [open_one], "a name does not find what is confidential"


def test_work_on_a_double_leads_to_the_record_that_stays_and_to_no_other(desk: Cast) -> None:
    make_request(desk, upto="handling")
    double, stranger = desk.person().public_id, desk.person("neighbour").public_id
    kept, third = (
        people.know_person(name=NAME, phone=f"1390000001{n}", by=SYSTEM).public_id for n in "12"
    )
    people.merge_people(kept, double, "同一人两个号码", by=desk.operator)
    people.merge_people(third, kept, "同一人三个号码", by=desk.operator)
    for one in (double, kept, third):
        assert people_queries.person_for(desk.handler, one).public_id == one
    with pytest.raises(NotFound):
        people_queries.person_for(desk.handler, stranger)


def test_who_does_not_keep_the_register_reads_only_of_their_own_readings(desk: Cast) -> None:
    person = desk.person().public_id
    make_request(desk, upto="handling")
    people.reveal(person, "phone", "核实另一件保密诉求", by=desk.operator)
    people.reveal(person, "phone", "约定上门时间", by=desk.handler)
    mine = page(desk.client_for("handler"), f"/workbench/people/{person}/")[1]
    assert "约定上门时间" in mine
    assert "保密诉求" not in mine
    assert (
        "核实另一件保密诉求" in page(desk.client_for("operator"), f"/workbench/people/{person}/")[1]
    )


def test_many_people_are_asked_for_in_one_query(desk: Cast, django_assert_num_queries: Any) -> None:
    make_request(desk, upto="handling")
    handler, ids = desk.handler, [*desk.persons.values()]
    with django_assert_num_queries(1):
        found = people_queries.people_of(handler, ids)
    assert [one.public_id for one in found] == [desk.person().public_id]


def test_the_work_about_a_person_is_found_by_the_index_of_persons(desk: Cast) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = people_queries.people_for(desk.handler).filter(pk=1).explain()
    if connection.vendor == "postgresql":
        # Which index an all but empty table is read by depends on when it was last analysed.
        assert "Seq Scan on matters_matter" not in plan
    else:
        # Once for the record itself, once for each depth of doubles.
        assert plan.count("matter_person") == 4


@pytest.mark.parametrize("who", ["operator", "handler", "head"])
def test_the_api_tells_nothing_of_the_person_and_has_no_reading(desk: Cast, who: str) -> None:
    number = make_request(desk, upto="handling").matter.number
    key = directory.issue_api_key(STAFF[who][0], "业务系统", by=SYSTEM)
    for path in ("requests", f"requests/{number}"):
        answer = Client().get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 200
        for fact in (PHONE, NAME):
            assert fact not in answer.content.decode()


def test_b_signs_for_the_post_only_while_a_is_away(desk: Cast) -> None:
    early, meanwhile, late = (make_request(desk, upto="assigned").matter.number for _ in range(3))
    with pytest.raises(Refused):
        actions.sign_request(early, by=desk.deputy)
    begins, ends = now(), now() + timedelta(hours=4)
    directory.grant_leave("zhao", begins, ends, "看病", by=desk.leader)
    actions.sign_request(meanwhile, by=desk.deputy)
    with pytest.raises(Refused):
        actions.sign_request(late, by=desk.handler)
    with time_machine.travel(ends, tick=False):
        with pytest.raises(Refused):
            actions.sign_request(late, by=desk.deputy)
        actions.sign_request(late, by=desk.handler)
