from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "cia.ui"
    label = "ui"
    verbose_name = "Look, pages and forms"
