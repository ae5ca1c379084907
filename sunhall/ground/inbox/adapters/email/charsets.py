"""Characters of mails: what is declared is a hint, what can be read decides."""

import codecs
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

# What mailers declare, and the larger set that their users really type in.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030"}
_LARGER |= {"euc_cn": "gb18030", "hz-gb-2312": "hz", "ks_c_5601-1987": "cp949"}
# Declared by mailers that did not look; whatever bytes there are fit into these.
_SAYS_NOTHING = {"", "us-ascii", "ascii", "unknown-8bit", "8bit", "default", "x-unknown"}
_FITS_ALL = {"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"}


def text_of(data: bytes, declared: str = "") -> str:
    """Read bytes as the declared set, else as UTF-8, else as GB 18030, else with marks of loss."""
    name = declared.strip().strip("\"'").lower()
    tried = [_LARGER.get(name, name)] if name not in _SAYS_NOTHING | _FITS_ALL else []
    for candidate in (*tried, "utf-8", "gb18030", *([name] if name in _FITS_ALL else [])):
        try:
            return data.decode(candidate)
        except (UnicodeError, LookupError, ValueError):
            continue
    return data.decode(_known(tried) or "utf-8", "replace")


def header_of(mail: Message, name: str) -> str:
    """A header in plain words, whether encoded (RFC 2047), written raw, or broken."""
    return words_of(raw_header(mail, name))


def raw_header(mail: Message, name: str) -> str:
    """A header as it was written; bytes that no encoding announced are read like any other text."""
    for found, value in mail.raw_items():
        if found.lower() == name.lower():
            text = str(value)
            if any("\udc80" <= sign <= "\udcff" for sign in text):
                text = text_of(text.encode("utf-8", "surrogateescape"))
            return text
    return ""


def words_of(plain: str) -> str:
    """Encoded words put into plain ones."""
    try:
        pieces = decode_header(plain)
    except (HeaderParseError, ValueError, LookupError):
        return plain
    return "".join(
        text_of(piece, charset or "") if isinstance(piece, bytes) else piece
        for piece, charset in pieces
    )


def _known(tried: list[str]) -> str:
    try:
        return codecs.lookup(tried[0]).name if tried else ""
    except LookupError:
        return ""
