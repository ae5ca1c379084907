"""The cipher against published vectors, and what a seal promises."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from sunhall.ground.kit.digest import digest
from sunhall.ground.sealed.blind import keyed_hash
from sunhall.ground.sealed.cipher import CIPHERS, SealError, key_ring

OLD, NEW = f"old:{'11' * 32}", f"new:{'22' * 32}"
PLACE = "people_resident.phone"


def gcm(algorithm, nonce, aad, plain):
    encryptor = Cipher(algorithm, modes.GCM(bytes.fromhex(nonce))).encryptor()
    encryptor.authenticate_additional_data(bytes.fromhex(aad))
    body = encryptor.update(bytes.fromhex(plain)) + encryptor.finalize()
    return body.hex(), encryptor.tag.hex()


def test_sm3_gives_the_published_value():
    assert (
        digest(b"abc", "sm3") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


def test_sm3_gives_the_published_value_of_the_long_message():
    # GB/T 32905-2016, example 2: 512 bits of "abcd".
    assert (
        digest(b"abcd" * 16, "sm3")
        == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    )


def test_sm4_gives_the_published_value():
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    encryptor = Cipher(algorithms.SM4(block), modes.ECB()).encryptor()  # noqa: S305  # the vector
    assert encryptor.update(block).hex() == "681edf34d206965e86b3e94f536e4246"


def test_sm4_gcm_gives_the_value_of_rfc_8998():
    body, tag = gcm(
        algorithms.SM4(bytes.fromhex("0123456789abcdeffedcba9876543210")),
        "00001234567800000000abcd",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
        "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
    )
    assert body == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    )
    assert tag == "83de3541e4c2b58177e065a9bf7b62ec"


def test_aes_256_gcm_gives_the_value_of_its_specification():
    # McGrew and Viega, The Galois/Counter Mode of Operation, test case 16.
    body, tag = gcm(
        algorithms.AES(bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)),
        "cafebabefacedbaddecaf888",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
    )
    assert body == (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
    )
    assert tag == "76fc6ece0f4e1768cddf8853bb2d551b"


def test_hmac_sha256_gives_the_value_of_rfc_4231():
    found = keyed_hash(b"Jefe", b"what do ya want for nothing?", "sha256")
    assert found == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


@given(st.binary(min_size=1, max_size=130), st.binary(max_size=300))
def test_hmac_sm3_equals_rfc_2104_written_out(key, text):
    def sm3(data):
        state = hashes.Hash(hashes.SM3())
        state.update(data)
        return state.finalize()

    block = (sm3(key) if len(key) > 64 else key).ljust(64, b"\0")
    inner = sm3(bytes(b ^ 0x36 for b in block) + text)
    assert keyed_hash(key, text, "sm3") == sm3(bytes(b ^ 0x5C for b in block) + inner).hex()


@pytest.mark.parametrize("cipher", CIPHERS)
def test_what_is_sealed_opens_again_and_never_looks_the_same_twice(cipher):
    ring = key_ring([NEW], cipher)

    @given(st.text(st.characters(codec="utf-8")))
    def check(text):
        first, second = ring.seal(text, PLACE), ring.seal(text, PLACE)
        assert first != second
        assert ring.open(first, PLACE) == ring.open(second, PLACE) == text
        assert first.startswith(f"v1.{cipher}.new.")
        assert len(text) < 4 or text not in first

    check()


@pytest.mark.parametrize("cipher", CIPHERS)
def test_any_changed_character_is_noticed(cipher):
    ring = key_ring([NEW], cipher)
    sealed = ring.seal("110105199003071234", PLACE)

    @given(st.integers(0, len(sealed) - 1), st.characters(codec="ascii"))
    def check(at, char):
        changed = sealed[:at] + char + sealed[at + 1 :]
        try:
            opened = ring.open(changed, PLACE)
        except SealError:
            return
        # The last base64 digit carries spare bits; whatever opens must be the same value.
        assert opened == "110105199003071234"

    check()


def test_a_value_moved_to_another_column_does_not_open():
    ring = key_ring([NEW], "aes-gcm")
    with pytest.raises(SealError, match="altered, or moved"):
        ring.open(ring.seal("13800001234", PLACE), "people_resident.name")


def test_old_keys_and_the_other_cipher_still_open():
    before = key_ring([OLD], "aes-gcm").seal("李", PLACE)
    after = key_ring([NEW, OLD], "sm4-gcm")
    assert after.open(before, PLACE) == "李"
    assert not after.is_fresh(before)
    assert after.is_fresh(after.seal("李", PLACE))


def test_an_unknown_key_is_named_with_the_way_out():
    sealed = key_ring([OLD], "aes-gcm").seal("李", PLACE)
    with pytest.raises(SealError, match=r"key 'old'.*SUNHALL_SEALED_KEYS"):
        key_ring([NEW], "aes-gcm").open(sealed, PLACE)


@pytest.mark.parametrize("plain", ["", "13800001234", "v1.x", "v2.aes-gcm.new.AAAA"])
def test_a_value_written_past_the_house_is_refused(plain):
    with pytest.raises(SealError, match="written past the house"):
        key_ring([NEW], "aes-gcm").open(plain, PLACE)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "empty"),
        (["1:abcd"], "64 hex digits"),
        (["no key"], "malformed"),
        (["Upper:" + "11" * 32], "lower-case"),
        ([OLD, OLD], "twice"),
    ],
)
def test_a_bad_key_ring_stops_at_once(words, said):
    with pytest.raises(SealError, match=said):
        key_ring(words, "aes-gcm")


def test_an_unknown_cipher_stops_at_once():
    with pytest.raises(SealError, match="choose one of aes-gcm, sm4-gcm"):
        key_ring([NEW], "des")


def test_a_message_of_a_bad_key_does_not_print_the_key():
    with pytest.raises(SealError) as refusal:
        key_ring(["1:" + "zz" * 32], "aes-gcm")
    assert "zz" not in str(refusal.value)
