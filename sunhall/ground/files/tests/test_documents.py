"""Documents tell no more who wrote them, with what, and where their pictures were taken (K8)."""

import io
import tracemalloc
import zipfile
import zlib

import pytest
from PIL import Image

from sunhall.ground.files import disk
from sunhall.ground.files.receive import receive
from sunhall.ground.files.tests import samples
from sunhall.ground.files.tests.samples import upload
from sunhall.ground.kit.refusal import Refused

CORE = "<cp:coreProperties><dc:creator>作者甲</dc:creator></cp:coreProperties>"
APP = "<Properties><Company>某某公司</Company></Properties>"
CUSTOM = "<Properties><property name='电话'>13900000000</property></Properties>"
PACKET = (
    b"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta>Author A</x:xmpmeta>"
    b"<?xpacket end='w'?>"
)


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def docx(**more):
    return samples.office(
        **{"docProps/core.xml": CORE, "docProps/app.xml": APP, "docProps/custom.xml": CUSTOM},
        **more,
    )


def parts_of(received):
    with zipfile.ZipFile(received.place) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def info_pdf(info=b"<</Author(Author A)/Title<417574686f722041>/Producer(x\\)y)>>", more=b""):
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n5 0 obj\n" + info + b"\nendobj\n" + more
        + b"trailer<</Root 1 0 R/Info 5 0 R>>\n%%EOF\n"
    )  # fmt: skip


def test_an_office_file_is_packed_anew_without_author_company_and_own_properties():
    received = receive(upload(docx(), "申请.docx"))
    assert received.metadata_removed
    parts = parts_of(received)
    assert not any(
        word.encode() in b"".join(parts.values()) for word in ("作者甲", "某某公司", "13900000000")
    )
    assert parts["word/document.xml"] == b"<x/>"
    with zipfile.ZipFile(received.place) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


def test_pictures_inside_an_office_file_tell_no_place():
    received = receive(
        upload(
            docx(
                **{
                    "word/media/image1.jpeg": samples.picture(),
                    "word/media/image2.png": samples.picture("PNG"),
                }
            ),
            "现场.docx",
        )
    )
    parts = parts_of(received)
    for name in ("word/media/image1.jpeg", "word/media/image2.png"):
        assert samples.PLACE.encode() not in parts[name]
        assert b"Camera Maker" not in parts[name]
        with Image.open(io.BytesIO(parts[name])) as picture:
            picture.load()
            assert picture.size == (60, 40)
            assert not picture.getexif().get_ifd(0x8825)
    assert received.metadata_removed


@pytest.mark.parametrize(
    "name",
    [
        "word/comments.xml",
        "word/people.xml",
        "xl/revisions/userNames.xml",
        "word/media/image1.tiff",
        "word/media/a.webp",
        "word/media/not-really.png",
        "ppt/media/film.mp4",
        "word/embeddings/Microsoft_Excel_Sheet1.xlsx",
    ],
)
def test_an_office_file_in_which_a_name_or_place_may_remain_is_marked(name):
    assert not receive(upload(docx(**{name: "<x/>"}), "申请.docx")).metadata_removed


@pytest.mark.parametrize(
    "words",
    [
        '<w:ins w:author="作者甲"/>',
        "<x15ac:absPath url='C:/Users/zuozhe/'/>",
        '<fileSharing userName="作者甲"/>',
        '<Relationship Target="file:///C:/Users/zuozhe/Normal.dotm"/>',
        " " * (1024 * 1024 - 5) + '<w:del w:author="作者甲"/>',
        '<w:ins w:author="作者甲"/>'.encode("utf-16"),
    ],
    ids=["change", "folder", "sharing", "template", "between two pieces", "two bytes a letter"],
)
def test_an_office_file_whose_text_names_somebody_is_marked(words):
    content = docx(**{"word/document2.xml": words})
    assert not receive(upload(content, "申请.docx")).metadata_removed


def test_a_photo_under_the_name_of_another_kind_tells_no_place():
    photos = {"word/media/a.png": samples.picture(), "word/media/b.jfif": samples.picture("PNG")}
    received = receive(upload(docx(**photos), "现场.docx"))
    for name in photos:
        assert samples.PLACE.encode() not in parts_of(received)[name]
        assert b"Camera Maker" not in parts_of(received)[name]
    assert received.metadata_removed


def test_a_signed_office_file_stays_as_it_is():
    content = docx(**{"_xmlsignatures/sig1.xml": "<x/>"})
    received = receive(upload(content, "申请.docx"))
    assert received.place.read_bytes() == content
    assert not received.metadata_removed


def test_a_package_with_two_parts_of_one_name_is_refused():
    stream = io.BytesIO(docx())
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<y/>")
    with pytest.raises(Refused, match="不完整或已损坏"):
        receive(upload(stream.getvalue(), "申请.docx"))


def test_a_real_workbook_without_its_author_is_still_one():
    xlsxwriter = pytest.importorskip("xlsxwriter")
    calamine = pytest.importorskip("python_calamine")
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.set_properties({"author": "作者甲", "company": "某某公司"})
        book.add_worksheet().write(0, 0, "诉求")
    received = receive(upload(stream.getvalue(), "表.xlsx"))
    assert received.metadata_removed
    assert b"\xe4\xbd\x9c\xe8\x80\x85" not in b"".join(parts_of(received).values())
    with calamine.CalamineWorkbook.from_path(str(received.place)) as book:
        assert book.get_sheet_by_index(0).to_python() == [["诉求"]]


