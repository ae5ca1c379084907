"""Masks 脱敏: what may be seen of a personal fact before it is revealed (K6; norms 5.2).

Four levels: `public` pages, staff `list`, staff `detail` before the journalled reveal, and
`export`. A file leaves the house, so an export shows no more than a public page. A mask never
shows a whole value, however short or odd that value is.
"""

import re
from typing import Literal

from sunhall.ground.sealed.normal import normal_phone, normal_text

Level = Literal["public", "list", "detail", "export"]

HIDDEN = "***"

# 复姓 in use today.
_COMPOUND = re.compile(
    "欧阳|上官|皇甫|令狐|诸葛|司马|司徒|司空|夏侯|慕容|尉迟|长孙|宇文|端木|公孙|公冶|轩辕|东方|西门|"
    "南宫|独孤|申屠|澹台|淳于|单于|太史|呼延|赫连|钟离|闻人|闾丘|濮阳|万俟|百里|东郭|南门|谷梁|拓跋|"
    "第五|鲜于|完颜|纳兰|歐陽|司馬|諸葛"
)

_REGION = re.compile(
    r"^(?:[^省0-9]{2,7}省|[^区0-9]{2,7}自治区)?"
    r"(?:[^市州盟0-9]{1,9}(?:市|自治州|盟|地区))?"
    r"(?:[^县区市旗镇乡街0-9]{1,9}(?:自治县|县|(?<!小)(?<!社)区|市|旗))?"
)
_TOWN = re.compile(r"[^镇乡街\d号]{1,9}(?:街道|镇|乡|苏木)")
_ESTATE = re.compile(r"[^\d号幢栋室楼]{1,12}?(?:小区|社区|花园|家园|公寓|新村|苑|村)")


def mask_name(name: str, level: Level = "public") -> str:
    """Mask a name 姓名: 张*, 欧阳*; inside the house 张*明."""
    name = name.strip()
    if len(name) < 2:
        return "*" if name else ""
    surname = name[:2] if len(name) > 2 and _COMPOUND.match(name) else name[:1]
    rest = len(name) - len(surname)
    if _strict(level) or rest < 2:
        return f"{surname}*"
    return f"{surname}{'*' * (rest - 1)}{name[-1]}"


def mask_id_number(number: str, level: Level = "public") -> str:
    """Mask an identity card number 身份证号码: outside first and last, inside four and four."""
    ends = (1, 1) if _strict(level) else (4, 4)
    return _ends(normal_text(number), *ends, least=6)


def mask_phone(phone: str, level: Level = "public") -> str:
    """Mask a phone number 电话: 138****5678 on every level."""
    return _ends(normal_phone(phone), 3, 4, least=4)


def mask_bank_card(number: str, level: Level = "public") -> str:
    """Mask a bank card number 银行卡号: only the last four stay."""
    number = normal_text(number)
    if not number:
        return ""
    return f"****{number[-4:]}" if len(number) >= 8 else "****"


def mask_address(address: str, level: Level = "public") -> str:
    """Mask an address 住址: outside to the 街道, inside to the 小区; never a house number."""
    address = "".join(address.split())
    if not address:
        return ""
    region = _REGION.match(address)
    ends = [0, region.end() if region else 0]
    for part in (_TOWN, _ESTATE):
        found = part.match(address, ends[-1])
        ends.append(found.end() if found else ends[-1])
    if _strict(level):
        ends.pop()
    shown = max((end for end in ends if end < len(address)), default=0)
    return f"{address[:shown]}{HIDDEN}"


def mask_email(address: str, level: Level = "public") -> str:
    """Mask an e-mail address: first letter and host."""
    local, at, host = address.strip().rpartition("@")
    if not (at and local and host):
        return HIDDEN if address.strip() else ""
    return f"{local[:1] if len(local) > 1 else ''}{HIDDEN}@{host}"


def mask_internet_address(address: str) -> str:
    """Mask a network address: enough to know one's own network again, `10.1.*.*`."""
    if address.count(".") == 3:
        return ".".join([*address.split(".")[:2], "*", "*"])
    groups = address.split(":")
    return f"{':'.join(groups[:2])}:*" if len(groups) > 2 else HIDDEN if address else ""


def mask_informant(name: str, level: Level = "public") -> str:
    """Hide an informant 举报人 on every level; only the handling desk reveals it."""
    return HIDDEN if name.strip() else ""


def _strict(level: Level) -> bool:
    return level in {"public", "export"}


def _ends(value: str, head: int, tail: int, *, least: int) -> str:
    """Keep both ends when at least `least` characters stay hidden, else only the first."""
    hidden = len(value) - head - tail
    if hidden >= least:
        return f"{value[:head]}{'*' * hidden}{value[-tail:]}"
    return f"{value[:1]}{'*' * (len(value) - 1)}" if len(value) > 1 else "*" * len(value)
