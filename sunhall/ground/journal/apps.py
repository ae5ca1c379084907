from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "sunhall.ground.journal"
    label = "journal"
