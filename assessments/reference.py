"""Loading an edition of the scale: the one that comes with the service, or a force's own wording."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from django.db import transaction

from assessments.models import LevelDefinition, ScaleEdition
from assessments.parts import Axis

SCALE = Path(__file__).parent / "data" / "scale.json"


class WordedLevel(msgspec.Struct, forbid_unknown_fields=True):
    level: int
    name: str
    definition: str
    alternative: str = ""


class Scale(msgspec.Struct, forbid_unknown_fields=True):
    """The file of an edition: a name, the day it begins, and six worded levels for each of the three axes."""

    name: str
    from_on: date
    axes: dict[str, list[WordedLevel]]


def read_scale(path: Path) -> Scale:
    """The edition that a file describes. Raises ValueError with what is wrong and where."""
    try:
        scale = msgspec.json.decode(path.read_bytes(), type=Scale)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name} is not an edition of the scale: {error}") from error
    if sorted(scale.axes) != sorted(Axis.values):
        raise ValueError(f"{path.name} must have the axes {', '.join(Axis.values)}, and no others.")
    for axis, levels in scale.axes.items():
        if [worded.level for worded in levels] != [1, 2, 3, 4, 5, 6]:
            raise ValueError(f"{path.name}: '{axis}' must have the levels 1 to 6, in that order.")
        if blank := next(
            (worded for worded in levels if not worded.name.strip() or not worded.definition.strip()), None
        ):
            raise ValueError(f"{path.name}: level {blank.level} of '{axis}' needs a name and a definition.")
    return scale


@transaction.atomic
def load_scale(path: Path = SCALE) -> tuple[ScaleEdition, bool]:
    """The edition of a file, and whether it is new. The same file again changes nothing; another wording under the same
    name raises ValueError, because assessments were rated by the words that the edition had."""
    scale = read_scale(path)
    edition, is_new = ScaleEdition.objects.get_or_create(name=scale.name, defaults={"from_on": scale.from_on})
    if is_new:
        LevelDefinition.objects.bulk_create(
            LevelDefinition(edition=edition, axis=axis, **msgspec.structs.asdict(worded))
            for axis, levels in scale.axes.items()
            for worded in levels
        )
    elif edition.from_on != scale.from_on or any(
        [msgspec.structs.asdict(worded) for worded in levels]
        != list(edition.definitions.filter(axis=axis).values("level", "name", "definition", "alternative"))
        for axis, levels in scale.axes.items()
    ):
        raise ValueError(f"'{scale.name}' is loaded already with other words. Give the new wording a new name.")
    return edition, is_new
