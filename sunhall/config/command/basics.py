"""Lay the basics of a county: calendar, limits, county, hotline office, class tree, messages.

Everything here is data that the county changes later; laying it twice changes nothing, and
nothing that somebody has set is touched.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction

from sunhall.calls import actions as calls
from sunhall.clocks import actions as clocks
from sunhall.days import actions as days
from sunhall.directory import actions as directory
from sunhall.directory import queries as directory_queries
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.outbox import queries as outbox_queries
from sunhall.ground.outbox import wishes
from sunhall.ground.outbox.post import put_template
from sunhall.hotline import actions as hotline
from sunhall.hotline import queries as hotline_queries
from sunhall.hotline.rules import class_tree
from sunhall.hotline.rules import messages as hotline_words
from sunhall.knowledge.rules import messages as knowledge_words
from sunhall.places import actions as places
from sunhall.places import queries as place_queries
from sunhall.reports.rules import messages as report_words
from sunhall.supervision.rules import messages as supervision_words

PHONE_CODE = "您的验证码是{code}，{minutes}分钟内有效。工作人员不会向您索要验证码，请勿告诉他人。"

OFFICE = ("hotline", "政务热线办公室")

# Purpose → post code, post name.
POSTS = {
    "intake": ("hotline-intake", "热线受理岗"),
    "decision": ("hotline-decision", "承办争议裁定岗"),
    "revisit": ("hotline-revisit", "热线回访岗"),
    "discipline": ("hotline-discipline", "纪检监察受理岗"),
    "leader": ("hotline-leader", "呈报领导岗"),
}


def lay() -> None:
    """Lay what a fresh county needs. A demonstration county brings an office of its own."""
    with transaction.atomic():
        clocks.seed_calendar(by=SYSTEM)
        clocks.seed_limits(by=SYSTEM)
        clocks.seed_grounds(by=SYSTEM)
        calls.seed_shifts(by=SYSTEM)
        _county()
        _classes()
        lay_messages()
        days.seed_series(by=SYSTEM)
        if not settings.DEMO:
            lay_office()


def lay_office() -> None:
    """Open the hotline office with a post for each purpose that has none yet (H1, K2)."""
    missing = [purpose for purpose in POSTS if not _has_post(purpose)]
    if not missing:
        return
    with transaction.atomic():
        _county()
        _organisation()
        for purpose in missing:
            code, name = POSTS[purpose]
            _post(code, name)
            hotline.set_desk_post(purpose, post=code, by=SYSTEM)


def _has_post(purpose: str) -> bool:
    try:
        return bool(hotline_queries.desk_post(purpose))
    except Refused:
        return False


def _county() -> None:
    try:
        place_queries.place_for(settings.COUNTY_CODE)
    except NotFound:
        places.add_place(settings.COUNTY_CODE, settings.COUNTY, by=SYSTEM)


def _organisation() -> None:
    code, name = OFFICE
    try:
        directory_queries.open_organisation_for(code)
    except Refused:
        directory.open_organisation(code, name, "department", place=settings.COUNTY_CODE, by=SYSTEM)


def _post(code: str, name: str) -> None:
    if not directory_queries.posts_in_use().filter(code=code).exists():
        directory.open_post(code, name, OFFICE[0], by=SYSTEM)


def _classes() -> None:
    if hotline_queries.classes().exists():
        return
    for node in class_tree.nodes():
        hotline.set_class(node.code, name=node.name, source=class_tree.SOURCE, by=SYSTEM)


def lay_messages() -> None:
    """Lay each message that has no words yet; what the county wrote stays (K7)."""
    for code, channel, subject, body in _messages():
        put_template(
            code, channel=channel, subject=subject, body=body, only_if_missing=True, by=SYSTEM
        )


def missing_messages() -> list[str]:
    """The messages of this version that nobody has laid: an upgrade without `sunhall setup`."""
    missing = {
        code for code, channel, *_ in _messages() if not outbox_queries.has_template(code, channel)
    }
    return sorted(missing)


def _messages() -> Iterator[tuple[str, str, str, str]]:
    yield "phone-code", "sms", "", PHONE_CODE
    for code, body in wishes.WORDS.items():
        yield code, "sms", "", body
    laid = hotline_words.MESSAGES | knowledge_words.MESSAGES
    laid |= supervision_words.MESSAGES | report_words.MESSAGES
    for code, channels in laid.items():
        for channel, (subject, body) in channels.items():
            yield code, channel, subject, body
