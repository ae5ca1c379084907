"""Frames, settings, help, errors: what every page has, and what a cookie may be."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from sunhall.ground.kit.verdict import no
from sunhall.ground.web import nav
from sunhall.ground.web.styleguide.forms import SampleForm
from sunhall.ground.web.tests.pages import words

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("sunhall.ground.web.tests.addresses"),
]
PAGES = ("portal:help", "web:styleguide")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_h1_a_skip_link_and_help(client, name):
    html = client.get(reverse(name), {"only": "content"}).content.decode()
    assert html.count('class="skip"') == 1
    assert "人工帮助" in html
    assert 'lang="zh-Hans"' in html
    assert '<main class="wrap main" id="main"' in html


def test_a_page_sets_only_necessary_cookies(client):
    assert set(client.get(reverse("portal:help")).cookies) <= {"csrf", "session"}


def test_a_page_keeps_to_ten_requests(client):
    html = client.get(reverse("portal:help")).content.decode()
    assert html.count("<link") + html.count("<script") + html.count("<img") + 1 <= 10


def test_the_policy_allows_nothing_inline(client):
    policy = client.get(reverse("portal:help")).headers["Content-Security-Policy"]
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("name", "value", "mark"),
    [
        ("density", "elder", 'data-density="elder"'),
        ("contrast", "high", 'data-contrast="high"'),
        ("size", "3", 'data-size="3"'),
        ("language", "en", '<html lang="en">'),
    ],
)
def test_a_setting_is_kept(client, name, value, mark):
    response = client.post(reverse("web:preferences"), {name: value, "next": "/help/"})
    assert response.headers["Location"] == "/help/"
    assert response.cookies[name]["samesite"] == "Lax"
    assert response.cookies[name]["httponly"]
    assert mark in client.get("/help/").content.decode()


def test_an_unknown_value_is_not_kept(client):
    response = client.post(reverse("web:preferences"), {"density": "<b>", "language": "xx"})
    assert not response.cookies
    client.cookies["density"] = "<b>"
    assert 'data-density="citizen"' in client.get("/help/").content.decode()


@pytest.mark.parametrize(
    "away", ["https://example.org/", "//example.org", "javascript:alert(1)", ""]
)
def test_settings_never_lead_away_from_the_site(client, away):
    assert client.post(reverse("web:preferences"), {"next": away}).headers["Location"] == "/"


def test_settings_are_guarded_against_other_sites():
    assert Client(enforce_csrf_checks=True).post(reverse("web:preferences")).status_code == 403


def test_a_form_that_came_too_late_gives_back_what_was_typed():
    response = Client(enforce_csrf_checks=True).post("/help/", {"text": "</textarea><b>路灯坏了"})
    assert response.status_code == 403
    html = response.content.decode()
    assert "&lt;/textarea&gt;&lt;b&gt;路灯坏了</textarea>" in html
    assert 'href="/help/"' in html


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "429", "500", "503"])
def test_an_error_page_says_what_became_of_the_answers_and_other_ways(code):
    html = render_to_string(f"{code}.html")
    said = words(html)
    assert "其他办法" in said
    assert "12345" in said
    assert "<h1>" in html
    assert code not in said


@pytest.mark.urls("sunhall.config.urls")
def test_an_error_of_ours_keeps_the_large_letters(client, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr("sunhall.ground.web.views.samples.everything", fail)
    client.raise_request_exception = False
    client.cookies["density"] = "elder"
    response = client.get(reverse("web:styleguide"))
    assert response.status_code == 500
    assert 'data-density="elder"' in response.content.decode()
    assert "这一步没有完成" in response.content.decode()


def test_a_lock_out_says_when_it_ends():
    assert "30 分钟" in render_to_string("web/locked.html")


def test_a_refusal_gives_reason_article_and_way_out(rf, client):
    request = client.get("/help/").wsgi_request
    html = render_to_string(
        "web/refused.html", {"verdict": no("须先约谈", article="第十六条")}, request=request
    )
    said = words(html)
    assert "须先约谈" in said
    assert "第十六条" in said
    assert "没有丢失" in said
    assert "回到首页" in said


def test_the_longest_address_that_fits_is_current(client, monkeypatch):
    monkeypatch.setattr(
        nav, "_links", {"portal": (nav.Link("/", "首页"), nav.Link("portal:help", "帮助"))}
    )
    html = client.get("/help/").content.decode()
    assert html.count('aria-current="page"') == 1
    assert '<a href="/help/" aria-current="page">' in html


def test_a_link_that_asks_for_a_permission_is_not_drawn_for_others(client, monkeypatch):
    monkeypatch.setattr(nav, "_links", {"portal": (nav.Link("/x/", "内部", "some.permission"),)})
    assert "内部" not in client.get("/help/").content.decode()


@pytest.mark.parametrize("density", ["citizen", "elder", "desk", "wall"])
def test_the_styleguide_shows_every_density(client, density):
    html = client.get(reverse("web:styleguide"), {"density": density}).content.decode()
    assert f'<body data-density="{density}"' in html


def test_a_wrong_form_puts_the_error_first_in_the_title(client):
    form = SampleForm({})
    form.is_valid()
    request = client.get("/help/").wsgi_request
    html = render_to_string("web/refused.html", {"form": form}, request=request)
    assert "<title>错误：" in html
