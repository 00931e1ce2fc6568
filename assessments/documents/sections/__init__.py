"""The sections of a document, one module a kind, and the order in which they stand."""

from collections.abc import Iterator
from datetime import datetime

from assessments.documents.content import Section
from assessments.documents.sections.axes import axis_of
from assessments.documents.sections.contacts import contacts_of, linked_contacts
from assessments.documents.sections.cover import cover_of
from assessments.documents.sections.finding_answers import finding_answers_of
from assessments.documents.sections.levels import levels_of
from assessments.documents.sections.log import log_of
from assessments.documents.sections.narrative import narrative_of
from assessments.documents.sections.parts import Parts
from assessments.documents.sections.points import points_of
from assessments.documents.sections.promises import promises_of
from assessments.documents.sections.reassessment_plan import reassessment_plan_of
from assessments.documents.sections.risk_decisions import risk_decisions_of
from assessments.documents.sections.rows import before_the_text, evidence, of_kind
from assessments.documents.sections.schedule import schedule_of
from assessments.documents.sections.sign_off import sign_off_of
from assessments.models import Decision, Version
from assessments.parts import AFTER_THE_AXES, BEFORE_THE_AXES, Axis, Placement
from assessments.reassessments import reassessments_of, standing_entries

# What the author put before the authorising officer. Everything else is added to the file after sign-off.
ADDED_LATER = frozenset(
    {"contacts", "promises", "points", "finding_answers", "risk_decisions", "sign_off", "levels", "schedule", "log"}
)

# The rows that say one by one what a section says in prose.
_ROWS_AFTER = {"identified_risks": ("risk", "risks"), "intervention_options": ("intervention", "interventions")}


def sections_of(version: Version, parts: Parts, *, at: datetime) -> tuple[Section, ...]:
    """Every section of a version, in reading order; ``at`` is the moment for which overdue and kept are said."""
    rows = parts.rows
    sections = [cover_of(version, parts.cover, parts.author), *before_the_text(rows)]
    for section in BEFORE_THE_AXES:
        sections.append(narrative_of(section, parts.texts.get(section.key, "")))
        if section.key == "engagement":
            sections.extend(evidence(rows, Placement.BEFORE_THE_AXES))
    sections.extend(of_kind(rows, "document", key="documents"))
    for axis in Axis:
        sections.append(axis_of(version, parts.ratings[axis]))
        if axis == Axis.EXPERIENCED:
            links = linked_contacts(version, at=at)
            sections.extend((contacts_of(links, at=at), *promises_of(links, at=at)))
        if axis == Axis.EVIDENCED:
            sections.extend(of_kind(rows, "check", key="checks"))
        sections.extend(evidence(rows, Placement(axis.value)))
    for section in AFTER_THE_AXES:
        sections.append(narrative_of(section, parts.texts.get(section.key, "")))
        kind, key = _ROWS_AFTER[section.key]
        sections.extend(of_kind(rows, kind, key=key))
    sections.extend(reassessment_plan_of(parts.plan))
    sections.extend(_added_later(version, at=at))
    return tuple(sections)


def _added_later(version: Version, *, at: datetime) -> Iterator[Section]:
    """The sign-off, and what was logged until a moment; a log without entries says so, once there is a sign-off."""
    entries = list(
        version.assessment.log_entries.filter(recorded_at__lte=at)
        .select_related("corrects", "recorded_by")
        .prefetch_related("restated")
    )
    signed_off = Decision.objects.filter(submission__version=version, kind=Decision.Kind.SIGNED_OFF)
    decision = signed_off.filter(decided_at__lte=at).first()
    if decision is not None:
        yield from points_of(decision)
        yield from finding_answers_of(decision)
        yield from risk_decisions_of(decision)
        yield sign_off_of(decision)
        yield levels_of(version, decision, standing_entries(entries))
        yield schedule_of(version, reassessments_of(version.assessment, at=at), entries, at=at)
    if decision is not None or entries:
        yield log_of(version, entries)
