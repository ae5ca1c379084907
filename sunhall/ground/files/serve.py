"""Streaming a kept file to a browser. The domain's door has already asked who may see it (K8)."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import disk, queries, store
from sunhall.ground.files.models import StoredFile
from sunhall.ground.files.scanner import INFECTED
from sunhall.ground.kit.refusal import NotFound

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_SHOWN = {"image", "audio", "video"}


def stream(
    request: HttpRequest, stored: StoredFile, *, by: Actor, as_download: bool = False
) -> HttpResponseBase:
    """Stream a file, whole or in a range; the opening of a private one is journalled."""
    place = disk.place_of(stored.sha256, stored.code)
    if stored.removed_at or stored.scan == INFECTED or not place.exists():
        raise NotFound(stored.code)
    span = _span(request, stored)
    if span is None:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{stored.size}"
        return refused
    start, length = span
    # A player asks for many ranges of one film; it is opened once, wherever it begins.
    if request.method != "HEAD" and (start == 0 or not queries.opened_lately(stored, by)):
        store.open_file(stored, by=by)
    pieces = iter(()) if request.method == "HEAD" else disk.chunks(place, start, length)
    response = StreamingHttpResponse(pieces, content_type=stored.media_type)
    response["Content-Length"] = str(length)
    if "Range" in request.headers and length < stored.size:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{stored.size}"
    return _guarded(response, stored, save=as_download or not _is_shown(stored))


def thumbnail(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """Give the small picture of a picture. Lists show it; it is not an opening of the file."""
    place = disk.thumbnail_of(disk.place_of(stored.sha256, stored.code))
    if stored.removed_at or stored.scan == INFECTED or not place.exists():
        raise NotFound(stored.code)
    return _guarded(HttpResponse(place.read_bytes(), content_type="image/jpeg"), stored, save=False)


def _is_shown(stored: StoredFile) -> bool:
    """Pictures, sound, film and quiet PDF open in the browser; all else is only saved."""
    return stored.family in _SHOWN or (stored.kind == "pdf" and not stored.has_active_content)


def _guarded(response: Any, stored: StoredFile, *, save: bool) -> HttpResponseBase:
    response["Content-Disposition"] = content_disposition_header(save, stored.name)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{stored.sha256}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # A browser's PDF viewer refuses to start inside a sandbox; its scripts are held by the rest.
    box = "" if stored.kind == "pdf" and not save else "; sandbox"
    response["Content-Security-Policy"] = f"default-src 'none'; frame-ancestors 'none'{box}"
    response["Cache-Control"] = "private, no-store" if stored.is_private else "public, max-age=3600"
    return response  # type: ignore[no-any-return]


def _span(request: HttpRequest, stored: StoredFile) -> tuple[int, int] | None:
    """First byte and length asked for; the whole for no or several ranges; None for none there."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    condition = request.headers.get("If-Range")
    if asked is None or asked[0] == "bytes=-" or condition not in {None, f'"{stored.sha256}"'}:
        return 0, stored.size
    first, last = asked[1], asked[2]
    if not first:
        length = min(int(last), stored.size)
        return (stored.size - length, length) if length else None
    start, end = int(first), min(int(last or stored.size - 1), stored.size - 1)
    return (start, end - start + 1) if start <= end else None
