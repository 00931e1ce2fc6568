"""What the authorising officer asked before signing off, part by part, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator

from assessments.documents.content import Field, Row, Section
from assessments.documents.sections.pieces import choice, line, of_force, prose
from assessments.models import Decision, Point
from cia.ui.moments import moment_in_words


def points_of(decision: Decision) -> Iterator[Section]:
    """In the order in which they were asked; nothing where nothing was."""
    asked = Point.objects.on(decision.submission.version).filter(decision__lt=decision)
    if rows := tuple(_row(place, point) for place, point in enumerate(asked, start=1)):
        yield Section(key="points", heading="Points raised and answered", layout="records", rows=rows)


def _row(place: int, point: Point) -> Row:
    return Row(path=f"point.{place}", heading=f"Point {place}", fields=tuple(_fields(f"point.{place}", point)))


def _fields(path: str, point: Point) -> Iterator[Field]:
    yield choice(f"{path}.about", "About", point.about)
    yield prose(f"{path}.text", "Asked", point.text)
    yield from _who(path, "Asked by", point.decision.rank_then, point.decision.name_then)
    yield line(f"{path}.asked_at", "When", moment_in_words(point.decision.decided_at))
    if not point.is_answered:
        return
    yield prose(f"{path}.answer", "Answered", point.answer.text)
    yield from _who(f"{path}.answer", "Answered by", point.answer.rank_then, point.answer.name_then)
    yield line(f"{path}.answer.when", "When", moment_in_words(point.answer.answered_at))


def _who(path: str, label: str, rank: str, name: str) -> Iterator[Field]:
    if rank:
        yield of_force(f"{path}.rank", f"{label}: rank", rank)
    yield of_force(f"{path}.name", f"{label}: name", name)
