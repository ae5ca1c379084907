"""The PDF of a report says what the page says: its text read back out of the file (H9)."""

import re
import zlib
from datetime import date

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.papers import fonts, printing
from sunhall.ground.papers.words import Check
from sunhall.reports import actions, queries
from sunhall.reports.tests.makers import LAST_WEEK, NOW, reported_county
from tests.cast import Cast

CHECK = Check("4839-2071-5566", "https://qinghe.example/papers/483920715566/")
HEX = rb"<([0-9A-Fa-f]+)>"
SHOWN = rb"(?s)/(\w+) [\d.]+ Tf|(\[.*?\]\s*TJ|\(.*?\)\s*Tj|<.*?>\s*Tj)"


def text_of(pdf: bytes) -> str:
    """Every sign the file shows, in order, by the maps from glyph to sign that it carries."""
    objects = dict(re.findall(rb"(?s)\b(\d+) 0 obj\b(.*?)\bendobj\b", pdf))
    streams = {number: _stream(body) for number, body in objects.items()}
    maps = {
        number: _signs(streams[found[1]])
        for number, body in objects.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", body))
    }
    shown = []
    for number, body in objects.items():
        found = re.search(rb"/Resources (\d+) 0 R", body)
        content = re.search(rb"/Contents (\d+) 0 R", body)
        if found:
            fonts_of = re.search(rb"(?s)/Font<<(.*?)>>", objects[found[1]])
            named = re.findall(rb"/(\w+) (\d+) 0 R", fonts_of[1]) if fonts_of else []
            known = {name: maps[font] for name, font in named if font in maps}
            shown.append(_words(streams[content[1] if content else number], known))
    return "".join(shown)


def _stream(body: bytes) -> bytes:
    found = re.search(rb"(?s)stream\r?\n(.*)\r?\nendstream", body)
    if found is None:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def _signs(cmap: bytes) -> dict[int, str]:
    found = {}
    for block in re.findall(rb"(?s)beginbfchar(.*?)endbfchar", cmap):
        for glyph, sign in re.findall(HEX + rb"\s*" + HEX, block):
            found[int(glyph, 16)] = bytes.fromhex(sign.decode()).decode("utf-16-be")
    for block in re.findall(rb"(?s)beginbfrange(.*?)endbfrange", cmap):
        for low, high, sign in re.findall(HEX + rb"\s*" + HEX + rb"\s*" + HEX, block):
            for glyph in range(int(low, 16), int(high, 16) + 1):
                found[glyph] = chr(int(sign, 16) + glyph - int(low, 16))
    return found


def _words(content: bytes, named: dict[bytes, dict[int, str]]) -> str:
    signs: dict[int, str] = {}
    said = []
    for font, shown in re.findall(
        rb"(?s)/(\w+) [\d.]+ Tf|(\[.*?\]\s*TJ|\(.*?\)\s*Tj|<.*?>\s*Tj)", content
    ):
        if font:
            signs = named.get(font, {})
            continue
        for raw in re.findall(rb"(?s)\(((?:\\.|[^\\)])*)\)|<([0-9A-Fa-f]+)>", shown):
            glyphs = bytes.fromhex(raw[1].decode()) if raw[1] else _plain(raw[0])
            said += [
                signs.get(int.from_bytes(glyphs[at : at + 2]), "")
                for at in range(0, len(glyphs), 2)
            ]
    return "".join(said)


def _plain(raw: bytes) -> bytes:
    named = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    return re.sub(
        rb"(?s)\\([0-7]{1,3}|.)",
        lambda m: named.get(m[1]) or (bytes([int(m[1], 8)]) if m[1].isdigit() else m[1]),
        raw,
    )


@pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")
def test_the_pdf_holds_words_numbers_and_check_code(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        made = reported_county(cast)
        week = actions.make_report("week", LAST_WEEK.date(), by=SYSTEM)
    paper = queries.paper_of(week, on=date(2026, 11, 18), check=CHECK)
    text = text_of(printing.report(paper))
    for words in (
        "阳光热线周报", "〔2026〕第46期", "草稿，未审签", "本周共收到诉求6件，比上周多4件",
        made["dissatisfied"].matter.number, "表1主要数字", "具体督办人", "4839-2071-5566",
        "图1群众反映较多的类别", "青禾县东山镇",
    ):  # fmt: skip
        assert words in text.replace(" ", ""), words
    assert "李秀兰" not in text
    assert made["secret"].matter.number not in text
