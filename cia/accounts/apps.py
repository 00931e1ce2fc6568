from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cia.accounts"

    def ready(self) -> None:
        from cia.accounts import sign_in_trail

        sign_in_trail.connect()
