"""Addresses of the directory, and of staff sign-in."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

from sunhall.directory.views import post, roster, second_factor, sign_in, staff

portal: list[URLPattern | URLResolver] = [
    path("on-duty/", roster.on_duty, name="on-duty"),
]
workbench: list[URLPattern | URLResolver] = [
    path("organisations/", post.organisations, name="organisations"),
    path("organisations/open/", post.organisation_open, name="organisation-open"),
    path("posts/open/", post.post_open, name="post-open"),
    path("posts/<str:code>/", post.post, name="post"),
    path("posts/<str:code>/hold/", post.post_hold, name="post-hold"),
    path("posts/<str:code>/leave/", post.post_leave, name="post-leave"),
    path("staff/", staff.members, name="staff"),
    path("staff/hire/", staff.staff_hire, name="staff-hire"),
    path("staff/<str:code>/", staff.member, name="staff-member"),
    path("staff/<str:code>/grant/", staff.role_grant, name="role-grant"),
    path("staff/<str:code>/withdraw/<int:grant>/", staff.role_withdraw, name="role-withdraw"),
    path("staff/<str:code>/password/", staff.password_reset, name="password-reset"),
    path("staff/<str:code>/act/<str:act>/", staff.staff_act, name="staff-act"),
    path("devices/", sign_in.devices, name="devices"),
    path("devices/<int:pk>/end/", sign_in.device_end, name="device-end"),
    path("roster/", roster.roster, name="roster"),
    path("roster/plan/", roster.duty_plan, name="duty-plan"),
    path("roster/duties/<int:pk>/swap/", roster.duty_swap, name="duty-swap"),
    path("roster/duties/<int:pk>/cancel/", roster.duty_cancel, name="duty-cancel"),
    path("roster/leave/", roster.leave_grant, name="leave-grant"),
    path("roster/leave/<int:pk>/end/", roster.leave_end, name="leave-end"),
]

# Of allauth only what staff need: no sign-up, no e-mail, no reset by e-mail.
accounts: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("ended/<str:token>/", sign_in.ended, name="sign-in-ended"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("2fa/webauthn/keys/<int:pk>/remove/", second_factor.remove_key),
    path("2fa/", include("allauth.mfa.urls")),
]
