"""The learnt model of classes: loaded when first asked, again when its file is newer."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sunhall.ground.kit.refusal import Refused
from sunhall.hotline.models import Request
from sunhall.hotline.queries.registers import class_named, class_words
from sunhall.hotline.rules.classify import Model, Suggestion, load

MODEL_FILE = "classify.model"
# More teaches little and takes minutes.
LESSON = 50_000

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


def own_lesson() -> tuple[list[str], list[str]]:
    """The county's own classed requests, the latest `LESSON`: texts and class codes (H2).

    What is confidential or sealed teaches nothing, as a model remembers words.
    """
    rows = Request.objects.filter(is_confidential=False, matter__is_sealed=False)
    rows = rows.exclude(matter__class_code="").order_by("-matter__opened_at", "-matter__number")
    found = list(rows.values_list("text", "matter__class_code")[:LESSON])
    return [text for text, _ in found], [code for _, code in found]


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
