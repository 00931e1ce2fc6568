from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.actions.importing import import_assessment
from assessments.documents.exchange import AssessmentFile, NotSuchAFile, read_file
from cia.accounts.models import Unit, User
from cia.authorisation import Denied
from cia.canonical import Unacceptable


class Command(BaseCommand):
    help = "Start an assessment with the content of a file (docs/reference/assessment-file.md), as a draft of --as."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="username", required=True, metavar="USER", help="whose draft it becomes")

    def handle(self, *args: Any, file: Path, username: str, **options: Any) -> None:
        try:
            written = read_file(file.read_bytes(), AssessmentFile).assessment
            unit = Unit.objects.filter(name=written.unit).first()
            if unit is None:
                raise CommandError(f"There is no unit '{written.unit}' here.")
            author = User.objects.filter(username=username).first()
            if author is None:
                raise CommandError(f"There is no user '{username}' here.")
            version = import_assessment(written=written, unit=unit, by=author)
        except (OSError, NotSuchAFile, Denied, Unacceptable) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{version} is now a draft of {author}.")
