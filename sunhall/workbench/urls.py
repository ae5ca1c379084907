"""Addresses of the staff frame."""

from django.urls import URLPattern, URLResolver, path

from sunhall.workbench.views import commands, deliveries, inbox, search

workbench: list[URLPattern | URLResolver] = [
    path("", inbox.inbox, name="inbox"),
    path("list/", inbox.inbox_list, name="inbox-list"),
    path("next/", inbox.following, name="inbox-next"),
    path("keys/", inbox.keys, name="keys"),
    path("search/", search.search, name="search"),
    path("search/export/", search.export, name="search-export"),
    path("commands/", commands.commands, name="commands"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/retry/", deliveries.retry_delivery, name="delivery-retry"),
    path("messages/<slug:code>/retry/", deliveries.retry_message, name="message-retry"),
]
