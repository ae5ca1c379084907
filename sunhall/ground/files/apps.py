from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "sunhall.ground.files"
    label = "files"
