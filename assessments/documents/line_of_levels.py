"""The line of levels as a figure: the levels of the three axes from left to right, 1 the most serious on top. Pure.

It holds no text, so that nobody reads it twice: its digits are drawn. What it shows is said by its description and by
the table below it, both made of what the document shows and of nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

LEVELS = range(1, 7)
WIDTH, HEIGHT = 640, 250
WITHHELD = "withheld"
# Of the fields of a moment: when it was stands before the three levels, the most serious of them behind.
OF_AXES = slice(1, 4)
_LEFT, _RIGHT, _TOP, _STEP = 30, 590, 25, 40
# Lines at the same level run side by side.
_APART = (-5, 0, 5)
# A line of its own kind for each axis: whole, in dashes, in dots.
DASHES = ("none", "9 5", "2 4")
_DIGITS = {
    1: "m1 3l4-3v12",
    2: "m0 3q0-3 4-3t4 3q0 3-8 9h8",
    3: "m0 1q2-1 4-1q4 0 4 3q0 3-5 3q5 0 5 3q0 3-4 3q-2 0-4-1",
    4: "m6 12v-12l-6 8h8",
    5: "m7 0h-6l-1 6q1-2 4-2q4 0 4 4q0 4-4 4q-2 0-4-2",
    6: "m6 0q-6 3-6 8q0 4 4 4t4-4q0-3-4-3t-4 3",
}


class AnyLevel(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def level(self) -> int | None: ...


@dataclass(frozen=True)
class Stroke:
    """One path of the figure, in the numbers of its own square."""

    path: str
    dashes: str = "none"
    is_grid: bool = False


@dataclass(frozen=True)
class Figure:
    description: str
    strokes: tuple[Stroke, ...]


def figure_of(moments: Sequence[Sequence[AnyLevel]]) -> Figure | None:
    """The figure for the levels chosen at each moment, an axis at the same place in each; nothing for a single moment.

    A moment without levels leaves a gap in every line, and a level that is not shown a gap in its own.
    """
    axes = max(moments, key=len, default=())
    if len(moments) < 2 or not axes:
        return None
    labels = [each.label for each in axes]
    chosen = [[moment[place].level if moment else None for moment in moments] for place in range(len(labels))]
    return Figure(
        description=f"Levels from first to last, 1 is the most serious. {' '.join(map(_said, labels, chosen))}",
        strokes=(
            *(Stroke(f"M{_LEFT} {_height(level)}H{_RIGHT}", is_grid=True) for level in LEVELS),
            *(Stroke(f"M8 {_height(level) - 6}{_DIGITS[level]}") for level in LEVELS),
            *(stroke for place, levels in enumerate(chosen) for stroke in _line(place, levels)),
        ),
    )


def _said(label: str, levels: Sequence[int | None]) -> str:
    return f"{label}: {', '.join(str(level) if level else WITHHELD for level in levels)}."


def _line(place: int, levels: Sequence[int | None]) -> tuple[Stroke, ...]:
    """A line with a dot for each level, and as many bars at its end as the axis has in its number."""
    between = (_RIGHT - _LEFT) / max(len(levels) - 1, 1)
    points = [
        (round(_LEFT + between * at), _height(level) + _APART[place]) if level else None
        for at, level in enumerate(levels)
    ]
    line = "".join(
        f"{'L' if before else 'M'}{point[0]} {point[1]}"
        for before, point in zip([None, *points], points, strict=False)
        if point
    )
    dots = "".join(f"M{point[0] - 3} {point[1] - 3}h6v6h-6z" for point in points if point)
    strokes = [Stroke(line, DASHES[place]), Stroke(dots)] if line else []
    if points[-1]:
        bars = "".join(f"M{_RIGHT + 14 + 12 * place + 4 * bar} {points[-1][1] - 6}v12" for bar in range(place + 1))
        strokes.append(Stroke(bars))
    return tuple(strokes)


def _height(level: int) -> int:
    return _TOP + _STEP * (level - 1)
