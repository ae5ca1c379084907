"""Documents: who wrote them, with what, and where their pictures were taken, removed where we can.

An Office package is packed anew with empty properties. In a PDF nothing is moved: words are
overwritten with as many spaces, so that no index breaks. A signed document stays as it is, for
one changed byte would undo the signature; the caller marks that.
"""

import re
import shutil
import zipfile
from itertools import islice
from pathlib import Path
from typing import IO

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
# Comments name their authors inside the text, and so do changes and what lay in somebody's folder.
_NAMED = re.compile(
    r"/(?:people|persons/|comments|threadedComments|commentAuthors|authors|revisions/)", re.I
)
_TELLS = (b'author="', b"author='", b'userName="', b"absPath", b"file:///")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # two bytes a letter: we would find nothing in it
_WORDS = re.compile(r"\.(?:xml|rels|vml|odttf|fntdata)$", re.I)
_PICTURE = re.compile(r"\.(?:jpe?g|jpe|jfif|png|bmp)$", re.I)
_PNG = b"\x89PNG\r\n\x1a\n"
_READ = (_PNG, b"\xff\xd8\xff", b"BM")  # whatever their names say
_PICTURE_MOST = 64 * 1024 * 1024
_PNG_NOTES = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_CHUNK = 1 << 20

_NOTE = re.compile(rb"\xff(?:\xe1|\xed)(..)(?:Exif\0\0|Photoshop 3\.0\0|http://ns\.adobe)", re.S)
_INFO = re.compile(rb"/Info\s+(\d{1,10})\s+(\d{1,5})\s+R")
_INFO_MOST = 1000  # one for each time it was saved
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,5})\s+obj\b")
# What is taken is not given back (++): else a long text would cost a hundred times its size.
_STRING = re.compile(rb"\((?:[^()\\]++|\\.)*+\)|(?<!<)<[0-9A-Fa-f\s]*+>", re.S)
# A string within a string, one that is none, one that lies elsewhere, a remark.
_UNREAD = re.compile(rb"\(|(?<!<)<(?!<)|\d\s+\d+\s+R\b|%")
# Packed objects and pictures, files inside, private data of programs, and remarks that bear their
# author's name.
_HIDDEN = re.compile(
    rb"/ObjStm\b|/PieceInfo\b|/EmbeddedFiles?\b|/EF\b|/JPXDecode\b|Decode\s*/DCTDecode\b|"
    rb"/Info\s*<<|/Subtype\s*/(?:Text|FreeText|Stamp|Highlight|Underline|Squiggly|StrikeOut|Ink|"
    rb"Line|Square|Circle|Polygon|PolyLine|Caret|Redact|Popup|Sound|FileAttachment)\b"
)
_SEALED = (b"/ByteRange", b"/Encrypt")
_PACKET = re.compile(rb"(/Type\s*/Metadata\b)|<\?xpacket begin")
_PACKET_END = b"<?xpacket end"


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
            plain = [_copy(old, new, part) for part in parts]
    return all(plain) and not any(_NAMED.search(f"/{part.filename}") for part in parts)


def _copy(old: zipfile.ZipFile, new: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Pack one part anew; False when it may still tell somebody's name or a place."""
    fresh = zipfile.ZipInfo(part.filename)  # the hour at which a part was saved goes, too
    fresh.compress_type = zipfile.ZIP_DEFLATED
    known = _CORE if part.filename.endswith(".psmdcp") else part.filename
    if known in _PROPERTIES:
        new.writestr(fresh, _HEAD + _PROPERTIES[known])
        return True
    if _PICTURE.search(part.filename) and part.file_size <= _PICTURE_MOST:
        body = old.read(part)
        new.writestr(fresh, _plain_picture(body))
        return body.startswith(_READ)
    with old.open(part) as inside, new.open(fresh, "w", force_zip64=True) as outside:
        tells = _pass_on(inside, outside)
    return bool(_WORDS.search(part.filename)) and not tells


def _pass_on(inside: IO[bytes], outside: IO[bytes]) -> bool:
    """Copy a part as it is; True when it names somebody on the way."""
    tells, tail = False, b""
    while piece := inside.read(_CHUNK):
        outside.write(piece)
        seen = tail + piece  # no name hides between two pieces
        tells = tells or seen.startswith(_WIDE) or any(word in seen for word in _TELLS)
        tail = seen[-16:]
    return tells


def _plain_picture(body: bytes) -> bytes:
    plain = bytearray(_plain_png(body) if body.startswith(_PNG) else body)
    _blank_notes(plain)
    return bytes(plain)


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
    _blank_notes(body)  # first: a picture's packet is not the packet of the document
    wholly = all([_blank_info(body), _blank_packets(body)])
    target.write_bytes(body)
    return wholly and not _HIDDEN.search(body)


def _blank_info(body: bytearray) -> bool:
    """Blank every string of the information dictionary; False when it lies in a packed part.

    Each byte is looked at once, however many objects there are and whatever they claim.
    """
    found = list(islice(_INFO.finditer(body), _INFO_MOST + 1))
    if len(found) > _INFO_MOST:
        return False
    named = {one.groups() for one in found}
    left, at, wholly = set(named), 0, True
    while named and (one := _OBJECT.search(body, at)):
        at = one.end()
        if one.groups() not in named:
            continue
        end = body.find(b"endobj", at)
        if end < 0:
            return False
        part = bytes(body[at:end])
        if b"stream" in part:
            wholly = False
        else:
            body[at:end] = _STRING.sub(_spaces, part)
            wholly = wholly and not _UNREAD.search(_STRING.sub(b"", part))
        left.discard(one.groups())
        at = end
    return wholly and not left


def _spaces(found: "re.Match[bytes]") -> bytes:
    text = found[0]
    inside = len(text) - 2
    return b"(" + b" " * inside + b")" if text.startswith(b"(") else b"<" + b" " * inside + b">"


def _blank_packets(body: bytearray) -> bool:
    """Blank the XMP packets; False when a metadata stream is packed, so that none is to be seen."""
    at, owed, wholly = 0, False, True
    while found := _PACKET.search(body, at):
        at = found.end()
        if found[1]:
            owed, wholly = True, wholly and not owed
            continue
        start, end = body.find(b"?>", at) + 2, body.find(_PACKET_END, at)
        if start < 2 or end < start or body.find(b"endstream", at, end) >= 0:
            return False  # its end is that of another: between them lies what is no packet
        body[start:end] = b" " * (end - start)
        at, owed = end, False
    return wholly and not owed


def _blank_notes(body: bytearray) -> None:
    """Blank what cameras wrote into JPEG pictures: place, time, device (EXIF, XMP, IPTC)."""
    at = 0
    while found := _NOTE.search(body, at):
        start = found.start(1) + 2
        end = min(found.start(1) + int.from_bytes(found[1], "big"), len(body))
        # Of EXIF the mark stays, so that the segment is still one; its content is zeros.
        keep = start + 6 if body[start : start + 4] == b"Exif" else start
        if end > keep:
            body[keep:end] = bytes(end - keep)
        at = max(start, end)
