from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cia.audit.models import Event
from cia.audit.trail import faults


class Command(BaseCommand):
    help = "Read the whole audit trail and say whether it is as it was written."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError("The audit trail is not whole.")
        self.stdout.write(f"The audit trail is whole: {Event.objects.count()} events.")
