"""What is still missing before a version can be submitted, each as a sentence with the part that mends it."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.models import Point, Version, rows_of
from assessments.parts import NARRATIVES, Axis, Narrative

# Sections that may be left empty where their rows say it one by one.
_ROWS_INSTEAD = {"identified_risks": "risk", "intervention_options": "intervention"}


@dataclass(frozen=True)
class Missing:
    """One thing to do. ``part`` is the part of the form where it is done: "cover", "section.purpose", ...

    ``point`` is the authorising officer's point that waits for an answer, if it is one.
    """

    part: str
    sentence: str
    point: int | None = None


def missing_from(version: Version) -> tuple[Missing, ...]:
    """Everything that holds back submission, in the order of the form; empty when it may be submitted."""
    found: list[Missing] = []
    cover = version.cover
    if not cover.title.strip():
        found.append(Missing("cover", "Enter a title on the cover"))
    if not cover.summary.strip():
        found.append(Missing("cover", "Enter a summary on the cover"))
    if cover.publication_recommended is None:
        found.append(Missing("cover", "Say on the cover whether you recommend publication"))
    if cover.review_on is None:
        found.append(Missing("cover", "Enter a review date on the cover"))
    narrative = version.narrative()
    found.extend(
        Missing(f"section.{section.key}", _what_to_write(section))
        for section in NARRATIVES
        if section.is_required and not narrative[section.key].text.strip() and not _is_said_in_rows(version, section)
    )
    ratings = {rating.axis: rating for rating in version.ratings.all()}
    for axis in Axis:
        if ratings[axis].level is None:
            found.append(Missing(f"rating.{axis.value}", f"Choose a level for '{axis.label}'"))
        if not ratings[axis].reasons.strip():
            found.append(Missing(f"rating.{axis.value}", f"Give reasons for the level of '{axis.label}'"))
    found.extend(
        Missing(point.part, f"Answer the authorising officer on '{point.about}'", point=point.pk)
        for point in Point.objects.on(version).unanswered()
    )
    return tuple(found)


def _is_said_in_rows(version: Version, section: Narrative) -> bool:
    kind = _ROWS_INSTEAD.get(section.key)
    return kind is not None and rows_of(version, kind).exists()


def _what_to_write(section: Narrative) -> str:
    if section.key == "intervention_options":
        return f"Write the section '{section.heading}' or add an intervention. If there is none, say why in the section"
    return f"Write the section '{section.heading}'"
