from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.reference import load_scale


class Command(BaseCommand):
    help = "Load a force's own wording of the scale from a JSON file like assessments/data/scale.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            edition, is_new = load_scale(file)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        said = "Loaded" if is_new else "Already there:"
        self.stdout.write(f"{said} '{edition}', in force from {edition.from_on:%d/%m/%Y}.")
