"""The rail shows what a reader has a use for, and the first of it is where they land (A3; K2)."""

import re

import pytest

from sunhall.hotline.tests.makers import make_request
from tests.cast import AT_WORK, Cast

ADMINISTRATORS = {
    "system_admin": [
        "机构与岗位", "人员与授权", "请假与值班", "工作日历", "时限规则", "区划",
        "分类与派单目录", "导入诉求", "来件渠道", "未完成的后续动作",
    ],
    "security_admin": ["人员与授权", "请假与值班", "工作日历", "时限规则"],
    "audit_admin": ["审计日志", "每日根", "请假与值班"],
}  # fmt: skip


def rail(html: str) -> dict[str, tuple[str, bool]]:
    """Words of the rail with their address and whether it holds the page."""
    nav = html.partition('<nav aria-label="工作台">')[2].partition("</nav>")[0]
    found = re.findall(r'<a href="([^"]+)"( aria-current="page")?>([^<]+)', nav)
    return {words: (url, bool(current)) for url, current, words in found}


def current(cast: Cast, who: str, path: str) -> list[str]:
    html = cast.client_for(who).get(path, follow=True).content.decode()
    return [words for words, (_url, here) in rail(html).items() if here]


@pytest.mark.parametrize("who", ADMINISTRATORS)
def test_an_administrator_sees_no_entry_about_matters(cast: Cast, who: str) -> None:
    html = cast.client_for(who).get("/workbench/", follow=True).content.decode()
    assert list(rail(html)) == ADMINISTRATORS[who]
    assert "data-find" not in html


@pytest.mark.parametrize("who", AT_WORK)
def test_everybody_lands_on_the_first_entry_of_their_rail(cast: Cast, who: str) -> None:
    answer = cast.client_for(who).get("/workbench/home/", follow=True)
    first = next(iter(rail(answer.content.decode()).values()))
    assert answer.status_code == 200
    assert first == (answer.request["PATH_INFO"], True)


@pytest.mark.parametrize("who", AT_WORK)
def test_every_entry_of_a_rail_opens_and_is_its_own_current_page(desk: Cast, who: str) -> None:
    html = desk.client_for(who).get("/workbench/", follow=True).content.decode()
    for words, (url, _here) in rail(html).items():
        assert current(desk, who, url) == [words]


def test_the_rail_is_grouped_and_a_group_without_entries_is_not_drawn(cast: Cast) -> None:
    def groups(who: str) -> list[str]:
        html = cast.client_for(who).get("/workbench/", follow=True).content.decode()
        nav = html.partition('<nav aria-label="工作台">')[2].partition("</nav>")[0]
        return re.findall(r'class="rail-group" id="rail-\d+">([^<]+)', nav)

    assert groups("audit_admin") == ["审计", "设置"]
    assert groups("operator")[0] == "受理"
    assert "审计" not in groups("operator")


@pytest.mark.parametrize("who", ["supervisor", "leader"])
def test_who_watches_begins_at_the_cockpit(cast: Cast, who: str) -> None:
    assert current(cast, who, "/workbench/home/") == ["监督驾驶舱"]


def test_who_watches_and_handles_nothing_is_not_shown_an_empty_inbox(cast: Cast) -> None:
    assert current(cast, "supervisor", "/workbench/") == ["监督驾驶舱"]


def test_a_page_outside_the_rail_marks_what_it_belongs_to_or_nothing(desk: Cast) -> None:
    number = make_request(desk, upto="handling").matter.number
    assert current(desk, "handler", f"/workbench/requests/{number}/") == ["我的办件"]
    assert current(desk, "handler", "/workbench/views/") == ["查找办件"]
    assert current(desk, "system_admin", "/workbench/posts/mz-relief/") == ["机构与岗位"]
    assert current(desk, "security_admin", "/workbench/staff/zhao/") == ["人员与授权"]
    for path in ("messages/", "devices/", "keys/"):
        assert current(desk, "handler", f"/workbench/{path}") == []