def test_the_author_of_a_pdf_is_blanked_and_nothing_moves():
    content = info_pdf(more=b"7 0 obj<</Type/Metadata>>stream\n" + PACKET + b"\nendstream endobj\n")
    received = receive(upload(content, "通知.pdf"))
    kept = received.place.read_bytes()
    assert received.metadata_removed
    assert len(kept) == len(content)
    assert b"Author A" not in kept
    assert b"417574" not in kept
    assert kept.index(b"trailer") == content.index(b"trailer")
    assert b"/Root 1 0 R/Info 5 0 R" in kept


def test_the_last_string_of_the_information_is_blanked_like_the_others():
    received = receive(upload(info_pdf(b"<</Title(x)/Author<417574686f722041>>>"), "通知.pdf"))
    assert received.metadata_removed
    assert b"417574" not in received.place.read_bytes()


def test_a_packet_without_an_end_takes_nothing_else_with_it():
    torn = b"7 0 obj<<>>stream\n<?xpacket begin='' ?>Author A\nendstream endobj\n"
    whole = b"8 0 obj<</Type/Metadata>>stream\n" + PACKET + b"\nendstream endobj\n"
    received = receive(upload(info_pdf(more=torn + whole), "通知.pdf"))
    assert b"endstream endobj\n8 0 obj" in received.place.read_bytes()
    assert not received.metadata_removed


def test_a_hostile_pdf_costs_no_more_time_and_memory_than_its_size():
    many = b"".join(b"/Info %d 0 R" % number for number in range(200_000))
    open_ = b"5 0 obj " * 100_000
    notes = b"\xff\xe1\xff\xffExif\0\0" * 50_000
    assert not receive(upload(info_pdf(more=many), "a.pdf")).metadata_removed
    assert not receive(
        upload(info_pdf(more=open_).replace(b"endobj", b""), "b.pdf")
    ).metadata_removed
    assert receive(upload(info_pdf(more=notes), "c.pdf"))
    long = upload(info_pdf(b"<</Author(" + b"a" * 2_000_000 + b")>>"), "d.pdf")
    tracemalloc.start()
    assert receive(long).metadata_removed
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 40_000_000


def test_a_photo_inside_a_pdf_tells_no_place():
    photo = samples.picture()
    content = info_pdf(
        more=b"8 0 obj<</Filter/DCTDecode>>stream\n" + photo + b"\nendstream endobj\n"
    )
    kept = receive(upload(content, "现场.pdf")).place.read_bytes()
    assert samples.PLACE.encode() not in kept
    assert b"Camera Maker" not in kept
    start = kept.index(b"stream\n") + 7
    with Image.open(io.BytesIO(kept[start : start + len(photo)])) as picture:
        picture.load()
        assert not picture.getexif().get_ifd(0x8825)


@pytest.mark.parametrize(
    "content",
    [
        samples.pdf().replace(b"trailer<<>>", b"trailer<</Info 9 0 R>>"),
        info_pdf(b"<</Author(A (B) C)>>"),
        info_pdf(more=b"6 0 obj<</Type/ObjStm>>endobj\n"),
        info_pdf(more=b"6 0 obj<</Subtype/Text/T(Author B)>>endobj\n"),
        info_pdf(more=b"6 0 obj<</Subtype/StrikeOut/T(Author B)>>endobj\n"),
        info_pdf(more=b"6 0 obj<</EF<</F 7 0 R>>>>endobj\n"),
        info_pdf(more=b"6 0 obj<</Filter[/ASCII85Decode /DCTDecode]>>endobj\n"),
        info_pdf(b"<</Author 6 0 R>>", b"6 0 obj(Author A)endobj\n"),
        info_pdf(b"<</Title(x)%Author A\n>>"),
        samples.pdf().replace(b"trailer<<>>", b"trailer<</Info<</Author(A)>>>>"),
        info_pdf(
            more=b"7 0 obj<</Type/Metadata/Filter/FlateDecode>>stream\n"
            + zlib.compress(PACKET)
            + b"\nendstream endobj\n"
        ),
        info_pdf(
            more=b"7 0 obj<</Type/Metadata/Filter/FlateDecode>>stream\n"
            + zlib.compress(PACKET)
            + b"\nendstream endobj\n8 0 obj<</Filter/DCTDecode>>stream\n\xff\xd8\xff\xe1"
            + (31 + len(PACKET)).to_bytes(2, "big")
            + b"http://ns.adobe.com/xap/1.0/\0"
            + PACKET
            + b"\nendstream endobj\n"
        ),
    ],
    ids=[
        "packed away",
        "nested",
        "packed objects",
        "remark",
        "struck out",
        "file inside",
        "packed picture",
        "elsewhere",
        "in a remark",
        "in the trailer",
        "packed metadata",
        "packed metadata beside a photo",
    ],
)
def test_a_pdf_that_may_still_name_its_author_is_marked(content):
    assert not receive(upload(content, "通知.pdf")).metadata_removed


def test_a_signed_or_locked_pdf_stays_as_it_is():
    for mark in (b"/ByteRange[0 1 2 3]", b"/Encrypt 4 0 R"):
        content = info_pdf().replace(b"/Type/Catalog", b"/Type/Catalog" + mark)
        received = receive(upload(content, "公文.pdf"))
        assert received.place.read_bytes() == content
        assert disk.measure(received.place).sha256 == received.received_sha256
        assert not received.metadata_removed
