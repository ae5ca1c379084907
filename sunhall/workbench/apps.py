from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "sunhall.workbench"
    label = "workbench"
