"""Addresses of the directory, and of staff sign-in."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

portal: list[URLPattern | URLResolver] = []
workbench: list[URLPattern | URLResolver] = []

# Of allauth only what staff need: no sign-up, no e-mail, no reset by e-mail.
accounts: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
