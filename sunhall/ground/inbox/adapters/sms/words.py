"""What a text says, and who may have written it: pure."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from sunhall.ground.inbox.adapters.sms.gsm import text_of_septets
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.sealed.normal import normal_phone

Chunk = tuple[str, bytes]

# The whole text is the wish; a sentence that holds the word is a sentence.
_STOP = re.compile(r"回?复?(?:退订(?:短信)?|td?|tt|n|取消订阅|拒收|stop|unsubscribe)")
_START = re.compile(r"回?复?(?:订阅|恢复(?:订阅|短信)|dy|start|subscribe)")
_SIGNS = re.compile(r"[\s。.!！,，“”\"'’‘【】\[\]]+")

# A mobile number of the mainland, or one from abroad; all else that texts is a machine's.
_PERSON = re.compile(r"1[3-9]\d{9}|\+(?!86)\d{8,15}")


def joined(chunks: Iterable[Chunk]) -> str:
    """Read parts as one: those of one encoding are joined as bytes, for a sign may be cut."""
    pieces = [
        _decoded(encoding, b"".join(data for _, data in run))
        for encoding, run in groupby(chunks, key=lambda chunk: chunk[0])
    ]
    return "".join(pieces)


def _decoded(encoding: str, data: bytes) -> str:
    if encoding == "gsm7":
        return text_of_septets(data)
    name = "utf-16-be" if encoding == "ucs2" else encoding
    return data.decode(name, "replace")


def missing_words(part: int) -> str:
    """What stands where a part did not come."""
    return f"〔第 {part} 段没有收到〕"


def lack_of(part: int) -> str:
    """The same as the sender hears it, with the way out."""
    return f"短信的第 {part} 段没有收到，请直接回复，补发这一段的内容。"


def notice_of(sender: str, text: str) -> str:
    """Why no machine may answer a text, or that it is a word to the channel itself."""
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if not _PERSON.fullmatch(normal_phone(sender)):
        return Arrived.BULK if sender else ""
    if _STOP.fullmatch(plain):
        return Arrived.STOP
    return Arrived.START if _START.fullmatch(plain) else ""
