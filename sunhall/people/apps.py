from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sunhall.people"
    label = "people"
