"""Names of files: what a person may have called it, made harmless."""

import re
import unicodedata

from sunhall.ground.files.kinds import Kind

_MOST = 120
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_SAME = {"jpg": {"jpg", "jpeg", "jpe", "jfif"}, "mov": {"mov", "qt"}, "ogg": {"ogg", "oga", "opus"}}


def plain(name: str) -> str:
    """Drop folders, control signs and signs that turn the reading direction."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(
        char for char in name if unicodedata.category(char)[0] not in "CZ" or char == " "
    )
    return _UNSAFE.sub("_", name).strip(" .")[-_MOST:]


def true_name(name: str, kind: Kind) -> str:
    """Give the name the ending of what it truly is: a JPEG called `图.png` is `图.jpg`."""
    name = plain(name)
    found = _ENDING.search(name)
    if found and found[0][1:].lower() in _SAME.get(kind.code, {kind.code}):
        return name
    stem = name[: found.start()] if found else name
    return f"{stem or kind.code}.{kind.code}"
