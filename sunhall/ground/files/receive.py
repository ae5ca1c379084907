"""Receiving 接收附件: everything that is done to an upload before the database hears of it (K8).

It works outside any transaction, because turning a picture or asking the virus scanner takes
long, and a transaction held open so long would keep every other clerk waiting.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import puremagic
from django.conf import settings
from django.utils.translation import gettext as _

from sunhall.ground.files import (
    compound,
    disk,
    documents,
    names,
    package,
    pictures,
    recordings,
    scanner,
)
from sunhall.ground.files.kinds import ORIGINAL, Kind, hides_another, is_heic, kind_of
from sunhall.ground.kit.refusal import Refused, refuse

FIELD = "files"

_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_ARCHIVES = (b"PK", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class Upload(Protocol):
    """What Django's uploaded files offer, as far as it is used here."""

    name: str | None

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]: ...


@dataclass(frozen=True)
class Received:
    """An upload that passed: cleaned, hashed, scanned and lying in its place on disk."""

    code: str
    name: str
    kind: Kind
    size: int
    sha256: str
    received_sha256: str
    scan: str
    metadata_removed: bool
    has_active_content: bool
    width: int | None = None
    height: int | None = None

    @property
    def place(self) -> Path:
        return disk.place_of(self.sha256, self.code)


def receive(upload: Upload) -> Received:
    """Check, clean, scan and lay down one upload; refuse it with its name and the way out."""
    name = names.plain(upload.name or "") or _("未命名文件")
    with disk.bench() as bench:
        raw, clean, small = bench / "raw", bench / "clean", bench / "small"
        came = _write(upload, raw, name)
        kind = _accepted(raw, name)
        verdict = scanner.scan(raw)
        if verdict.state == scanner.INFECTED:
            raise _refused(_("“%(name)s”含有病毒（%(found)s）。请杀毒后重新上传。"), name,
                           found=verdict.found)  # fmt: skip
        facts = _cleaned(raw, clean, small, kind, name)
        kept = disk.measure(clean)
        received = Received(
            code=secrets.token_hex(12),
            name=names.true_name(name, kind),
            kind=kind,
            size=kept.size,
            sha256=kept.sha256,
            received_sha256=came.sha256,
            scan=verdict.state,
            **facts,
        )
        if small.exists():
            disk.settle(small, disk.thumbnail_of(received.place))
        disk.settle(clean, received.place)
    return received


def receive_original(data: bytes, name: str) -> Received:
    """Lay down what came in exactly as it came 原件: not opened, not cleaned, never refused (H1).

    The schedule scans it like every file; it is only ever handed out to save.
    """
    with disk.bench() as bench:
        raw = bench / "raw"
        came = disk.write([data], raw, len(data))
        received = Received(
            code=secrets.token_hex(12),
            name=names.plain(name),
            kind=ORIGINAL,
            size=came.size,
            sha256=came.sha256,
            received_sha256=came.sha256,
            scan=scanner.NOT_SCANNED,
            metadata_removed=False,
            has_active_content=True,
        )
        disk.settle(raw, received.place)
    return received


def _write(upload: Upload, raw: Path, name: str) -> disk.Written:
    most: int = settings.UPLOAD_MOST_BYTES
    try:
        came = disk.write(upload.chunks(), raw, most)
    except disk.TooLong:
        raise _refused(
            _("“%(name)s”超过 %(most)s MB。请压缩或分成几个文件上传。"), name, most=most // 1024**2
        ) from None
    if not came.size:
        raise _refused(_("“%(name)s”是空文件。请重新选择文件。"), name)
    return came


def _accepted(raw: Path, name: str) -> Kind:
    with raw.open("rb") as file:
        kind = kind_of(file)
        if kind is None:
            if compound.is_locked(file):
                raise _locked(name)
            file.seek(0)
            raise _stranger(file.read(4096), name)
        if hides_another(file, kind):
            raise _refused(_("“%(name)s”里夹带了别的内容。请用原来的软件重新导出后上传。"), name)
        try:
            _check_office(file, kind, name)
        except package.BROKEN:
            raise _damaged(name) from None
    return kind


