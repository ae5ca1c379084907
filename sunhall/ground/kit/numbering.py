"""Numbers that people read out on the phone: no sequence, no hot spot, one check digit."""

import secrets
from datetime import date

from stdnum.iso7064 import mod_11_10

CODE_DIGITS = 8


def matter_number(prefix: str, day: date) -> str:
    """Draw a number such as `R261122-4839207`: kind, date, six random digits, check digit.

    Random digits need no counter row that every clerk would queue behind; the caller draws
    again when the database says the number is taken.
    """
    body = f"{day:%y%m%d}{secrets.randbelow(10**6):06d}"
    return f"{prefix}{body[:6]}-{body[6:]}{mod_11_10.calc_check_digit(body)}"


def is_matter_number(text: str) -> bool:
    """Tell whether the check digit fits, so that a slip of the tongue is caught at once."""
    digits = "".join(char for char in text if char.isdigit())
    return len(digits) == 13 and bool(mod_11_10.is_valid(digits))


def query_code() -> str:
    """Draw the code 查询码 that goes with a number; why eight digits, says `access/guessing`."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
