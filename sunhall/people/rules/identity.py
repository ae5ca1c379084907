"""Identifiers as people write them: one spelling each, and an error that says the way out."""

import re
import unicodedata

import phonenumbers
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from sunhall.ground.kit.refusal import refuse

_GAPS = re.compile(r"[\s\-‐-―()（）.·_]+")
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@(?:[\w-]{1,63}\.)+\w[\w-]{1,62}")
_MOBILE = re.compile(r"1[3-9]\d{9}")


def _plain(text: str) -> str:
    return _GAPS.sub("", unicodedata.normalize("NFKC", text)).upper()


def name_of(text: str, *, field: str = "name") -> str:
    """Read a name 姓名: width and outer gaps folded, inner gaps kept once."""
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(name) > 60:
        raise refuse("姓名或名称请不要超过 60 个字", field=field)
    return name


def phone_of(text: str, *, field: str = "phone") -> str:
    """Read a phone number 电话, mobile or landline with area code; "" stays ""."""
    plain = _plain(text)
    if not plain:
        return ""
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", plain), "CN")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise refuse("请输入 11 位手机号码，或带区号的固定电话", field=field)
    form = phonenumbers.PhoneNumberFormat
    inland = number.country_code == 86
    style = form.NATIONAL if inland else form.E164
    return _GAPS.sub("", phonenumbers.format_number(number, style))


def mobile_of(text: str, *, field: str = "phone") -> str:
    """Read a mainland mobile number 手机号码, which can receive a code."""
    plain = re.sub(r"^(?:\+?86|0086)(?=1\d{10}$)", "", _plain(text))
    if not _MOBILE.fullmatch(plain):
        raise refuse("请输入 11 位手机号码，例如 138 0000 0000", field=field)
    return plain


def email_of(text: str, *, field: str = "email") -> str:
    """Read an e-mail address 电子邮箱; "" stays ""."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain and (len(plain) > 254 or not _EMAIL.fullmatch(plain)):
        raise refuse("请输入完整的电子邮箱，例如 name@example.cn", field=field)
    local, _, host = plain.rpartition("@")
    return f"{local}@{host.lower()}" if plain else ""


def id_number_of(text: str, *, field: str = "id_number") -> str:
    """Read an identity card number 身份证号码 (GB 11643); "" stays "".

    Date of birth and check digit are tested; the region is not, for old cards carry codes of
    counties that no list names any more.
    """
    plain = _plain(text)
    if not plain:
        return ""
    if not re.fullmatch(r"\d{17}[\dX]", plain):
        raise refuse("请输入 18 位身份证号码，最后一位可以是字母 X", field=field)
    try:
        ric.get_birth_date(plain)
    except ValidationError as error:
        raise refuse("身份证号码第 7 至 14 位应为出生日期，请核对", field=field) from error
    if plain[-1] != ric.calc_check_digit(plain):
        raise refuse("身份证号码与末位校验码不符，请逐位核对", field=field)
    return plain


def credit_code_of(text: str, *, field: str = "credit_code") -> str:
    """Read a unified social credit code 统一社会信用代码 (GB 32100); "" stays ""."""
    plain = _plain(text)
    if not plain:
        return ""
    if len(plain) != 18:
        raise refuse("请输入 18 位统一社会信用代码", field=field)
    if not uscc.is_valid(plain):
        raise refuse("统一社会信用代码与校验码不符，请对照营业执照逐位核对", field=field)
    return plain