def _check_office(file: BinaryIO, kind: Kind, name: str) -> None:
    if package.is_package(kind.code):
        if package.is_bomb(file):
            raise _refused(_("“%(name)s”解压后过大或已损坏。请重新导出或转成 PDF 后上传。"), name)
        if package.is_locked(file):
            raise _locked(name)
        if package.has_macros(file):
            raise _macros(name)
    if kind.code in {"doc", "xls", "ppt"}:
        if compound.is_locked(file):
            raise _locked(name)
        if compound.has_macros(file):
            raise _macros(name)


def _cleaned(raw: Path, clean: Path, small: Path, kind: Kind, name: str) -> dict[str, Any]:
    try:
        if kind.family == "image":
            size = pictures.clean(raw, clean, small, kind.code)
            return {
                "metadata_removed": True,
                "has_active_content": False,
                "width": size.width,
                "height": size.height,
            }
        if kind.family in {"audio", "video"}:
            whole = recordings.clean(raw, clean, kind.code)
            return {"metadata_removed": whole, "has_active_content": False}
        active = _acts(raw, kind)
        return {"metadata_removed": _write_plain(raw, clean, kind), "has_active_content": active}
    except pictures.TooLarge:
        raise _refused(_("“%(name)s”的像素太多。请缩小图片后上传。"), name) from None
    except (*pictures.BROKEN, *package.BROKEN):
        raise _damaged(name) from None


def _write_plain(raw: Path, clean: Path, kind: Kind) -> bool:
    """Write a document without who made it where we can; OFD and Office 97 stay as they are."""
    if kind.code == "pdf":
        return documents.clean_pdf(raw, clean)
    if kind.code in {"docx", "xlsx", "pptx"}:
        return documents.clean_package(raw, clean)
    raw.rename(clean)
    return False


def _acts(raw: Path, kind: Kind) -> bool:
    """Whether a document may run something when opened; it is then only handed out to save."""
    if kind.code == "pdf":
        body = raw.read_bytes()
        return any(mark in body for mark in (b"/JavaScript", b"/Launch", b"/EmbeddedFile"))
    if package.is_package(kind.code):
        with raw.open("rb") as file:
            return package.embeds_objects(file)
    return True


def _stranger(head: bytes, name: str) -> Refused:
    """Say what a refused file is and what to do, in words a person can act on."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_heic(head):
        text = _(
            "“%(name)s”是 HEIC 照片。请在手机相机设置中改为“兼容性最佳”（JPEG）后重拍，或截屏上传。"
        )
    elif head.startswith(_PROGRAMS):
        text = _("“%(name)s”是程序，不能上传。请上传照片、录音、视频、PDF 或 Office 文件。")
    elif start.startswith(b"<"):
        text = _("“%(name)s”是网页或 SVG，不能上传。请截图或转成 PDF 后上传。")
    elif head.startswith(_ARCHIVES):
        text = _("“%(name)s”是压缩包，不能上传。请解压后逐个上传其中的文件。")
    elif ending := _ending(head):
        text = _("“%(name)s”是 %(ending)s 文件，不能上传。请转成照片、PDF 或 Office 文件后上传。")
        return _refused(text, name, ending=ending)
    else:
        text = _("“%(name)s”的类型无法识别。请上传照片、录音、视频、PDF 或 Office 文件。")
    return _refused(text, name)


def _ending(head: bytes) -> str:
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        return ""
    return str(found[0].extension).lstrip(".").upper() if found[0].confidence >= 0.5 else ""


def _damaged(name: str) -> Refused:
    return _refused(_("“%(name)s”不完整或已损坏。请重新拍摄或导出后上传。"), name)


def _locked(name: str) -> Refused:
    return _refused(_("“%(name)s”设有密码。请去掉密码后上传。"), name)


def _macros(name: str) -> Refused:
    return _refused(_("“%(name)s”含有宏或程序。请另存为不含宏的文件或 PDF 后上传。"), name)


def _refused(text: str, name: str, **words: object) -> Refused:
    return refuse(text % {"name": name, **words}, field=FIELD)
