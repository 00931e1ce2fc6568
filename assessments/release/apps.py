from typing import Any

from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    name = "assessments.release"
    label = "release"

    def ready(self) -> None:
        from assessments.release import checks, home, request_home, titles  # noqa: F401 - checks are known once imported
        from cia.ui import navigation

        home.register()
        titles.register()
        request_home.register()
        navigation.register(label="Release (FOI)", url_name="releases", shown_to=_works_with_them, place=40)
        navigation.register(label="Requests (FOI)", url_name="requests", shown_to=_works_on_requests, place=45)


def _works_with_them(user: Any) -> bool:
    from assessments.release.permissions import check_work_on_releases
    from cia import clock
    from cia.authorisation import verdict

    return bool(verdict(check_work_on_releases, user, at=clock.now()))


def _works_on_requests(user: Any) -> bool:
    from assessments.release.request_permissions import check_work_on_requests
    from cia import clock
    from cia.authorisation import verdict

    return bool(verdict(check_work_on_requests, user, at=clock.now()))
