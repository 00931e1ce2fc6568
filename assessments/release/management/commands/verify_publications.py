import sys
from typing import Any

from django.core.management.base import BaseCommand

from assessments.release.models import Publication
from assessments.release.verifying import faults


class Command(BaseCommand):
    help = "Read every publication again, those taken down too; ends with 1 where anything is not as it was approved."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        publications = Publication.objects.select_related("approval__candidate__release__snapshot").order_by("pk")
        for publication in publications.iterator(chunk_size=20):
            for fault in faults(publication):
                found += 1
                self.stderr.write(f"{publication.number}: {fault}")
        if found:
            sys.exit(1)
        self.stdout.write(f"{publications.count()} publications are as they were approved.")
