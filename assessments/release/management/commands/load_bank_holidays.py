from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.release.holidays import NotAList, load_holidays
from assessments.release.models import bank_holidays_known_until


class Command(BaseCommand):
    help = "Take newer bank holidays from a file as GOV.UK publishes it. The service itself never fetches anything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            loaded = load_holidays(file)
        except NotAList as reason:
            raise CommandError(str(reason)) from reason
        except OSError as error:
            raise CommandError(f"{file}: {(error.strerror or str(error)).lower()}.") from error
        self.stdout.write(
            f"{loaded} bank holidays loaded; they are known until {bank_holidays_known_until():%d/%m/%Y}."
        )
