import json
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import TextChoices

from assessments.lifecycle import FOLLOWS as VERSION_FOLLOWS
from assessments.lifecycle import State
from assessments.release.lifecycle import FOLLOWS as RELEASE_FOLLOWS
from assessments.release.lifecycle import ReleaseState
from assessments.release.request_lifecycle import FOLLOWS as REQUEST_FOLLOWS
from assessments.release.request_lifecycle import RequestState
from cia.accounts.reference import SETTINGS


def states() -> str:
    """The states of versions, releases and requests and what may follow what, as the code holds them."""
    return "\n".join(
        [
            "# States",
            "",
            "Printed by `manage.py print_reference states`. The database refuses any other step.",
            "",
            *_diagram("A version of an assessment", State, VERSION_FOLLOWS),
            "",
            *_diagram("A release", ReleaseState, RELEASE_FOLLOWS),
            "",
            *_diagram("A request for information", RequestState, REQUEST_FOLLOWS),
            "",
        ]
    )


def settings() -> str:
    """The force's dated settings with the values they start with, as the code holds them."""
    rows = [
        f"| `{setting['key']}` | {setting['about']} | {json.dumps(setting['value'], ensure_ascii=False)} |"
        for setting in json.loads(SETTINGS.read_text())
    ]
    return "\n".join(
        [
            "# Settings of the force",
            "",
            "Printed by `manage.py print_reference settings`. Each is dated: a new value holds from its day on, and",
            "documents frozen before keep the old one.",
            "",
            "| Setting | What it decides | At first |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _diagram(name: str, states: type[TextChoices], follows: Mapping[Any, Iterable[Any]]) -> list[str]:
    """A state diagram in Mermaid's notation."""
    steps = [
        f"    {state.value} --> {then.value}" for state in states for then in states if then in follows.get(state, ())
    ]
    named = [f"    {state.value}: {state.label}" for state in states]
    return [f"## {name}", "", "```mermaid", "stateDiagram-v2", *named, *steps, "```"]


PARTS = {"states": states, "settings": settings}


class Command(BaseCommand):
    help = "Print a page of docs/reference: the states, or the settings of the force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("part", choices=sorted(PARTS))

    def handle(self, *args: Any, part: str, **options: Any) -> None:
        self.stdout.write(PARTS[part](), ending="")
