from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "sunhall.directory"
    label = "directory"
