"""Masks: the table of norms 5.2, and that no mask ever shows a whole value."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sunhall.ground.sealed import masks

MASKS = [
    masks.mask_name,
    masks.mask_id_number,
    masks.mask_phone,
    masks.mask_bank_card,
    masks.mask_address,
    masks.mask_email,
    masks.mask_informant,
]
LEVELS = ["public", "list", "detail", "export"]
VALUE = st.one_of(
    st.text(st.characters(blacklist_characters="*", codec="utf-8")),
    st.text("张欧阳王小区街道镇乡村省市县号栋12345@.- ", max_size=30),
    st.from_regex(r"1[3-9]\d{9}", fullmatch=True),
    st.from_regex(r"\d{17}[\dX]", fullmatch=True),
)


@pytest.mark.parametrize("mask", MASKS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_mask_never_shows_the_whole_value(mask, level):
    @given(VALUE)
    @example("欧阳")
    @example("西湖区翠苑街道")
    def check(value):
        shown = mask(value, level)
        bare = value.strip()
        if bare:
            assert bare not in shown
            assert "*" in shown or shown == ""
            # Removing the stars may never give the value back.
            assert shown.replace("*", "") != bare

    check()


@pytest.mark.parametrize("mask", MASKS)
def test_a_public_mask_and_an_export_show_the_same(mask):
    @given(VALUE)
    def check(value):
        assert mask(value, "public") == mask(value, "export")

    check()


@pytest.mark.parametrize("mask", MASKS)
def test_a_mask_without_a_level_is_the_strictest(mask):
    assert mask("浙江省杭州市西湖区翠苑街道") == mask("浙江省杭州市西湖区翠苑街道", "public")


@pytest.mark.parametrize(
    ("name", "public", "inside"),
    [
        ("张明", "张*", "张*"),
        ("张小明", "张*", "张*明"),
        ("欧阳明", "欧阳*", "欧阳*"),
        ("欧阳小明", "欧阳*", "欧阳*明"),
        ("欧阳", "欧*", "欧*"),
        ("第五鹤", "第五*", "第五*"),
        ("张", "*", "*"),
        ("", "", ""),
    ],
)
def test_names(name, public, inside):
    assert masks.mask_name(name, "public") == public
    assert masks.mask_name(name, "list") == masks.mask_name(name, "detail") == inside


def test_identity_cards_show_four_and_four_inside_and_one_and_one_outside():
    assert masks.mask_id_number("440305199001011234", "list") == "4403**********1234"
    assert masks.mask_id_number("11010519491231002x", "list") == "1101**********002X"
    assert masks.mask_id_number("440305199001011234", "public") == "4****************4"
    assert masks.mask_id_number("440305900101123", "list") == "4403*******1123"


@pytest.mark.parametrize("written", ["13812345678", "+86 138-1234-5678", "008613812345678"])
def test_phones_show_three_and_four_however_written(written):
    assert masks.mask_phone(written, "list") == "138****5678"


def test_short_phones_show_one_digit():
    assert masks.mask_phone("12345") == "1****"


def test_bank_cards_show_the_last_four():
    assert masks.mask_bank_card("6222 0212 3456 7890 123") == "****0123"
    assert masks.mask_bank_card("1234") == "****"


@pytest.mark.parametrize(
    ("address", "public", "inside"),
    [
        (
            "浙江省杭州市西湖区翠苑街道翠苑三区小区5幢2单元501室",
            "浙江省杭州市西湖区翠苑街道***",
            "浙江省杭州市西湖区翠苑街道翠苑***",
        ),
        (
            "浙江省杭州市西湖区翠苑街道古荡小区5幢501室",
            "浙江省杭州市西湖区翠苑街道***",
            "浙江省杭州市西湖区翠苑街道古荡小区***",
        ),
        ("江苏省镇江市京口区正东路街道12号", "江苏省镇江市京口区正东路街道***", None),
        ("青禾县石桥镇柳树村3组12号", "青禾县石桥镇***", "青禾县石桥镇柳树村***"),
        ("北京市海淀区中关村街道中关村小区1号楼", "北京市海淀区中关村街道***", None),
        ("青禾县柳树村12号", "青禾县***", "青禾县柳树村***"),
        ("北京市朝阳区三里屯街道幸福三村8号楼", "北京市朝阳区三里屯街道***", None),
        ("文三路100号", "***", "***"),
        ("西湖区翠苑街道", "西湖区***", "西湖区***"),
        ("广西壮族自治区南宁市青秀区新竹街道8号", "广西壮族自治区南宁市青秀区新竹街道***", None),
        ("", "", ""),
    ],
)
def test_addresses(address, public, inside):
    assert masks.mask_address(address, "public") == public
    if inside is not None:
        assert masks.mask_address(address, "list") == inside


@given(st.text("青禾县石桥镇翠苑小区街道柳树村", max_size=14), st.integers(1, 9999))
def test_a_house_number_is_never_seen(place, number):
    address = f"{place}{number}号"
    for level in LEVELS:
        assert f"{number}号" not in masks.mask_address(address, level)


def test_an_e_mail_address_shows_its_first_letter_and_its_host():
    assert masks.mask_email("lihua@example.cn") == "l***@example.cn"
    assert masks.mask_email("l@example.cn") == "***@example.cn"


def test_an_informant_is_hidden_on_every_level():
    assert {masks.mask_informant("李小华", level) for level in LEVELS} == {"***"}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("10.1.2.3", "10.1.*.*"),
        ("2001:db8::7", "2001:db8:*"),
        ("::1", "::*"),
        ("unix", masks.HIDDEN),
        ("", ""),
    ],
)
def test_a_network_address_keeps_only_its_network(address: str, shown: str) -> None:
    assert masks.mask_internet_address(address) == shown
