"""K2, S11: leave passes the post to B; a leader signs in with two factors."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache

from sunhall.directory import queries
from sunhall.ground.access.models import Account
from sunhall.ground.kit.now import now, today
from tests.cast import PASSWORD, TOTP_SECRET
from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(county, walker, who: str, name: str, **more):
    return walker(name, session=county.client_for(who).cookies["session"].value, **more)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_leader_grants_leave_and_b_answers(county, walker, scripts):
    one = signed_in(county, walker, "leader", "leave", size=DESK, scripts=scripts)
    one.go("/workbench/roster/")
    form = one.page.locator("form[action$='/roster/leave/']")
    form.get_by_label("人员").select_option("zhao")
    form.get_by_label("开始日期").fill(f"{today()}")
    form.get_by_label("结束日期").fill(f"{today()}")
    form.get_by_label("事由").fill("年休假")
    form.get_by_role("button", name="准假").click()
    assert one.sees("已准假，请假期间由 B 岗负责")
    assert queries.accountable("mz-relief").staff == "qian"
    one.go("/workbench/organisations/")
    assert one.sees("B岗顶岗")
    assert one.complaints == []


def test_a_leader_signs_in_with_password_and_authenticator(county, walker):
    cache.clear()
    Account.objects.filter(username="sun").update(password_changed_at=now())
    one = walker("sign-in", size=DESK, scripts=False)
    one.go("/workbench/")
    one.write("用户名", "sun")
    one.write("密码", PASSWORD)
    one.tap("登录", "button")
    counter = sorted(yield_hotp_counters_from_time())[1]
    one.write("验证码", format_hotp_value(hotp_value(TOTP_SECRET, counter)))
    one.tap("登录", "button")
    assert one.page.get_by_text("孙县长").count()


PAGES = {
    "system_admin": {
        "organisations": "/workbench/organisations/",
        "post": "/workbench/posts/mz-relief/",
        "staff": "/workbench/staff/",
    },
    "security_admin": {"member": "/workbench/staff/zhao/"},
    "leader": {"roster": "/workbench/roster/", "second-factor": "/accounts/2fa/"},
}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_the_pages_of_the_directory_have_no_barrier(county, walker, size):
    for who, pages in PAGES.items():
        one = signed_in(county, walker, who, f"directory-{size[0]}", size=size)
        for name, path in pages.items():
            one.go(path)
            assert one.barriers() == [], path
            one.shot(name)


def test_who_is_on_duty_has_no_barrier(county, walker):
    for density in ("citizen", "elder"):
        one = walker(f"on-duty-{density}", density=density)
        one.go("/on-duty/")
        assert one.sees("谁在值班")
        assert one.barriers() == []
        one.shot("on-duty")
