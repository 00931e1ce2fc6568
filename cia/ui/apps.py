from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "cia.ui"
    label = "ui"
    verbose_name = "Look, pages and forms"

    def ready(self) -> None:
        from cia.ui import navigation

        navigation.register(label="Home", url_name="home", shown_to=lambda user: True, place=0)
