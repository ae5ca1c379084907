from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "sunhall.portal"
    label = "portal"
