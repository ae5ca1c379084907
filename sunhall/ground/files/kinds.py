"""Kinds of file that may be kept 文件类型: a strict list, told by content, never by name (K8)."""

import re
from dataclasses import dataclass
from typing import BinaryIO, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sunhall.ground.files import compound, package

Family = Literal["image", "audio", "video", "document"]


@dataclass(frozen=True)
class Kind:
    """One kind of file that the house keeps; its code is also the ending of its name."""

    code: str
    media_type: str
    family: Family
    words: Promise


_OFFICE = "application/vnd.openxmlformats-officedocument."

KINDS = {
    kind.code: kind
    for kind in (
        Kind("jpg", "image/jpeg", "image", _("JPEG 图片")),
        Kind("png", "image/png", "image", _("PNG 图片")),
        Kind("webp", "image/webp", "image", _("WebP 图片")),
        Kind("gif", "image/gif", "image", _("GIF 图片")),
        Kind("mp3", "audio/mpeg", "audio", _("MP3 录音")),
        Kind("m4a", "audio/mp4", "audio", _("M4A 录音")),
        Kind("wav", "audio/wav", "audio", _("WAV 录音")),
        Kind("amr", "audio/amr", "audio", _("AMR 录音")),
        Kind("ogg", "audio/ogg", "audio", _("OGG 录音")),
        Kind("mp4", "video/mp4", "video", _("MP4 视频")),
        Kind("webm", "video/webm", "video", _("WebM 视频")),
        Kind("mov", "video/quicktime", "video", _("MOV 视频")),
        Kind("3gp", "video/3gpp", "video", _("3GP 视频")),
        Kind("pdf", "application/pdf", "document", _("PDF 文件")),
        Kind("docx", f"{_OFFICE}wordprocessingml.document", "document", _("Word 文件")),
        Kind("xlsx", f"{_OFFICE}spreadsheetml.sheet", "document", _("Excel 文件")),
        Kind("pptx", f"{_OFFICE}presentationml.presentation", "document", _("PPT 文件")),
        Kind("doc", "application/msword", "document", _("Word 文件")),
        Kind("xls", "application/vnd.ms-excel", "document", _("Excel 文件")),
        Kind("ppt", "application/vnd.ms-powerpoint", "document", _("PPT 文件")),
        Kind("ofd", "application/ofd", "document", _("OFD 版式文件")),
    )
}

# An original 原件 as it came in by another channel: kept as evidence, never opened by us, never
# told by content and so never taken from a form.
ORIGINAL = Kind("raw", "application/octet-stream", "document", _("来件原件"))

_HEAD, _TAIL = 4096, 66_000

_SIMPLE = (
    ("jpg", re.compile(rb"\xff\xd8\xff")),
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("wav", re.compile(rb"RIFF....WAVE", re.DOTALL)),
    ("amr", re.compile(rb"#!AMR(?:-WB)?\n")),
    ("ogg", re.compile(rb"OggS\x00")),
    ("webm", re.compile(rb"\x1a\x45\xdf\xa3.{4,60}\x42\x82.{1,8}webm", re.DOTALL)),
    ("pdf", re.compile(rb"%PDF-[12]\.\d")),
)
_BRANDS = (
    ("m4a", re.compile(rb"M4[AB] ")),
    ("mov", re.compile(rb"qt  ")),
    ("3gp", re.compile(rb"3g[2egprs][0-9a-z]")),
    ("mp4", re.compile(rb"isom|iso[2-9]|mp4[12]|avc1|M4V |dash|MSNV|mp71|f4v ")),
)
_PICTURE_BRANDS = re.compile(rb"hei[cmxs]|hev[cmx]|mif1|msf1|avi[fs]")

_MPEG_RATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MPEG_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def kind_of(file: BinaryIO) -> Kind | None:
    """Tell the kind by content; None for everything not on the list."""
    file.seek(0)
    head = file.read(_HEAD)
    code = _simple(head) or _by_brand(head)
    if code is None and head.startswith(b"PK\x03\x04"):
        code = package.kind_of(file)
    if code is None and head.startswith(compound.MAGIC):
        code = compound.kind_of(file)
    if code is None and _is_mp3(file):
        code = "mp3"
    return KINDS.get(code or "")


def is_heic(head: bytes) -> bool:
    """Whether it is a HEIC or AVIF picture, whose place of taking we cannot remove."""
    return head[4:8] == b"ftyp" and bool(_PICTURE_BRANDS.match(head[8:12]))


def hides_another(file: BinaryIO, kind: Kind) -> bool:
    """Whether a second file hides in it: an archive behind its end or a page at its beginning."""
    file.seek(0)
    head = file.read(1024).lower()
    if re.search(rb"<(?:script|html|svg|iframe|!doctype html|\?php)", head):
        return True
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    if kind.code == "pdf" and b"%%EOF" not in tail[-2048:]:
        return True
    return not package.is_package(kind.code) and package.ends_with_archive(tail)


def _simple(head: bytes) -> str | None:
    return next((code for code, form in _SIMPLE if form.match(head)), None)


def _by_brand(head: bytes) -> str | None:
    """ISO media files name their brand; the compatible brands follow when it says nothing."""
    if head[4:8] != b"ftyp" or is_heic(head):
        return None
    end = min(int.from_bytes(head[:4], "big"), 256)
    for brand in (head[8:12], *(head[at : at + 4] for at in range(16, end, 4))):
        for code, form in _BRANDS:
            if form.fullmatch(brand):
                return code
    return None


def _is_mp3(file: BinaryIO) -> bool:
    """Two frames in a row must fit: a bare two-byte mark would let other things pass."""
    file.seek(0)
    at = id3_size(file.read(10))
    for _frame in range(2):
        file.seek(at)
        length = _mpeg_frame(file.read(4))
        if not length:
            return False
        at += length
    return True


def id3_size(head: bytes) -> int:
    """The length of an ID3v2 tag at the beginning, 0 when there is none."""
    if len(head) < 10 or not head.startswith(b"ID3") or max(head[6:10]) > 127:
        return 0
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return size + (20 if head[5] & 0x10 else 10)


def _mpeg_frame(head: bytes) -> int:
    """The length of an MPEG layer III frame, 0 when these four bytes do not begin one."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sample = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in {0, 15} or sample == 3:
        return 0
    first = version == 3
    rates = _MPEG_RATES[1 if first else 2]
    return (144 if first else 72) * rates[rate] * 1000 // _MPEG_SAMPLES[version][sample] + (
        head[2] >> 1 & 1
    )
