"""The ways in without an account: number and code, a signed link, places read out of an address."""

import hmac
import re
import unicodedata

from django.conf import settings
from django.utils.crypto import salted_hmac

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.numbering import is_matter_number
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.models import Request
from sunhall.matters import queries as matters
from sunhall.places import queries as places
from sunhall.places.rules import within

_SALT = "sunhall.hotline.link"
_MARK = 14
# People write 石桥 for 石桥村.
_ENDING = re.compile("(?:村民委员会|居民委员会|村委会|居委会|社区|街道|镇|乡|村)$")


def read_number(text: str) -> str:
    """Read a request number however it was typed: width, case, spaces, without R or hyphen."""
    plain = unicodedata.normalize("NFKC", text).upper()
    digits = re.sub(r"\D", "", plain)
    letter = re.search(r"[A-Z]", plain)
    return f"{letter[0] if letter else 'R'}{digits[:6]}-{digits[6:]}" if digits else ""


def read_code(text: str) -> str:
    """Read a query code 查询码 however it was typed."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))


def could_be_number(text: str) -> bool:
    """Whether the check digit fits, so that a slip is told apart from a wrong code."""
    return is_matter_number(text)


def request_by_code(number: str, code: str) -> Request | None:
    """A request by number and query code, for a person without an account."""
    matter = matters.matter_by_code(number, code)
    return Request.objects.filter(matter=matter).first() if matter else None


def holder_of(number: str) -> Actor:
    """The actor of whoever proved number and code: this one matter and no other."""
    return Actor(code=f"holder:{number}", name="诉求人")


def link_token(request: Request) -> str:
    """The end of the address that opens a request with one tap, from an SMS or a QR code."""
    return f"{request.matter.number}.{_mark(request)}"


def request_by_token(token: str) -> Request:
    """The request a link stands for; an altered link finds nothing."""
    number, _, mark = token.partition(".")
    request = Request.objects.select_related("matter").filter(matter__number=number).first()
    if request is None or not hmac.compare_digest(_mark(request), mark):
        raise NotFound(token)
    return request


def places_named_in(address: str) -> list[tuple[str, str]]:
    """Places of the county that an address names, only the narrowest: (code, full name)."""
    text = unicodedata.normalize("NFKC", address)
    known = places.places_within([settings.COUNTY_CODE]).exclude(level__in=("county", "group"))
    named = [
        place
        for place in known.only("code", "name", "full_name", "level")
        if any(len(name) > 1 and name in text for name in (place.name, _spoken(place.name)))
    ]
    kept = [p for p in named if not any(p is not q and within(q.code, p.code) for q in named)]
    towns = [p for p in named if p.level == "town"]
    if towns:
        # 柳溪镇石桥村 means the village in that town, not its namesake elsewhere.
        inside = [p for p in kept if any(within(p.code, town.code) for town in towns)]
        kept = inside or kept
    return [(place.code, place.full_name) for place in kept]


def _spoken(name: str) -> str:
    return _ENDING.sub("", name)


def _mark(request: Request) -> str:
    matter = request.matter
    made = salted_hmac(_SALT, f"{matter.number}:{matter.query_code}", algorithm="sha256")
    return made.hexdigest()[:_MARK]
