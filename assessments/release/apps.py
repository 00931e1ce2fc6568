from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    name = "assessments.release"
    label = "release"
