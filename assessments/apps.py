from typing import Any

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from assessments import home, linked_contacts, roles, titles
        from cia.ui import navigation

        roles.register()
        home.register()
        titles.register()
        linked_contacts.register()
        navigation.register(label="Assessments", url_name="assessments", shown_to=_works_with_them, place=20)


def _works_with_them(user: Any) -> bool:
    from assessments.roles import Permission
    from cia import clock
    from cia.accounts.roles import roles_with

    permissions = (Permission.ASSESSMENT_START, Permission.ASSESSMENT_SIGN_OFF, Permission.RELEASE)
    at_work = frozenset().union(*(roles_with(permission) for permission in permissions))
    return bool(user.has_role(*at_work, at=clock.now()))
