"""Hot issues 热点问题: messages about one matter in one place, with their heat (H9, H13; 002).

The same messages give the same groups whatever their order, and the same day gives the same
heat whenever it is computed. A group says which place and which words its messages share.
`group` needs scikit-learn and is imported by commands and jobs; a web process never loads it.
"""

from sunhall.hotline.rules.hot.heat import WEIGHTS, Growth, Weights, growth, heat
from sunhall.hotline.rules.hot.message import Message
from sunhall.hotline.rules.hot.places import mentions

__all__ = ["WEIGHTS", "Growth", "Message", "Weights", "growth", "heat", "mentions"]
