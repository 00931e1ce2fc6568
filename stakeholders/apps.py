from typing import Any

from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "stakeholders"

    def ready(self) -> None:
        from cia.notices import home as notices
        from cia.ui import navigation
        from stakeholders import home, roles

        roles.register()
        home.register()
        notices.register_titles(name="promises", ask=home.titles)
        navigation.register(label="Stakeholders", url_name="stakeholders", shown_to=_reads_the_directory, place=30)


def _reads_the_directory(user: Any) -> bool:
    from cia import clock
    from cia.accounts.roles import roles_with
    from stakeholders.roles import Permission

    return bool(user.has_role(*roles_with(Permission.DIRECTORY_READ), at=clock.now()))
