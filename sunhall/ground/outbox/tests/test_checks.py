"""A channel that must work and cannot stops the start."""

import pytest
from django.core.checks.registry import registry

from sunhall.ground.outbox.channels import channel_ready
from sunhall.ground.outbox.checks import channels_have_addresses


def ids():
    return [error.id for error in channels_have_addresses()]


def test_the_house_as_it_comes_needs_nothing():
    assert ids() == []


@pytest.mark.parametrize(
    ("channel", "error"),
    [("fax", "sunhall.E001"), ("sms", "sunhall.E002"), ("email", "sunhall.E003"),
     ("wechat", "sunhall.E004")],
)  # fmt: skip
def test_a_named_channel_without_address_is_refused_with_the_way_out(settings, channel, error):
    settings.OUTBOX_CHANNELS = ["inapp", channel]
    (found,) = channels_have_addresses()
    assert found.id == error
    assert found.is_serious()
    assert found.hint


@pytest.mark.parametrize(
    "values",
    [
        {"SMS_URL": "https://sms.example.cn"},
        {"SMS_KEY": "k"},
        {"SMS_URL": "sms.example.cn", "SMS_KEY": "k"},
    ],
)
def test_half_an_sms_gateway_is_refused_too(settings, values):
    settings.OUTBOX_CHANNELS = ["sms"]
    for name, value in values.items():
        setattr(settings, name, value)
    assert ids() == ["sunhall.E002"]


def test_all_channels_with_addresses_are_accepted(settings):
    settings.OUTBOX_CHANNELS = ["inapp", "sms", "email", "wechat"]
    settings.SMS_URL, settings.SMS_KEY = "https://sms.example.cn", "key"
    settings.EMAIL_URL = "smtp://mail.example.cn?from=hall@example.cn"
    settings.WECHAT_URL, settings.WECHAT_KEY = "https://api.example.cn", "wx1:secret"
    assert ids() == []
    assert all(map(channel_ready, settings.OUTBOX_CHANNELS))


def test_the_check_is_one_of_those_that_run_at_the_start():
    assert channels_have_addresses in registry.get_checks()


def test_an_unknown_channel_is_a_slip_in_our_code():
    with pytest.raises(LookupError, match="choose one of inapp, sms, email, wechat"):
        channel_ready("fax")


@pytest.mark.parametrize(
    ("setting", "value", "error"),
    [
        ("SMS_URL", "ftp://sms.example.cn", "sunhall.E002"),
        ("EMAIL_URL", "localhost", "sunhall.E003"),
        ("WECHAT_URL", "https://api.example.cn", "sunhall.E004"),
    ],
)
def test_a_malformed_address_is_refused_though_nobody_named_the_channel(
    settings, setting, value, error
):
    setattr(settings, setting, value)
    assert ids() == [error]
