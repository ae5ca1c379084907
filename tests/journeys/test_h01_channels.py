"""H1 over SMS and WeChat: what comes in is a request, and 来件渠道 shows how each channel is."""

import pytest

from sunhall.config.command import basics
from sunhall.ground.inbox.tests import gateway
from sunhall.ground.inbox.tests import weixin as wx
from sunhall.ground.journal.worker import drain
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.tests.standins import provider
from sunhall.hotline.models import Request
from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/workbench/channels/"


@pytest.fixture
def channels(county, settings, client):
    """Both channels are configured; the gateway answers on the loopback."""
    settings.OUTBOX_CHANNELS = ["inapp", "sms", "wechat"]
    settings.SMS_KEY, settings.SMS_NUMBERS = gateway.KEY, gateway.NUMBERS
    settings.WECHAT_URL = "http://127.0.0.1:9"
    settings.WECHAT_KEY, settings.WECHAT_TOKEN = f"{wx.APP}:{wx.SECRET}", wx.TOKEN
    settings.WECHAT_AES_KEY = wx.AES_KEY
    basics.lay_messages()
    with provider() as running:
        settings.SMS_URL, running.answers = f"{running.url}/send", [(200, {})]
        yield county


def desk(walker, county, name: str, **more):
    return walker(name, session=county.client_for("operator").cookies["session"].value, **more)


def test_texts_and_a_talk_become_requests_and_the_page_shows_it(channels, walker, client):
    gateway.send(client, gateway.text())
    gateway.send(client, gateway.text("您的车险即将到期", **{"from": "95500"}))
    for words in ("柳溪镇集市周边占道停车，救护车进不来。", "提交", "1"):
        wx.said(wx.call(client, wx.message(Content=words)))
    drain()
    texted, told = Request.objects.order_by("matter__pk")
    one = desk(walker, channels, "h01-channels", size=DESK)
    one.go(PAGE)
    assert one.sees(texted.matter.number)
    assert one.sees(told.matter.number)
    assert one.sees("微信用户")
    assert one.barriers() == []
    # The gateway is asked whether it is well, and what went out has its receipt.
    one.page.get_by_role("link", name="短信", exact=True).first.click()
    one.page.get_by_role("button", name="自检 县长短信").click()
    one.page.get_by_text("自检通过").wait_for()
    message = Message.objects.get(channel="sms")
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=message.posted_at)
    gateway.send(client, gateway.report(message=message.code))
    one.go(f"{PAGE}sms/")
    assert one.sees("已送达")
    assert one.barriers() == []
    # What a machine held, a person decides.
    one.go(PAGE)
    one.page.locator("section", has_text="待处理的来件").get_by_role("link").first.click()
    one.write("理由", "保险广告")
    one.page.get_by_role("button", name="不予登记").click()
    one.page.get_by_text("已记录，不予登记").wait_for()
    assert one.complaints == []


@pytest.mark.parametrize(
    ("size", "look"),
    [(PHONE, {}), (PHONE, {"density": "elder"}), (DESK, {"density": "elder"})],
    ids=["phone", "phone-elder", "desk-elder"],
)
def test_the_pages_are_read_on_a_phone_and_in_large_type(channels, walker, client, size, look):
    gateway.send(client, gateway.text())
    drain()
    one = desk(walker, channels, f"h01-channels-{size[0]}-{'-'.join(look)}", size=size, **look)
    for path in ("", "sms/", "wechat/", "email/"):
        one.go(PAGE + path)
        assert one.barriers() == []
        one.shot(path.strip("/") or "all")
    assert one.complaints == []
