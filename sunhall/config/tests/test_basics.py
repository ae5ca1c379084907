"""What a fresh county starts with."""

import pytest

from sunhall.config.command import basics
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.models import Entry
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


def test_the_class_tree_has_three_levels_with_parents_first() -> None:
    codes = [node.code for node in class_tree.nodes()]
    assert len(set(codes)) == len(codes)
    assert all(code[:-2] in codes[: codes.index(code)] for code in codes if len(code) > 2)
    assert {len(code) for code in codes} == {2, 4, 6}


def test_the_top_classes_hold_those_of_the_published_mailboxes() -> None:
    tops = {node.name for node in class_tree.nodes() if len(node.code) == 2}
    assert set(TEDDY.split()) <= tops
    assert len(tops) >= 15
