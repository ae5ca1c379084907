"""Open311 as other cities speak it: their schemas, their fields, their order of elements.

The samples stand beside the project and are never part of it; without them these tests skip.
"""

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, parse

import jsonschema_rs
import pytest

from sunhall.api.tests.open311 import FORM, ask, get, key_of, post, tree
from sunhall.hotline.tests.makers import CLASS, lay_desk, make_request, publish
from tests.cast import Cast

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "open311-samples"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        not SAMPLES.exists(), reason="the Open311 samples do not stand beside the project"
    ),
]


@pytest.fixture
def county(cast: Cast) -> Cast:
    """Requests at every stage, every second one published."""
    lay_desk(cast)
    for stage in ("received", "assigned", "handling", "answered", "dialogue", "talked"):
        asked = make_request(cast, upto=stage, is_public=True)
        if stage in ("answered", "talked"):
            publish(cast, asked.matter.number)
        make_request(cast, upto=stage)
    return cast


def meets(name: str, content: Any) -> None:
    """The content satisfies a schema of the Open311 organisation, with formats checked."""
    schema = json.loads((SAMPLES / f"schema_georeport-v2_{name}.json").read_text())
    jsonschema_rs.validator_for(schema, validate_formats=True).validate(content)


def sample(name: str) -> Element:
    return parse(SAMPLES / name).getroot()  # noqa: S314  # read-only samples


def names(element: Element) -> list[str]:
    return [one.tag for one in element]


def plain(element: Element) -> Any:
    """What an XML element says, as the JSON of the same content says it."""
    if element.tag in (
        "services",
        "attributes",
        "values",
        "service_requests",
        "endpoints",
        "formats",
    ):
        return [plain(one) for one in element]
    if len(element):
        return {one.tag: plain(one) for one in element}
    return element.text or ""


def texts(content: Any) -> Any:
    """JSON with every value as XML writes it."""
    if isinstance(content, list):
        return [texts(one) for one in content]
    if isinstance(content, dict):
        return {name: texts(one) for name, one in content.items()}
    if isinstance(content, bool):
        return "true" if content else "false"
    return "" if content is None else str(content)


def test_requests_meet_the_schema(county: Cast) -> None:
    rows = ask("requests")
    assert len(rows) == 6
    for row in rows:
        meets("request", row)
        meets("request", ask(f"requests/{row['service_request_id']}")[0])


def test_services_and_definitions_meet_the_schemas(county: Cast) -> None:
    for row in ask("services"):
        meets("service", row)
        meets("service-definition", ask(f"services/{row['service_code']}"))


def test_a_request_has_the_elements_of_the_specification_in_their_order(county: Cast) -> None:
    theirs = names(sample("spec_example_requests.xml")[0])
    root = tree("requests")
    assert root.tag == sample("spec_example_requests.xml").tag
    assert {tuple(names(one)) for one in root} == {tuple(theirs)}
    assert list(ask("requests")[0]) == theirs


def test_a_request_has_the_types_a_real_city_gives(county: Cast) -> None:
    theirs = json.loads((SAMPLES / "chicago_requests.json").read_text())
    ours = ask("requests")
    shared = set(ours[0]) & set(theirs[0])
    assert {"service_request_id", "status", "status_notes", "service_code"} <= shared
    known = {name: {type(row.get(name)) for row in theirs} | {type(None)} for name in shared}
    assert not [
        (name, row[name]) for row in ours for name in shared if type(row[name]) not in known[name]
    ]
    assert {row["status"] for row in ours} <= {row["status"] for row in theirs}


def test_services_have_the_elements_of_a_real_city(county: Cast) -> None:
    theirs, ours = sample("dc_services.xml"), tree("services")
    assert ours.tag == theirs.tag
    assert {tuple(sorted(names(one))) for one in ours} == {tuple(sorted(names(theirs[0])))}
    assert {one.findtext("metadata") for one in ours} <= {"true", "false"}
    assert {one.findtext("type") for one in ours} == {"realtime"}


def test_a_definition_has_the_elements_of_a_real_city(county: Cast) -> None:
    theirs, ours = sample("dc_service_S0301.xml"), tree(f"services/{CLASS}")
    assert (ours.tag, names(ours)) == (theirs.tag, names(theirs))
    attributes = ours.find("attributes")
    assert attributes is not None
    assert {tuple(names(one)) for one in attributes} == {tuple(names(theirs[1][0]))}
    value, listed = theirs.find(".//value"), ours.find(".//value")
    assert value is not None
    assert listed is not None
    assert names(listed) == names(value)


def test_discovery_has_the_elements_of_real_cities(db: None) -> None:
    theirs, ours = sample("dc_discovery.xml"), tree("discovery")
    assert (ours.tag, names(ours)) == (theirs.tag, names(theirs))
    assert names(ours[3][0]) == names(theirs[3][0])
    boston = json.loads((SAMPLES / "boston_discovery.json").read_text())
    told = ask("discovery")
    assert set(told) == set(boston)
    assert set(told["endpoints"][0]) == set(boston["endpoints"][0])


def test_an_error_has_the_elements_of_a_real_city(db: None) -> None:
    theirs = sample("boston_error_duplicate.xml")
    answer = get("nothing.xml")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert text.index(f"<{theirs.tag}>") < text.index("<error>") < text.index("<code>404</code>")
    assert [list(error) for error in get("nothing.json").json()] == [names(theirs[0])]


def test_both_formats_say_the_same(county: Cast) -> None:
    for path in ("discovery", "services", f"services/{CLASS}", "requests"):
        assert plain(tree(path)) == texts(ask(path)), path
    form = {**FORM, "api_key": key_of("wang"), "device_id": "d-1"}
    first, again = post(form, "json"), post(form, "xml")
    number = first.json()[0]["service_request_id"]
    assert f"<service_request_id>{number}</service_request_id>" in again.content.decode()
