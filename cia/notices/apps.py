from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "cia.notices"

    def ready(self) -> None:
        from cia.notices import home

        home.register()
