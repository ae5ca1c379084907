"""Documents: who wrote them, with what, and where their pictures were taken, removed where we can.

An Office package is packed anew with empty properties. In a PDF nothing is moved: words are
overwritten with as many spaces, so that no index breaks. A signed document stays as it is, for
one changed byte would undo the signature; the caller marks that.
"""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

_CORE = "docProps/core.xml"
_PROPERTIES = {
    _CORE: (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        b'core-properties"/>'
    ),
    "docProps/app.xml": (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'extended-properties"/>'
    ),
    "docProps/custom.xml": (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'custom-properties"/>'
    ),
}
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Comments and changes name their authors inside the text; other pictures keep notes of their own.
_NAMED = re.compile(r"/(?:people|persons/|comments|threadedComments|commentAuthors|authors)", re.I)
_OTHER_PICTURES = re.compile(r"\.(?:tiff?|webp|hei[cf]|wdp|jxr|svg|bin)$", re.I)
_JPEG = re.compile(r"\.jpe?g$", re.I)
_PNG_NOTES = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}

_NOTE = re.compile(rb"\xff(?:\xe1|\xed)(..)(?:Exif\0\0|Photoshop 3\.0\0|http://ns\.adobe)", re.S)
_INFO = re.compile(rb"/Info\s+(\d{1,10})\s+(\d{1,5})\s+R")
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>(?!>)", re.S)
# A string within a string, or one that lies elsewhere.
_UNREAD = re.compile(rb"\(|\d\s+\d+\s+R\b")
# Packed objects, private data of programs, and remarks that bear their author's name.
_HIDDEN = re.compile(
    rb"/ObjStm\b|/PieceInfo\b|"
    rb"/Subtype\s*/(?:Text|FreeText|Stamp|Highlight|Underline|Ink|FileAttachment)\b"
)
_SEALED = (b"/ByteRange", b"/Encrypt")
_PACKET, _PACKET_END = b"<?xpacket begin", b"<?xpacket end"


def clean_package(source: Path, target: Path) -> bool:
    """Pack a docx, xlsx or pptx anew without its properties; False when a name may remain."""
    with zipfile.ZipFile(source) as old:
        parts = [part for part in old.infolist() if not part.is_dir()]
        if len({part.filename for part in parts}) < len(parts):
            raise ValueError("two parts of one name: which one is meant nobody can tell")
        if any(part.filename.startswith("_xmlsignatures/") for part in parts):
            shutil.copyfile(source, target)
            return False
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for part in parts:
                _copy(old, new, part)
    return not any(
        _NAMED.search(f"/{part.filename}") or _OTHER_PICTURES.search(part.filename)
        for part in parts
    )


def _copy(old: zipfile.ZipFile, new: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    fresh = zipfile.ZipInfo(part.filename)  # the hour at which a part was saved goes, too
    fresh.compress_type = zipfile.ZIP_DEFLATED
    known = _CORE if part.filename.endswith(".psmdcp") else part.filename
    if known in _PROPERTIES:
        new.writestr(fresh, _HEAD + _PROPERTIES[known])
    elif _JPEG.search(part.filename):
        body = bytearray(old.read(part))
        _blank_notes(body)
        new.writestr(fresh, bytes(body))
    elif part.filename.lower().endswith(".png"):
        new.writestr(fresh, _plain_png(old.read(part)))
    else:
        with old.open(part) as inside, new.open(fresh, "w", force_zip64=True) as outside:
            shutil.copyfileobj(inside, outside)


def _plain_png(body: bytes) -> bytes:
    """A PNG picture without the parts that hold notes."""
    plain, at = bytearray(body[:8]), 8
    while at < len(body):
        end = at + 12 + int.from_bytes(body[at : at + 4], "big")
        if body[at + 4 : at + 8] not in _PNG_NOTES:
            plain += body[at:end]
        at = end
    return bytes(plain)


def clean_pdf(source: Path, target: Path) -> bool:
    """Copy a PDF with its information and its pictures' notes blanked; False when some remain."""
    body = bytearray(source.read_bytes())
    if any(mark in body for mark in _SEALED):
        shutil.copyfile(source, target)
        return False
    wholly = all([_blank_info(body), _blank_packets(body)])
    _blank_notes(body)
    target.write_bytes(body)
    return wholly and not _HIDDEN.search(body)


def _blank_info(body: bytearray) -> bool:
    """Blank every string of the information dictionary; False when it lies in a packed part."""
    wholly = True
    for number, generation in {found.groups() for found in _INFO.finditer(body)}:
        opened = re.compile(rb"(?<!\d)%s\s+%s\s+obj\b" % (number, generation))
        spans = [(one.end(), body.find(b"endobj", one.end())) for one in opened.finditer(body)]
        wholly = wholly and bool(spans)
        for start, end in spans:
            part = bytes(body[start:end]) if end >= 0 else b"stream"
            if b"stream" in part:
                wholly = False
            else:
                body[start:end] = _STRING.sub(_spaces, part)
                wholly = wholly and not _UNREAD.search(_STRING.sub(b"", part))
    return wholly


def _spaces(found: "re.Match[bytes]") -> bytes:
    text = found[0]
    inside = len(text) - 2
    return b"(" + b" " * inside + b")" if text.startswith(b"(") else b"<" + b" " * inside + b">"


def _blank_packets(body: bytearray) -> bool:
    """Blank the XMP packets; False when a metadata stream is packed, so that none is to be seen."""
    seen = 0
    for start, end in _packets(body):
        body[start:end] = b" " * (end - start)
        seen += 1
    return seen >= len(re.findall(rb"/Type\s*/Metadata\b", body))


def _packets(body: bytearray) -> Iterator[tuple[int, int]]:
    at = body.find(_PACKET)
    while at >= 0:
        start, end = body.find(b"?>", at) + 2, body.find(_PACKET_END, at)
        if start < 2 or end < start:
            return
        yield start, end
        at = body.find(_PACKET, end)


def _blank_notes(body: bytearray) -> None:
    """Blank what cameras wrote into JPEG pictures: place, time, device (EXIF, XMP, IPTC)."""
    for found in list(_NOTE.finditer(body)):
        start = found.start(1) + 2
        end = min(found.start(1) + int.from_bytes(found[1], "big"), len(body))
        # Of EXIF the mark stays, so that the segment is still one; its content is zeros.
        keep = start + 6 if body[start : start + 4] == b"Exif" else start
        if end > keep:
            body[keep:end] = bytes(end - keep)
