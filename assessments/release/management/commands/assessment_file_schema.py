from typing import Any

from django.core.management.base import BaseCommand

from assessments.release.rehearsing import schema


class Command(BaseCommand):
    help = "Print the JSON Schema of the file that import_assessment and rehearse take."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(schema().decode(), ending="")
