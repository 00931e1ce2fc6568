"""The sections of a document, one module a kind, and the order in which they stand."""

from datetime import datetime

from assessments.documents.content import Section
from assessments.documents.sections.axes import axis_of
from assessments.documents.sections.cover import cover_of
from assessments.documents.sections.narrative import narrative_of
from assessments.documents.sections.rows import before_the_text, evidence, of_kind, rows_in
from assessments.documents.sections.sign_off import sign_off_of
from assessments.models import Decision, Version
from assessments.parts import AFTER_THE_AXES, BEFORE_THE_AXES, Axis, Placement

# What the author put before the authorising officer. Everything else is added to the file after sign-off.
ADDED_LATER = frozenset({"sign_off"})

# The rows that say one by one what a section says in prose.
_ROWS_AFTER = {"identified_risks": ("risk", "risks"), "intervention_options": ("intervention", "interventions")}


def sections_of(version: Version, *, at: datetime) -> tuple[Section, ...]:
    """Every section of a version, in reading order; ``at`` is the moment for which overdue and kept are said."""
    narrative = version.narrative()
    ratings = {rating.axis: rating for rating in version.ratings.all()}
    rows = rows_in(version)
    sections = [cover_of(version), *before_the_text(rows)]
    for section in BEFORE_THE_AXES:
        sections.append(narrative_of(section, narrative[section.key].text))
        if section.key == "engagement":
            sections.extend(evidence(rows, Placement.BEFORE_THE_AXES))
    sections.extend(of_kind(rows, "document", key="documents"))
    for axis in Axis:
        sections.append(axis_of(version, ratings[axis]))
        if axis == Axis.EVIDENCED:
            sections.extend(of_kind(rows, "check", key="checks"))
        sections.extend(evidence(rows, Placement(axis.value)))
    for section in AFTER_THE_AXES:
        sections.append(narrative_of(section, narrative[section.key].text))
        kind, key = _ROWS_AFTER[section.key]
        sections.extend(of_kind(rows, kind, key=key))
    decision = Decision.objects.filter(submission__version=version, kind=Decision.Kind.SIGNED_OFF).first()
    if decision is not None:
        sections.append(sign_off_of(decision))
    return tuple(sections)
