"""What was written in the log, and which contacts were linked, after a submission was cut."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.models import AssessmentContact, LogEntry, Submission


@dataclass(frozen=True)
class SinceSubmission:
    """None of it is part of what was submitted. ``raising`` are the contacts in which somebody raised a concern."""

    entries: tuple[LogEntry, ...] = ()
    contacts: tuple[AssessmentContact, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries or self.contacts)

    @property
    def raising(self) -> tuple[AssessmentContact, ...]:
        return tuple(link for link in self.contacts if link.contact.concerns.all())


def since(submission: Submission) -> SinceSubmission:
    """What came after the moment at which a submission was cut, in the order in which it was recorded."""
    assessment, cut_at = submission.version.assessment, submission.snapshot.cut_at
    contacts = assessment.assessment_contacts.filter(linked_at__gt=cut_at)
    return SinceSubmission(
        entries=tuple(assessment.log_entries.filter(recorded_at__gt=cut_at)),
        contacts=tuple(contacts.select_related("contact").prefetch_related("contact__concerns", "contact__parties")),
    )
