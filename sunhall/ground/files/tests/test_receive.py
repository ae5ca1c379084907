"""What may come in, told by content, and what is taken out of it."""

import io
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rigour
from hypothesis import strategies as st
from PIL import Image

from sunhall.ground.files import names
from sunhall.ground.files.disk import thumbnail_of
from sunhall.ground.files.kinds import KINDS
from sunhall.ground.files.receive import receive
from sunhall.ground.files.tests import samples
from sunhall.ground.files.tests.samples import upload
from sunhall.ground.kit.refusal import Refused


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def refused(content, name="照片.jpg"):
    with pytest.raises(Refused) as refusal:
        receive(upload(content, name))
    assert refusal.value.field == "files"
    assert name.rpartition("/")[2] in refusal.value.verdict.reason
    assert "请" in refusal.value.verdict.reason
    return refusal.value.verdict.reason


def everything_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("code", sorted(samples.GOOD))
def test_every_kind_on_the_list_is_known_by_its_content_whatever_its_name(code):
    received = receive(upload(samples.GOOD[code], "资料.bin"))
    assert received.kind is KINDS[code]
    assert received.name == f"资料.{code}"
    assert received.place.exists()
    assert received.scan == "not_scanned"


def test_the_list_and_the_samples_are_the_same():
    assert set(samples.GOOD) == set(KINDS)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\x00" + bytes(80), "程序"),
        (b"\x7fELF\x02\x01\x01" + bytes(80), "程序"),
        (b"#!/bin/sh\nrm -rf /\n", "程序"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "网页"),
        (b"\xef\xbb\xbf  <html></html>", "网页"),
        (b'<?xml version="1.0"?><svg onload="x()"/>', "SVG"),
        (b"Rar!\x1a\x07\x00" + bytes(80), "压缩包"),
        (samples.package({"a.txt": "x"}), "压缩包"),
        (samples.box(b"ftyp", b"heic" + bytes(4) + b"mif1heic") + bytes(80), "HEIC"),
        (b"just some words", "无法识别"),
        (b"", "空文件"),
        (b"\xff\xfb\x90\x00" + bytes(500), "无法识别"),
        (samples.compound("__properties_version1.0"), "请"),
    ],
)
def test_everything_else_is_refused_with_its_name_and_the_way_out(content, said, house):
    assert said in refused(content)
    assert everything_in(house) == []


def test_a_file_longer_than_allowed_is_refused_before_it_is_read_to_its_end(settings, house):
    settings.UPLOAD_MOST_BYTES = 1024 * 1024

    class Endless:
        name = "长.mp4"
        pieces = 0

        def chunks(self, chunk_size=None):
            while True:
                self.pieces += 1
                yield bytes(100_000)

    endless = Endless()
    with pytest.raises(Refused, match="超过 1 MB"):
        receive(endless)
    assert endless.pieces == 11
    assert everything_in(house) == []


def test_a_program_behind_a_pdf_and_a_page_inside_a_recording_are_refused():
    archive = samples.package({"a.class": "x"})
    assert "夹带" in refused(samples.pdf() + archive, "通知.pdf")
    assert "夹带" in refused(b"%PDF-1.7\n<script>x</script>\n%%EOF", "通知.pdf")
    assert "夹带" in refused(samples.pdf()[:-7], "通知.pdf")
    assert "夹带" in refused(b"#!AMR\n<?php system('x'); ?>" + bytes(60), "录音.amr")
    assert "夹带" in refused(samples.film() + archive, "视频.mp4")


