"""Small real files of every kind, made on the spot."""

import io
import struct
import wave
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

PLACE = "+39.9042+116.4074/"
XMP = f"<x:xmpmeta><exif:GPS>{PLACE}</exif:GPS></x:xmpmeta>".encode()


def upload(content, name="照片.jpg"):
    return SimpleUploadedFile(name, content)


def picture(form="JPEG", size=(60, 40), orientation=1, mode="RGB", **options):
    """A picture with a left red half, a right blue half, camera and place in its EXIF."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    image = image.convert(mode)
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera Maker", orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (39.0, 54.0, 15.12)
    stream = io.BytesIO()
    notes = {"GIF": {"comment": PLACE}, "PNG": {"pnginfo": _words(), "exif": exif}}
    image.save(stream, form, **notes.get(form, {"exif": exif, "xmp": XMP}), **options)
    return stream.getvalue()


def _words():
    words = PngImagePlugin.PngInfo()
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    words.add_text("Comment", PLACE)
    return words


def moving(form="GIF"):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    stream = io.BytesIO()
    frames[0].save(stream, form, save_all=True, append_images=frames[1:], duration=50)
    return stream.getvalue()


def box(name, body=b""):
    return struct.pack(">I", 8 + len(body)) + name + body


def film(brand=b"isom", tracks=(b"vide",), notes=True, top=b""):
    handlers = b"".join(
        box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + kind + bytes(13)))) for kind in tracks
    )
    place = box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7) + PLACE.encode())
    user = box(b"udta", place) + box(b"meta", b"com.apple.quicktime.location.ISO6709" + b"x" * 20)
    moov = box(b"moov", box(b"mvhd", bytes(100)) + handlers + (user if notes else b""))
    return box(b"ftyp", brand + bytes(4) + brand) + box(b"mdat", b"picture data") + moov + top


def sound(frames=4, tagged=True):
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    tag = b"ID3\x03\x00\x00" + bytes([0, 0, 0, 20]) + b"GEOB" + PLACE.encode()[:16]
    old = b"TAG" + PLACE.encode().ljust(125, b"\0")
    return (tag if tagged else b"") + frame * frames + (old if tagged else b"")


def wav():
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\1\2" * 400)
    notes = b"LIST" + struct.pack("<I", 24) + b"INFO" + PLACE.encode().ljust(20, b"\0")
    body = stream.getvalue() + notes
    return body[:4] + struct.pack("<I", len(body) - 8) + body[8:]


def webm():
    return b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + bytes(60)


def pdf(extra=b""):
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog" + extra + b">>endobj\ntrailer<<>>\n%%EOF\n"


def package(parts, mode=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", mode) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def office(main="word/document.xml", types="<Types/>", **more):
    return package({"[Content_Types].xml": types, main: "<x/>", **more})


def compound(*names, sector=512):
    """A compound file of Office 97–2003 whose directory names these streams."""
    entries = b"".join(
        (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + struct.pack("<H", 2 * len(name) + 2)
        + bytes(62)
        for name in ("Root Entry", *names)
    )
    blocks = -(-len(entries) // sector)
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HHHH", head, 24, 0x3E, 3, 0xFFFE, 9)
    struct.pack_into("<III", head, 44, 1, 1, 0)
    struct.pack_into("<II", head, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, *range(2, blocks + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    return bytes(head) + table + entries.ljust(blocks * sector, b"\0")


GOOD = {
    "jpg": picture(),
    "png": picture("PNG"),
    "webp": picture("WEBP"),
    "gif": picture("GIF"),
    "mp3": sound(),
    "m4a": film(b"M4A ", tracks=(b"soun",)),
    "wav": wav(),
    "amr": b"#!AMR\n" + bytes(64),
    "ogg": b"OggS\x00\x02" + bytes(60),
    "mp4": film(),
    "webm": webm(),
    "mov": film(b"qt  "),
    "3gp": film(b"3gp5"),
    "pdf": pdf(),
    "docx": office(),
    "xlsx": office("xl/workbook.xml"),
    "pptx": office("ppt/presentation.xml"),
    "doc": compound("WordDocument", "1Table"),
    "xls": compound("Workbook"),
    "ppt": compound("PowerPoint Document"),
    "ofd": package({"OFD.xml": "<ofd:OFD/>"}),
}
