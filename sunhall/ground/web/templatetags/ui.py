"""`{% load ui %}`: every component of docs/components.md."""

from sunhall.ground.web.components import case, charts, content, desk, fields, filters, shell
from sunhall.ground.web.components.library import register

__all__ = ["case", "charts", "content", "desk", "fields", "filters", "register", "shell"]
