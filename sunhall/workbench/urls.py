"""Addresses of the staff frame."""

from django.urls import URLPattern, URLResolver, path

from sunhall.workbench.views import (
    audit,
    channels,
    commands,
    deliveries,
    inbox,
    messages,
    saved,
    search,
)

workbench: list[URLPattern | URLResolver] = [
    path("", inbox.inbox, name="inbox"),
    path("home/", inbox.home, name="home"),
    path("list/", inbox.inbox_list, name="inbox-list"),
    path("next/", inbox.following, name="inbox-next"),
    path("keys/", inbox.keys, name="keys"),
    path("search/", search.search, name="search"),
    path("search/export/", search.export, name="search-export"),
    path("views/", saved.views, name="views"),
    path("views/save/", saved.save, name="view-save"),
    path("views/<int:pk>/up/", saved.rise, name="view-rise"),
    path("views/<int:pk>/drop/", saved.drop, name="view-drop"),
    path("commands/", commands.commands, name="commands"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/retry/", deliveries.retry_delivery, name="delivery-retry"),
    path("channels/", channels.channels, name="channels"),
    path("channels/items/<slug:code>/", channels.item, name="incoming"),
    path("channels/items/<slug:code>/release/", channels.release, name="incoming-release"),
    path("channels/items/<slug:code>/refuse/", channels.refuse, name="incoming-refuse"),
    path("channels/items/<slug:code>/retry/", channels.retry, name="incoming-retry"),
    path("channels/items/<slug:code>/files/<slug:file>/", channels.file, name="incoming-file"),
    path("channels/<slug:channel>/", channels.channel, name="channel"),
    path("channels/<slug:channel>/check/", channels.check, name="channel-check"),
    path("messages/", messages.messages, name="messages"),
    path("messages/read/", messages.read_all, name="messages-read"),
    path("messages/<slug:code>/", messages.open_message, name="message"),
    path("messages/<slug:code>/retry/", deliveries.retry_message, name="message-retry"),
    path("audit/", audit.search, name="audit"),
    path("audit/export.csv", audit.export, name="audit-csv"),
    path("audit/roots/", audit.roots, name="audit-roots"),
]
