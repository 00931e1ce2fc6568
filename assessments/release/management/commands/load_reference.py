from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from assessments.reference import load_scale
from assessments.release.reference import load_exemptions
from cia.accounts.reference import load_settings


class Command(BaseCommand):
    help = "Load the settings, the scale and the exemptions that the service starts with. Safe to run again."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        settings, (edition, _), exemptions = load_settings(), load_scale(), load_exemptions()
        self.stdout.write(f"Reference data: {settings} settings and {exemptions} exemptions added; scale '{edition}'.")
