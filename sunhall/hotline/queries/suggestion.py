"""The learnt model of classes: loaded when first asked, again when its file is newer."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sunhall.ground.kit.refusal import Refused
from sunhall.hotline.queries.registers import class_named, class_words
from sunhall.hotline.rules.classify import Model, Suggestion, load

MODEL_FILE = "classify.model"

_kept: dict[Path, tuple[float, Model | None]] = {}


@dataclass(frozen=True)
class SuggestedClass:
    """A class with its words, how likely it is and the words of the text that spoke for it."""

    code: str
    words: str
    score: float
    reasons: tuple[str, ...]


def model_path() -> Path:
    """Where `sunhall train` puts the model that suggests classes."""
    return Path(settings.VAR) / "models" / MODEL_FILE


def trained_model() -> Model | None:
    """The model in use, or None before one is trained or when its file cannot be read."""
    path = model_path()
    try:
        changed = path.stat().st_mtime
    except OSError:
        return None
    if path not in _kept or _kept[path][0] != changed:
        try:
            _kept[path] = (changed, load(path))
        except Refused:
            # A damaged file must not keep people from filing; the desk classifies by hand.
            _kept[path] = (changed, None)
    return _kept[path][1]


def suggested_classes(text: str, top: int = 3) -> list[SuggestedClass]:
    """Suggest classes of the class tree for a text, best first; none without a model (H2)."""
    model = trained_model()
    if model is None or not text.strip():
        return []
    found = (_known(suggestion) for suggestion in model.suggest(text, top))
    return [one for one in found if one is not None]


def _known(suggestion: Suggestion) -> SuggestedClass | None:
    """A model may have learnt names or codes; what the tree does not know is not suggested."""
    code = suggestion.class_code
    words = class_words(code)
    if not words:
        code = class_named(suggestion.class_code)
        words = class_words(code) if code else ""
    if not words:
        return None
    return SuggestedClass(code, words, suggestion.score, suggestion.reasons)
