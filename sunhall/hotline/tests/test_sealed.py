"""Passed to discipline inspection 转纪检监察: sealed from others at every door (H3; 条例 33)."""

import json

import pytest
from django.test import Client

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM, VISITOR, Actor
from sunhall.ground.journal.worker import drain
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions, queries
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import queries as matters
from sunhall.people import actions as people
from tests.cast import STAFF, Cast
from tests.contracts.test_permission_matrix import WORDS, doors

SAID = "旗山收费站站长收钱放行，请查。"
INFORMANT, PHONE = "卫小竹", "13900000077"
# One of each role besides the inspectors themselves, a resident and a visitor.
OTHERS = (
    "operator", "revisitor", "manager", "handler", "head", "leader", "supervisor",
    "system_admin", "security_admin", "audit_admin", "outsider", "neighbour", "visitor",
)  # fmt: skip


@pytest.fixture
def sealed(desk: Cast) -> str:
    """What an informant reported, as the desk passed it on."""
    person = people.know_person(
        name=INFORMANT, phone=PHONE, place="990101100201", channel="热线", by=desk.operator
    )
    # A request of the same class and place that everybody may see.
    make_request(desk, upto="classified")
    request = make_request(
        desk, text=SAID, demand="report", person=person.public_id, is_confidential=True
    )
    number = str(request.matter.number)
    actions.classify_request(number, class_code="010101", by=desk.operator)
    actions.pass_to_inspection(number, words="涉嫌违纪", by=desk.operator)
    drain()
    return number


def at(address: str, number: str) -> str:
    """An address with the number of the request wherever it names one."""
    for noun in ("requests", "request", "publications", "matters"):
        address = address.replace(f"/{noun}/none/", f"/{noun}/{number}/")
    return address.removesuffix("none") + number if address.endswith("/requests/none") else address


def is_open(door: str, actor: Actor) -> bool:
    """The doors that refuse this actor anyhow are proved elsewhere."""
    if door == "public":
        return True
    return actor.may(door.removeprefix("staff:")) or (door == "resident" and actor.is_resident)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_meets_it_at_any_door(desk: Cast, sealed: str, who: str) -> None:
    client = desk.client_for(who)
    client.raise_request_exception = False
    actor = getattr(desk, who) if who != "visitor" else VISITOR
    open_to = [at(address, sealed) for address, door in doors() if is_open(door, actor)]
    # What still names no row ends in "not found" for everybody.
    asked = [one for one in open_to if not any(word in one for word in WORDS.values())]
    assert sum(sealed in address for address in asked) >= 2
    asked += [f"/workbench/search/?q={words}" for words in ("旗山", "收费站", INFORMANT, PHONE)]
    asked += [f"/workbench/audit/?stream=matter:{sealed}", "/workbench/bulk/export/"]
    told = []
    for address in asked:
        answer = client.get(address)
        html = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        for words in ("旗山", INFORMANT, PHONE):
            if words in html.replace(f'value="{words}"', "").replace(f"q={words}", ""):
                told.append((address, words))
        named = sealed in html.replace(address, "")
        if named and who != "audit_admin" and sealed not in address:
            told.append((address, sealed))
        if sealed in address and answer.status_code == 200 and SAID[:4] in html:
            told.append((address, "open"))
    assert not told, "\n".join(map(str, told))


def test_the_list_the_search_the_export_and_the_api_agree_that_it_is_not_there(
    desk: Cast, sealed: str
) -> None:
    for who in OTHERS[:-2]:
        actor = getattr(desk, who)
        assert sealed not in {one.number for one in matters.matters_for(actor)}, who
        found = matters.searched(actor, matters.Asked(words="旗山收费站"))
        assert sealed not in {one.number for one in found}, who


@pytest.mark.parametrize("who", ["manager", "leader", "supervisor"])
def test_a_key_of_another_system_does_not_read_it(desk: Cast, sealed: str, who: str) -> None:
    key = directory.issue_api_key(STAFF[who][0], "对接", by=SYSTEM)
    secret = key[1] if isinstance(key, tuple) else key
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    listed = client.get("/api/v1/requests")
    assert sealed not in listed.content.decode()
    assert client.get(f"/api/v1/requests/{sealed}").status_code == 404
    assert "旗山" not in json.dumps(listed.json(), ensure_ascii=False)


def test_figures_and_messages_do_not_give_it_away(desk: Cast, sealed: str) -> None:
    assert not any("旗山" in f"{one.subject}{one.body}" for one in Message.objects.all())
    near = queries.near(desk.operator, SAID, "990101100201")
    assert sealed not in {one.number for one in near}
    assert sealed not in {line.number for line in queries.caller(desk.operator, PHONE).open}


def test_the_seat_that_passes_it_on_is_led_back_to_its_own_work(desk: Cast) -> None:
    request = make_request(desk, demand="report")
    client = desk.client_for("operator")
    given = {"way": "inspect", "words": "涉嫌违纪", "version": request.matter.version}
    at_once = client.post(f"/workbench/requests/{request.matter.number}/dispose/", given)
    assert at_once.status_code == 302
    assert at_once["Location"].startswith("/workbench/")
    assert request.matter.number not in at_once["Location"]
    assert client.get(f"/workbench/requests/{request.matter.number}/").status_code == 404


def test_who_had_just_returned_it_sees_it_no_more(desk: Cast) -> None:
    number = make_request(desk, upto="assigned", demand="report").matter.number
    back = {"reason_code": "not_duty", "reason": "涉及本单位人员", "suggested": "jw-desk"}
    actions.return_request(number, **back, by=desk.handler)
    actions.pass_to_inspection(number, by=desk.manager)
    assert not matters.matters_for(desk.handler).filter(number=number).exists()


def test_whoever_inspects_reads_it_whole(desk: Cast, sealed: str) -> None:
    html = desk.client_for("inspector").get(f"/workbench/requests/{sealed}/").content.decode()
    assert SAID in html
