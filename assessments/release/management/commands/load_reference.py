from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from assessments.reference import load_scale
from assessments.release.holidays import load_shipped_holidays
from assessments.release.reference import load_exemptions
from cia.accounts.reference import load_settings


class Command(BaseCommand):
    help = "Load the settings, the scale, the exemptions and the bank holidays to start with. Safe to run again."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        settings, (edition, _), exemptions = load_settings(), load_scale(), load_exemptions()
        holidays = load_shipped_holidays()
        self.stdout.write(
            f"Reference data: {settings} settings, {exemptions} exemptions and {holidays} bank holidays added; "
            f"scale '{edition}'."
        )