def test_a_picture_is_written_anew_so_nothing_can_hide_behind_it():
    archive = samples.package({"a.class": "x"})
    assert "夹带" in refused(samples.picture() + archive)
    tailed = receive(upload(samples.picture() + b"hidden words" * 100))
    assert b"hidden words" not in tailed.place.read_bytes()


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_camera_and_place_are_removed_from_a_picture(form, orientation):
    content = samples.picture(form, orientation=orientation)
    assert form == "GIF" or b"Camera Maker" in content
    assert samples.PLACE.encode() in content
    received = receive(upload(content))
    kept = received.place.read_bytes()
    assert b"Camera Maker" not in kept
    assert samples.PLACE.encode() not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert not dict(picture.getexif())
        assert not picture.getexif().get_ifd(0x8825)
    assert received.metadata_removed
    assert received.received_sha256 != received.sha256


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_taken_sideways_is_turned_upright(form):
    received = receive(upload(samples.picture(form, (60, 40), orientation=6)))
    assert (received.width, received.height) == (40, 60)
    with Image.open(received.place) as picture:
        top = picture.convert("RGB").getpixel((20, 5))
        foot = picture.convert("RGB").getpixel((20, 55))
    assert top[0] > 200 > 100 > top[2]
    assert foot[2] > 200 > 100 > foot[0]


@pytest.mark.parametrize(
    "content",
    [
        samples.picture("PNG", mode="L"),
        samples.picture("PNG", mode="RGBA"),
        samples.picture("PNG", mode="P"),
        samples.picture("JPEG", mode="CMYK", orientation=3),
        samples.moving("GIF"),
        samples.moving("WEBP"),
        samples.moving("PNG"),
    ],
)
def test_pictures_of_every_mode_are_kept_with_a_small_one_beside_them(content):
    received = receive(upload(content))
    with Image.open(received.place) as picture, Image.open(io.BytesIO(content)) as before:
        assert picture.size == before.size
        assert getattr(picture, "n_frames", 1) == getattr(before, "n_frames", 1)
    with Image.open(thumbnail_of(received.place)) as small:
        assert small.format == "JPEG"
        assert max(small.size) <= 320


def test_the_small_picture_of_a_large_one_is_320_pixels():
    received = receive(upload(samples.picture(size=(1600, 800))))
    with Image.open(thumbnail_of(received.place)) as small:
        assert small.size == (320, 160)


def test_a_picture_with_too_many_pixels_is_refused(settings):
    settings.PICTURE_MOST_PIXELS = 10_000
    assert "像素太多" in refused(samples.picture(size=(200, 100)))
    assert "像素太多" in refused(samples.picture("PNG", size=(200, 100)))


def test_a_decompression_bomb_is_refused_without_being_opened():
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + bytes(4)

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    assert "请" in refused(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"x"))


