"""Sending an article to a caller, so that nobody need write it down (H12; ux B3)."""

from django.conf import settings
from django.urls import reverse

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.ground.outbox.channels import channel_ready
from sunhall.ground.outbox.post import post_message
from sunhall.knowledge import queries, rules


@action
def send_article(number: str, *, phone: str, by: Actor) -> None:
    """Send 短信发送 a public article to a caller's phone through the outbox (H12, K7)."""
    require(rules.may_read(by))
    if not phone.strip():
        raise refuse("请先填写来电号码", field="phone")
    try:
        article = queries.public_article(number)
    except NotFound:
        raise refuse("这条知识不对外公开，请口头解释，不能发短信") from None
    version = article.current
    assert version is not None
    if rules.is_expired(version.valid_until, today()):
        raise refuse("这条知识已过期，不能发给群众")
    if not channel_ready("sms"):
        raise refuse("本县还没有配置短信通道，请口头告知")
    owner = queries.organisation_names([article.organisation]).get(article.organisation, "")
    post_message(
        "article-text",
        to=phone,
        channel="sms",
        # Pressed twice within the minute it is one message; asked again later it is another.
        key=f"{number}@{version.n}:{phone}:{now():%Y%m%d%H%M}",
        about=f"article:{number}",
        by=by,
        title=version.title,
        link=settings.SITE_URL + reverse("portal:article", args=[number]),
        owner=owner,
        until=version.valid_until.isoformat(),
    )
