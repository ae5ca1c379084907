from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "sunhall.knowledge"
    label = "knowledge"
