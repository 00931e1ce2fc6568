import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from assessments.documents.exchange import NotSuchAFile, read_file
from assessments.release import throwaway
from assessments.release.rehearsal_files import write_files
from assessments.release.rehearsing import Refused, RehearsalFile, rehearse


class Command(BaseCommand):
    help = "Carry an assessment from a file to its published copy, in a database of its own; writes what comes of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        throwaway.arguments(parser)

    def handle(self, *args: Any, file: Path, out: Path, **options: Any) -> None:
        if not throwaway.is_inside():
            sys.exit(throwaway.main([str(file), "--out", str(out)]))
        try:
            written = write_files(rehearse(read_file(file.read_bytes(), RehearsalFile)), out)
        except (NotSuchAFile, Refused) as reason:
            sys.exit(str(reason))
        except OSError as error:
            sys.exit(f"{error.filename}: {(error.strerror or str(error)).lower()}.")
        self.stdout.write(written)
