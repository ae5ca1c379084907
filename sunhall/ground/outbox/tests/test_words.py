"""Filling templates, and reading addresses: nothing here touches a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunhall.ground.outbox.addresses import is_http, is_wechat_key, mailbox
from sunhall.ground.outbox.words import filled, placeholders, stray_braces


def test_placeholders_are_filled_by_name():
    assert filled("您的诉求{number}已于{day}答复", {"number": "R1", "day": "11月22日"}) == (
        "您的诉求R1已于11月22日答复"
    )


def test_a_missing_fact_is_an_error_and_not_a_gap():
    with pytest.raises(LookupError, match="the template needs day, number"):
        filled("{number} {day}", {})


def test_facts_that_are_not_used_do_no_harm():
    assert filled("好", {"number": "R1"}) == "好"


@pytest.mark.parametrize(
    "slip", ["{Number}", "{number", "number}", "{}", "{a.b}", "{a[0]}", "{a!r}"]
)
def test_braces_that_name_nothing_are_a_slip(slip):
    assert stray_braces(slip)
    assert not stray_braces("{number} {day_2}")


@given(st.text())
def test_a_fact_is_never_read_as_a_template(fact):
    assert filled("<{a}|{b}>", {"a": fact, "b": "{a}"}) == f"<{fact}|{{a}}>"


@given(st.text())
def test_placeholders_of_any_text_can_be_filled(text):
    assert filled(text, dict.fromkeys(placeholders(text), "")).count("{") <= text.count("{")


def test_an_smtp_address_is_read_whole():
    box = mailbox("smtp://hall%40example.cn:p%3Aw@mail.example.cn:587?starttls=1")
    assert (box.host, box.port, box.user, box.password) == (
        "mail.example.cn", 587, "hall@example.cn", "p:w",
    )  # fmt: skip
    assert box.sender == "hall@example.cn"
    assert box.starttls
    assert not box.tls


def test_smtps_means_tls_from_the_start():
    box = mailbox("smtps://mail.example.cn?from=hall@example.cn")
    assert (box.port, box.tls, box.starttls) == (465, True, False)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "mail.example.cn",
        "http://x?from=a@b",
        "smtp://mail.example.cn",
        "smtp://h:port?from=a@b",
    ],
)
def test_an_smtp_address_without_host_or_sender_cannot_be_meant(bad):
    assert mailbox(bad) is None


def test_other_addresses():
    assert is_http("https://sms.example.cn/send")
    assert not is_http("sms.example.cn")
    assert not is_http("file:///etc/passwd")
    assert is_wechat_key("wx1:secret")
    assert not is_wechat_key("wx1")
