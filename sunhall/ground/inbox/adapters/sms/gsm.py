"""The default alphabet of the network (3GPP TS 23.038 6.2.1), one septet in each byte."""

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPE = 0x1B
_EXTENDED = {
    0x0A: "\f", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]",
    0x40: "|", 0x65: "€",
}  # fmt: skip
LOST = "\ufffd"


def text_of_septets(data: bytes) -> str:
    """Read septets; what is none becomes the mark of loss, and nothing raises."""
    found: list[str] = []
    escaped = False
    for septet in data:
        if escaped:
            found.append(_EXTENDED.get(septet, LOST))
            escaped = False
        elif septet == _ESCAPE:
            escaped = True
        else:
            found.append(_BASIC[septet] if septet < len(_BASIC) else LOST)
    return "".join(found)
