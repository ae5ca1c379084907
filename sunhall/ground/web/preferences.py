"""The reader's own settings: size, contrast, language, keys; necessary cookies only (A1-23)."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

YEAR = 365 * 24 * 3600

# Cookie name and its allowed values; the first value is the one without a cookie.
CHOICES = {
    "density": ("citizen", "elder"),
    "size": ("1", "2", "3"),
    "contrast": ("normal", "high"),
    "keys": ("on", "off"),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the reader has chosen."""

    density: str
    size: str
    contrast: str
    keys: str


def preferences_of(request: HttpRequest) -> Preferences:
    """Read the settings; whatever is not on the list counts as not set."""
    return Preferences(**{name: _value(request, name) for name in CHOICES})


def _value(request: HttpRequest, name: str) -> str:
    value = request.COOKIES.get(name, "")
    return value if value in CHOICES[name] else CHOICES[name][0]


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the settings that the form names, each in its own readable cookie."""
    for name, allowed in CHOICES.items():
        value = request.POST.get(name, "")
        if value in allowed:
            _set(response, name, value)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        _set(response, settings.LANGUAGE_COOKIE_NAME, language)


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
