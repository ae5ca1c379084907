"""What a fresh county starts with."""

from dataclasses import replace
from datetime import date

import pytest

from sunhall.clocks import actions as clocks
from sunhall.clocks.models import LimitRule, PauseGround
from sunhall.clocks.rules.opening import LIMITS
from sunhall.config.command import basics
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.models import Entry
from sunhall.ground.outbox.models import Template
from sunhall.ground.outbox.post import put_template
from sunhall.ground.outbox.queries import template_in_force
from sunhall.hotline import actions, queries
from sunhall.hotline.rules import class_tree

TEDDY = "城乡建设 劳动和社会保障 教育文体 商贸旅游 环境保护 卫生计生 交通运输"


@pytest.mark.django_db
def test_laying_the_basics_twice_changes_nothing() -> None:
    basics.lay()
    written = Entry.objects.count()
    basics.lay()
    assert Entry.objects.count() == written
    assert {queries.desk_post(purpose) for purpose in basics.POSTS} == {
        code for code, _ in basics.POSTS.values()
    }


@pytest.mark.django_db
def test_what_the_county_has_set_is_not_touched() -> None:
    basics.lay_office()
    actions.set_desk_post("revisit", post="hotline-intake", by=SYSTEM)
    actions.set_class("01", name="自己的分类", by=SYSTEM)
    basics.lay()
    assert queries.desk_post("revisit") == "hotline-intake"
    assert [row.name for row in queries.classes()] == ["自己的分类"]


@pytest.mark.django_db
def test_an_upgrade_lays_what_is_new_and_leaves_what_the_county_wrote() -> None:
    basics.lay()
    rule, own = LIMITS["HL_REPLY"], "{number} 请看一下，谢谢。"
    put_template("post-assigned", channel="inapp", subject="交办", body=own, by=SYSTEM)
    clocks.set_limit_rule(
        replace(rule, n=rule.n + 2), from_on=date(2099, 1, 1), why="县里放宽", by=SYSTEM
    )
    # As an older version left it: it knew neither this message nor this limit and ground.
    Template.objects.filter(code="post-reminded").delete()
    LimitRule.objects.filter(code="XK_DELIVER").delete()
    ground = PauseGround.objects.order_by("code").values_list("code", flat=True)[0]
    PauseGround.objects.filter(code=ground).delete()
    assert basics.missing_messages() == ["post-reminded"]
    basics.lay()
    assert basics.missing_messages() == []
    assert template_in_force("post-reminded", "inapp", "zh-hans").version == 1
    assert template_in_force("post-assigned", "inapp", "zh-hans").body == own
    assert LimitRule.objects.filter(code="XK_DELIVER").count() == 1
    assert PauseGround.objects.filter(code=ground).count() == 1
    assert LimitRule.objects.filter(code=rule.code).order_by("-version")[0].n == rule.n + 2
    written = Entry.objects.count()
    basics.lay()
    assert Entry.objects.count() == written


def test_the_class_tree_has_three_levels_with_parents_first() -> None:
    codes = [node.code for node in class_tree.nodes()]
    assert len(set(codes)) == len(codes)
    assert all(code[:-2] in codes[: codes.index(code)] for code in codes if len(code) > 2)
    assert {len(code) for code in codes} == {2, 4, 6}


def test_the_top_classes_hold_those_of_the_published_mailboxes() -> None:
    tops = {node.name for node in class_tree.nodes() if len(node.code) == 2}
    assert set(TEDDY.split()) <= tops
    assert len(tops) >= 15
