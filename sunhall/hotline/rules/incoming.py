"""What an item that came in becomes: a request, a supplement, or nothing new (H1, H13)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from sunhall.ground.kit.numbering import is_matter_number

# Channel of the inbox → channel 渠道 of the request.
CHANNEL_OF = {"email": "mailbox", "sms": "sms", "wechat": "wechat"}

# The same words of the same sender are the same thing for so long.
SAME_FOR = timedelta(days=7)
# A channel without threads, such as SMS, goes on with what was spoken of within so long.
TALK_FOR = timedelta(days=3)
TALKS = frozenset({"sms"})
LEAST_TEXT, MOST_TEXT, MOST_SUBJECT = 4, 20_000, 80
# Words of one person within so long are compared with what they brought before.
ALIKE_FOR = timedelta(days=30)
# Of the pairs of signs in the shorter text, so much stands in the longer one too.
ALIKE, LEAST_PAIRS = 0.4, 6
CUT = "……（原件较长，全文见来件原件）"
WITHOUT_WORDS = "（来件没有文字，请查看附件）"

_NUMBER = re.compile(r"(?<![A-Z0-9])R\s?(\d{6})\s?-?\s?(\d{7})(?!\d)", re.IGNORECASE)
_REPLY = re.compile(r"^(?:\s*(?:re|fw|fwd|回复|答复|转发)\s*[:：])+\s*", re.IGNORECASE)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


# Whoever writes only this wants what they wrote last to be a matter of its own.
_OF_ITS_OWN = re.compile(r"新(?:诉求|事)?|另外?一件事?|不是一件事")
_THANKS = re.compile(
    r"(?:好的?|谢谢(?:你们?|您|大家|了)?|多谢|感谢(?:你们?|您)?|收到|知道了|辛苦了?|明白了?|ok|嗯+|是的|[啊哦呀了])+"
)
# What everybody writes makes nobody's words alike.
_PHRASES = re.compile(r"县长|书记|您好|你好|请(?:尽快|帮忙|问)?|谢谢|反映|希望|处理|解决|补充")
_SIGNS = re.compile(r"[\s。.，,！!？?～~、“”\"'‘’：:]+")


@dataclass(frozen=True)
class Words:
    """Subject and text of a request as an item gives them; empty when there is nothing to take."""

    subject: str = ""
    text: str = ""


def words_of(subject: str, text: str, *, files: bool) -> Words:
    """Read subject and text; a letter without words may still have pictures that say all."""
    subject = _REPLY.sub("", " ".join(subject.split()))
    title = subject if len(subject) <= MOST_SUBJECT else subject[: MOST_SUBJECT - 1] + "…"
    said = text.strip()
    if len(said) < LEAST_TEXT:
        said = f"{subject}\n{said}".strip()
    if len(said) < LEAST_TEXT:
        said = f"{said}{WITHOUT_WORDS}" if files else ""
    if len(said) > MOST_TEXT:
        said = said[: MOST_TEXT - len(CUT)] + CUT
    return Words(title if len(title) >= LEAST_TEXT else "", said)


def numbers_in(*texts: str) -> list[str]:
    """Request numbers that a text quotes, as far as their check digit fits."""
    plain = unicodedata.normalize("NFKC", "\n".join(texts))
    found = (f"R{day}-{rest}" for day, rest in _NUMBER.findall(plain))
    return [number for number in dict.fromkeys(found) if is_matter_number(number)]


def phones_in(text: str) -> list[str]:
    """Mobile numbers that stand in a text: whose they are, a person judges."""
    return list(dict.fromkeys(_MOBILE.findall(unicodedata.normalize("NFKC", text))))


def asks_for_own(text: str) -> bool:
    """Whether a text only says that the one before it is another matter."""
    return bool(_OF_ITS_OWN.fullmatch(_SIGNS.sub("", text)))


def is_courtesy(text: str) -> bool:
    """Whether a text only thanks or nods: it adds to what was spoken of and opens nothing."""
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return bool(_THANKS.fullmatch(plain))


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same in the same words, gaps and signs aside."""
    return _plain(one) == _plain(other) != ""


def is_alike(one: str, other: str) -> bool:
    """Whether two texts of one person seem to be about the same thing; a person judges."""
    pairs, others = _pairs(one), _pairs(other)
    fewer = min(len(pairs), len(others))
    return fewer >= LEAST_PAIRS and len(pairs & others) >= ALIKE * fewer


def _plain(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _pairs(text: str) -> set[str]:
    plain = _plain(_PHRASES.sub("", text))
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
