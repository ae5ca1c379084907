from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "sunhall.reports"
    label = "reports"
