"""The sections of a document, one module a kind, and the order in which they stand."""

from datetime import datetime

from assessments.documents.content import Section
from assessments.documents.sections.axes import axis_of
from assessments.documents.sections.cover import cover_of
from assessments.documents.sections.narrative import narrative_of
from assessments.documents.sections.sign_off import sign_off_of
from assessments.models import Decision, Version
from assessments.parts import AFTER_THE_AXES, BEFORE_THE_AXES, Axis

# What the author put before the authorising officer. Everything else is added to the file after sign-off.
ADDED_LATER = frozenset({"sign_off"})


def sections_of(version: Version, *, at: datetime) -> tuple[Section, ...]:
    """Every section of a version, in reading order; ``at`` is the moment for which overdue and kept are said."""
    narrative = version.narrative()
    ratings = {rating.axis: rating for rating in version.ratings.all()}
    sections = [
        cover_of(version),
        *(narrative_of(section, narrative[section.key].text) for section in BEFORE_THE_AXES),
        *(axis_of(version, ratings[axis]) for axis in Axis),
        *(narrative_of(section, narrative[section.key].text) for section in AFTER_THE_AXES),
    ]
    decision = Decision.objects.filter(submission__version=version, kind=Decision.Kind.SIGNED_OFF).first()
    if decision is not None:
        sections.append(sign_off_of(decision))
    return tuple(sections)
