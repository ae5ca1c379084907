"""Hot issues 热点问题: messages about one matter in one place, with their heat (H9, H13; 002).

The same messages give the same groups whatever their order, and the same day gives the same
heat whenever it is computed. A group says which place and which words its messages share.
`group` needs scikit-learn and is imported by commands and jobs; a web process never loads it.
"""

from sunhall.hotline.rules.hot.heat import WEIGHTS, Growth, Weights, growth, heat
from sunhall.hotline.rules.hot.message import HotGroup, Message
from sunhall.hotline.rules.hot.places import as_said, mentions
from sunhall.hotline.rules.hot.same import Known, continued
from sunhall.hotline.rules.hot.states import (
    MANAGE,
    OPEN,
    STATES,
    HotFacts,
    may_answer,
    may_end,
    may_give,
    may_leave_out,
    may_note,
)

__all__ = [
    "MANAGE",
    "OPEN",
    "STATES",
    "WEIGHTS",
    "Growth",
    "HotFacts",
    "HotGroup",
    "Known",
    "Message",
    "Weights",
    "as_said",
    "continued",
    "growth",
    "heat",
    "may_answer",
    "may_end",
    "may_give",
    "may_leave_out",
    "may_note",
    "mentions",
]
