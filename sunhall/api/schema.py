"""The API object and its OpenAPI document."""

import json
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from sunhall.api import errors
from sunhall.api.auth import Key

PROBLEM = "application/problem+json"


class Api(NinjaAPI):
    """Django Ninja, with problems documented under their own media type."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {PROBLEM: answer["content"]["application/json"]}
        return schema


# Answers every operation may give besides its own.
PROBLEMS = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 503), errors.Problem)
OPEN_PROBLEMS = dict.fromkeys((400, 404, 409, 413, 422, 429, 503), errors.Problem)

api = Api(
    title="Sunhall 阳光政务",
    version="1.0.0",
    description="Requests, their clocks and figures. Every write is the action the pages use.",
    auth=Key(),
    urls_namespace="api-v1",
    docs_url=None,
)
errors.install(api)


def document() -> str:
    """The OpenAPI document as text: what is served, and docs/openapi.json."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
