"""Styleguide: invented samples of every component in every state."""

from typing import Any

from django.http import QueryDict

from sunhall.ground.web.preferences import CHOICES
from sunhall.ground.web.styleguide import cases, charts, content, forms

DENSITIES = ("citizen", "elder", "desk", "wall")
SECTIONS = ("forms", "content", "case", "charts", "desk", "wall", "print")


def everything(asked: QueryDict) -> dict[str, Any]:
    """The samples of one density and one section, or of all sections."""
    density = asked.get("density", "citizen")
    contrast = asked.get("contrast", "normal")
    only = asked.get("only", "")
    return {
        "show_density": density if density in DENSITIES else "citizen",
        "show_contrast": contrast if contrast in CHOICES["contrast"] else "normal",
        "densities": DENSITIES,
        "sections": SECTIONS,
        "only": only if only in SECTIONS else "",
        **forms.samples(),
        **content.samples(),
        **cases.samples(),
        **charts.samples(),
    }