def test_a_torn_picture_is_refused():
    content = samples.picture(size=(600, 400))
    assert "已损坏" in refused(content[: len(content) // 2])
    assert "已损坏" in refused(b"\xff\xd8\xff" + bytes(60))


@pytest.mark.parametrize("code", ["mp4", "mov", "m4a", "3gp", "mp3", "wav"])
def test_the_place_is_blanked_in_recordings(code):
    content = samples.GOOD[code]
    assert samples.PLACE.encode()[:16] in content
    received = receive(upload(content, f"现场.{code}"))
    kept = received.place.read_bytes()
    assert samples.PLACE.encode()[:9] not in kept
    assert b"ISO6709" not in kept
    assert received.metadata_removed
    if code != "mp3":
        assert len(kept) == len(content)


def test_blanking_leaves_picture_and_sound_as_they_were():
    assert b"picture data" in receive(upload(samples.film())).place.read_bytes()
    assert receive(upload(samples.sound())).place.read_bytes() == samples.sound(tagged=False)


@pytest.mark.parametrize(
    "content",
    [
        samples.film(tracks=(b"vide", b"meta")),
        samples.film(top=b"\x7f\xff\xff\xffnote"),
        samples.webm(),
        samples.GOOD["ogg"],
        samples.GOOD["doc"],
        samples.GOOD["ofd"],
        samples.pdf(b"/PieceInfo 4 0 R"),
    ],
)
def test_what_may_still_tell_a_place_is_marked(content):
    assert not receive(upload(content)).metadata_removed


def test_a_film_without_its_index_is_refused():
    assert "已损坏" in refused(samples.box(b"ftyp", b"isom" + bytes(4)) + samples.box(b"mdat"))


@pytest.mark.parametrize(
    "content",
    [
        samples.office(**{"word/vbaProject.bin": "x"}),
        samples.office(types="<Override ContentType='application/vnd.ms-word.macroEnabled'/>"),
        samples.office(**{"word/embeddings/setup.EXE": "MZ"}),
        samples.office("xl/workbook.xml", **{"xl/macrosheets/sheet1.xml": "x"}),
        samples.compound("WordDocument", "Macros", "VBA"),
        samples.compound("Workbook", "_VBA_PROJECT_CUR"),
    ],
)
def test_office_files_with_macros_or_programs_are_refused(content):
    assert "宏" in refused(content, "表格.docx")


def test_office_files_with_a_password_are_refused():
    assert "密码" in refused(samples.compound("EncryptionInfo", "EncryptedPackage"), "表.xlsx")
    locked = bytearray(samples.office())
    at = locked.find(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "密码" in refused(bytes(locked), "表.docx")


def test_a_zip_bomb_is_refused():
    bomb = samples.office(**{"word/media/image1.png": bytes(60_000_000)})
    assert len(bomb) < 100_000
    assert "解压后过大" in refused(bomb, "材料.docx")


def test_a_zip_with_overlapping_parts_is_refused():
    content = samples.office(mode_part="x" * 5000)
    twice = bytearray(content)
    at = twice.find(b"PK\x01\x02")
    struct.pack_into("<I", twice, at + 20, len(content) * 2)
    assert "请" in refused(bytes(twice), "材料.docx")


def test_documents_that_may_act_are_marked():
    assert receive(upload(samples.pdf(b"/OpenAction<</S/JavaScript>>"))).has_active_content
    assert not receive(upload(samples.pdf())).has_active_content
    assert receive(
        upload(samples.office(**{"word/embeddings/oleObject1.bin": "x"}))
    ).has_active_content
    assert receive(upload(samples.GOOD["doc"])).has_active_content


def test_a_compound_file_whose_chains_leave_it_is_refused_not_followed():
    torn = bytearray(samples.compound("WordDocument"))
    struct.pack_into("<I", torn, 48, 0x00FFFFFF)
    assert "请" in refused(bytes(torn))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\photos\\现场 照片.JPG", "现场 照片.JPG"),
        ("../../etc/passwd", "passwd.jpg"),
        ("发票\u202egpj.exe", "发票gpj.jpg"),
        ("a\x00b\r\n.png", "ab.jpg"),
        ("....", "未命名文件.jpg"),
        ("图.jpeg", "图.jpeg"),
    ],
)
def test_names_are_made_harmless_and_true(given, kept):
    assert receive(upload(samples.picture(), "x") if not given else Named(given)).name == kept


class Named:
    """An upload whose name Django did not clean."""

    def __init__(self, name):
        self.name = name

    def chunks(self, chunk_size=None):
        yield samples.picture()


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(text):
    plain = names.plain(text)
    assert "/" not in plain
    assert "\\" not in plain
    assert not plain.startswith(".")
    assert len(plain) <= 120


# Pillow warns of torn notes and reads on; the picture is written anew without them anyway.
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(
    st.sampled_from(sorted(samples.GOOD)),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(1, 3000),
)
@rigour(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_damaged_file_is_kept_or_refused_but_never_breaks_the_house(code, changes, length):
    content = bytearray(samples.GOOD[code])
    for at, value in changes:
        content[at % len(content)] = value
    try:
        kept = receive(upload(bytes(content[:length]), "x")).place.exists()
        said = ""
    except Refused as refusal:
        kept, said = False, refusal.verdict.reason
    assert kept or "请" in said


def test_real_office_files_are_known():
    xlsxwriter = pytest.importorskip("xlsxwriter")
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write(0, 0, "诉求")
    received = receive(upload(stream.getvalue(), "表.xls"))
    assert received.name == "表.xlsx"
    assert zipfile.is_zipfile(received.place)


def test_the_bench_is_empty_afterwards(house):
    received = receive(upload(samples.picture()))
    assert sorted(everything_in(house)) == sorted([received.place, thumbnail_of(received.place)])
    assert list((house / "incoming").iterdir()) == []
