"""Addresses of people's pages."""

from django.urls import URLPattern, URLResolver, path

from sunhall.people.views import portal as mine
from sunhall.people.views import workbench as desk

portal: list[URLPattern | URLResolver] = [
    path("me/sign-in/", mine.sign_in, name="sign-in"),
    path("me/sign-in/code/", mine.sign_in_code, name="sign-in-code"),
    path("me/sign-out/", mine.sign_out, name="sign-out"),
    path("me/data/", mine.me_data, name="me-data"),
    path("me/data/copy/", mine.me_data_copy, name="me-data-copy"),
    path("me/data/ask/", mine.me_data_ask, name="me-data-ask"),
]
workbench: list[URLPattern | URLResolver] = [
    path("people/", desk.people, name="people"),
    path("people/requests/", desk.data_requests, name="data-requests"),
    path("people/requests/<int:pk>/", desk.data_request, name="data-request"),
    path("people/<str:person_id>/", desk.person, name="person"),
    path("people/<str:person_id>/reveal/", desk.person_reveal, name="person-reveal"),
    path("people/<str:person_id>/correct/", desk.person_correct, name="person-correct"),
    path("people/<str:person_id>/merge/", desk.person_merge, name="person-merge"),
    path("people/<str:person_id>/unmerge/", desk.person_unmerge, name="person-unmerge"),
]
