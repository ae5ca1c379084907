"""Requests as GeoReport v2 shows them: out of the allow-list and nothing else (D1; PIPL 25)."""

from datetime import datetime
from typing import Any

from sunhall.api.open311 import services, statuses
from sunhall.ground.kit.now import LOCAL
from sunhall.hotline.queries import Disclosed

MOST_TEXT = 4000


def shown(row: Disclosed) -> dict[str, Any]:
    """One request in the order of the specification; what may not be told is empty.

    No point on a map and no picture: they would tell more than the village.
    """
    case = row.case
    return {
        "service_request_id": row.number,
        "status": statuses.STATUS[row.phase],
        "status_notes": statuses.notes(
            row.phase,
            is_paused=row.is_paused,
            outcome=case.outcome if case else "",
            answer=case.answer if case else "",
        ),
        "service_name": row.class_name or services.UNCLASSIFIED_WORDS,
        "service_code": services.service_of(row.class_code),
        "description": _cut(case.text) if case else None,
        "agency_responsible": row.office,
        "service_notice": statuses.notice(is_paused=row.is_paused, is_late=row.is_late),
        "requested_datetime": _w3(row.opened_at),
        "updated_datetime": _w3(row.changed_at),
        "expected_datetime": _w3(row.due_at) if row.due_at else None,
        "address": case.place or None if case else None,
        "address_id": row.place or None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def _w3(at: datetime) -> str:
    return at.astimezone(LOCAL).isoformat(timespec="seconds")


def _cut(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1]}…"
