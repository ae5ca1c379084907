"""Every role at every door; and one set of numbers in list, search, export and API (house 8.5)."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sunhall.api.schema import api
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM, VISITOR, Actor
from sunhall.ground.access.permissions import roles
from sunhall.hotline import actions
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import queries
from tests.cast import RESIDENTS, STAFF, Cast

# Addresses take these words where they take any; none of them names a row.
WORDS = {"int": "987654321", "str": "none", "slug": "none", "path": "none", "uuid": "0" * 32}
REFUSAL = "您的岗位没有这项权限"
EVERYBODY = (*STAFF, *RESIDENTS, "visitor")
# The account of another system opens neither a list nor a page: `api/tests/test_intake.py`.
WORKERS = [who for who, (_, _, _, role, _, _) in STAFF.items() if role != "partner"]


@cache
def doors() -> tuple[tuple[str, str], ...]:
    """Every address of ours with the door of its view."""
    return tuple(sorted(set(_walk(get_resolver().url_patterns, "/"))))


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, before + _address(each))
        elif isinstance(each, URLPattern) and hasattr(each.callback, "door"):
            yield before + _address(each), each.callback.door


def _address(each: Any) -> str:
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda found: WORDS[found[1] or "str"], str(each.pattern))
    return route.removeprefix("^").removesuffix("$")


def test_every_door_is_of_a_known_kind() -> None:
    found = {door for _, door in doors()}
    assert {"public", "resident"} < found
    assert all(door in {"public", "resident"} or door.startswith("staff:") for door in found)
    assert len(doors()) > 60
    assert not [address for address, _ in doors() if "<" in address]


def test_the_doors_of_open311_are_public_and_filing_asks_for_a_key() -> None:
    # Who may file with a key is asked account by account beside the door itself.
    ours = {address: door for address, door in doors() if address.startswith("/open311/")}
    names = ("discovery", "services", "services/none", "requests", "requests/none", "tokens/none")
    assert {f"/open311/v2/{name}.none" for name in names} < set(ours)
    assert set(ours.values()) == {"public"}
    answer = Client().post("/open311/v2/requests.json")
    assert answer.status_code in (400, 403)


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_passes_just_the_doors_that_are_open_to_them(cast: Cast, who: str) -> None:
    lay_desk(cast)
    client = cast.client_for(who)
    client.raise_request_exception = False
    actor = VISITOR if who == "visitor" else getattr(cast, who)
    wrong = []
    for address, door in doors():
        answer = client.get(address)
        expected = _expected(door, actor)
        if _seen(answer) != expected or answer.status_code >= 500:
            wrong.append((address, door, expected, answer.status_code))
    assert not wrong, "\n".join(map(str, wrong))


def _expected(door: str, actor: Actor) -> str:
    if door == "public":
        return "in"
    if door == "resident":
        return "in" if actor.is_resident else "to sign in"
    if not actor.is_staff:
        return "to sign in"
    return "in" if actor.may(door.removeprefix("staff:")) else "refused"


def _seen(answer: Any) -> str:
    """In, refused at the door, or sent to sign in; what lies behind the door is not asked."""
    to = answer.headers.get("Location", "")
    if answer.status_code == 302 and to.startswith(("/accounts/login/?next", "/me/sign-in/?next")):
        return "to sign in"
    if answer.status_code == 403 and REFUSAL in answer.content.decode():
        return "refused"
    return "in"


def test_every_role_is_somebody_in_the_cast() -> None:
    assert {role for _, _, _, role, _, _ in STAFF.values()} == set(roles())


@pytest.fixture
def county(cast: Cast) -> Cast:
    """Requests at many stages, one sealed, one elsewhere, one of a neighbour."""
    lay_desk(cast)
    for stage in ("received", "classified", "assigned", "handling", "answered", "dialogue"):
        make_request(cast, upto=stage)
    make_request(cast, upto="handling", place="990101101201")
    make_request(cast, person=cast.persons["neighbour"])
    sealed = make_request(cast, demand="report")
    actions.pass_to_inspection(sealed.matter.number, by=cast.operator)
    return cast


@pytest.mark.parametrize("who", WORKERS)
def test_list_search_export_and_api_agree(county: Cast, who: str, client: Any) -> None:
    seen = numbers(county, who)
    assert from_api(county, who, client) == seen
    assert from_search(county, who) == seen
    assert from_export(county, who) == seen


def numbers(county: Cast, who: str) -> set[str]:
    return set(queries.matters_for(getattr(county, who)).values_list("number", flat=True))


def from_api(county: Cast, who: str, client: Any) -> set[str]:
    """All pages of the list, and every request one by one."""
    bearer = f"Bearer {directory.issue_api_key(STAFF[who][0], '试探', by=SYSTEM)}"
    found, after = set(), ""
    while True:
        answer = client.get(f"/api/v1/requests?after={after}", headers={"Authorization": bearer})
        assert answer.status_code == 200
        page = json.loads(answer.content)
        found |= {item["number"] for item in page["items"]}
        after = page["next"]
        if not after:
            break
    for number in queries.matters_for(SYSTEM).values_list("number", flat=True):
        one = client.get(f"/api/v1/requests/{number}", headers={"Authorization": bearer})
        assert (one.status_code == 200) == (number in found), (who, number)
    return found


def from_search(county: Cast, who: str) -> set[str]:
    """What the search of the workbench shows when it is asked for each number there is."""
    client = county.client_for(who)
    found = set()
    for number in queries.matters_for(SYSTEM).values_list("number", flat=True):
        answer = client.get("/workbench/search/", {"q": number}, follow=True)
        if f"/{number}/" in answer.content.decode():
            found.add(number)
    return found


def from_export(county: Cast, who: str) -> set[str]:
    """The numbers in the file that the search page gives for everything."""
    answer = county.client_for(who).get("/workbench/search/export/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return {row["编号"] for row in csv.DictReader(io.StringIO(text))}


def test_every_operation_of_the_api_says_which_permission_it_needs() -> None:
    open_to_all = {
        f"{prefix}{path}"
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        if not hasattr(operation.view_func, "api_permission")
    }
    assert open_to_all == {"/track", "/rate", "/classes", "/places"}
