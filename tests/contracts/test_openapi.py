"""The OpenAPI document: schemathesis finds no server error and no undocumented answer."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sunhall.api.schema import document
from sunhall.config.wsgi import application
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.hotline.tests.makers import lay_desk, make_request
from tests.cast import Cast

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

schema = schemathesis.openapi.from_dict(json.loads(document()))
schema.app = application


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the test's connection across calls, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def bearer(cast: Cast, one_connection: None) -> str:
    lay_desk(cast)
    for stage in ("received", "handling", "answered", "dialogue"):
        make_request(cast, upto=stage)
    return directory.issue_api_key("shi", "试探", by=SYSTEM)


@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_answers_as_documented(case: schemathesis.Case, bearer: str) -> None:
    response = case.call(headers={"Authorization": f"Bearer {bearer}"})
    case.validate_response(response, checks=CHECKS)


def test_every_operation_has_a_name_of_its_own() -> None:
    paths = json.loads(document())["paths"]
    names = [one["operationId"] for path in paths.values() for one in path.values()]
    assert len(names) > 20
    assert len(names) == len(set(names))
