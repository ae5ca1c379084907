"""Who a source's person is: an identifier decides, a bare name never does (K6)."""

import re
import unicodedata
from dataclasses import dataclass

from sunhall.ground.kit.digest import digest

_NOBODY = frozenset({"匿名", "匿名用户", "匿名网友", "网友", "市民", "群众", "无", "未知", "不详"})
_NOBODY_LATIN = frozenset({"anonymous", "none", "null", "nan", "n/a", "na", "unknown", "-", "0"})
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_ID_NUMBER = re.compile(r"\d{17}[\dXx]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_REFERENCE = 80


@dataclass(frozen=True, slots=True)
class Who:
    """What is known of a person: at most one of these is filled."""

    reference: str = ""
    phone: str = ""
    id_number: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.reference or self.phone or self.id_number or self.name)


def who_is(said: str, source: str) -> Who:
    """Read a person column: a phone, an identity number, a source's own user id, or a name.

    User ids belong to their source. Two people of one name are two people.
    """
    text = unicodedata.normalize("NFKC", said).strip()
    compact = "".join(text.split()).replace("-", "")
    if not compact or compact in _NOBODY or compact.casefold() in _NOBODY_LATIN:
        return Who()
    if match := _MOBILE.fullmatch(compact):
        return Who(phone=match[1])
    if _ID_NUMBER.fullmatch(compact):
        return Who(id_number=compact.upper())
    if not any(char.isdigit() for char in text) and (_CHINESE.search(text) or " " in text):
        return Who(name=text[:60])
    reference = f"{source}:{text}"
    if len(reference) > _REFERENCE:
        reference = digest(reference.encode())
    return Who(reference=reference)
