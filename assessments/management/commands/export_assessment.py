from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.documents.exchange import exported
from assessments.models import Assessment
from cia.audit.trail import record


class Command(BaseCommand):
    help = "Print the latest version of an assessment, UNREDACTED, as a file that import_assessment takes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference")

    def handle(self, *args: Any, reference: str, **options: Any) -> None:
        assessment = Assessment.objects.filter(reference=reference).first()
        if assessment is None:
            raise CommandError(f"There is no assessment '{reference}' here.")
        self.stdout.write(exported(assessment.latest_version).decode(), ending="")
        record("assessment.exported", by=None, about=assessment, sentence="Exported at the command line")
