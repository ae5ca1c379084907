"""Classification 分类: suggest a class for a request from how earlier ones were classed (H2; 002).

Terms are characters, words and the opening of a text; a class is a weighted sum over them, so
every suggestion can name the words that spoke for it. `learn` needs scikit-learn and is
imported by who trains; a web process that only suggests never loads it.
"""

from sunhall.hotline.rules.classify.model import Model, Suggestion
from sunhall.hotline.rules.classify.similar import Match, similar
from sunhall.hotline.rules.classify.store import load, save

__all__ = ["Match", "Model", "Suggestion", "load", "save", "similar"]
