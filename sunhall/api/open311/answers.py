"""One content, two formats: the XML of GeoReport v2 and the JSON that follows from it."""

import json
import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse

FORMATS = {"xml": "text/xml", "json": "application/json"}

# A list → what each of its elements is called.
_ITEMS = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "service_requests": "request",
    "errors": "error",
}
# What XML 1.0 cannot hold, even escaped.
_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def answer(
    root: str, content: Any, form: str, *, status: int = 200, seconds: int = 0
) -> HttpResponse:
    """Answer in the format asked for; `seconds` is how long anybody may keep it."""
    body = to_xml(root, content) if form == "xml" else to_json(content)
    response = HttpResponse(body, status=status, content_type=f"{FORMATS[form]}; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={seconds}" if seconds else "no-store"
    response["Content-Language"] = "zh-Hans"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def to_json(content: Any) -> bytes:
    """The content as JSON, Chinese as Chinese."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def to_xml(root: str, content: Any) -> bytes:
    """The same content as XML: a list becomes named elements, nothing becomes an empty one."""
    top = Element(root)
    _fill(top, content)
    head = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return head + tostring(top, encoding="unicode").encode() + b"\n"


def _fill(element: Element, content: Any) -> None:
    if isinstance(content, list):
        for one in content:
            _fill(SubElement(element, _ITEMS[element.tag]), one)
    elif isinstance(content, dict):
        for name, value in content.items():
            _fill(SubElement(element, name), value)
    elif isinstance(content, bool):
        element.text = "true" if content else "false"
    elif content is not None:
        element.text = _UNHOLDABLE.sub("", str(content))
