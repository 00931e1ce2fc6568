from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models

from assessments.models.assessment import Assessment
from assessments.parts import Axis
from stakeholders.models import Contact

LATE = timedelta(minutes=30)


class LogEntry(models.Model):
    """What was done or seen, at which moment, by whom. Never changed: a correction is a new entry that names it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="log_entries")
    number = models.PositiveIntegerField()
    happened_at = models.DateTimeField()
    happened_as_typed = models.CharField(max_length=60)
    team = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    next_due_at = models.DateTimeField(null=True)
    next_due_as_typed = models.CharField(max_length=60, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    rank_then = models.CharField(max_length=60, blank=True)
    name_then = models.CharField(max_length=100)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="log_entry_numbered_once", fields=["assessment", "number"]),
            models.UniqueConstraint(
                name="log_entry_corrected_once", fields=["corrects"], condition=models.Q(corrects__isnull=False)
            ),
            models.CheckConstraint(
                name="next_update_falls_after_the_entry",
                condition=models.Q(next_due_at=None) | models.Q(next_due_at__gt=models.F("happened_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Entry {self.number}"

    @property
    def who(self) -> str:
        """The person it is told by, in the rank they held."""
        return f"{self.rank_then} {self.name_then}".strip()

    @property
    def is_late(self) -> bool:
        """Whether it was written down well after it happened, so that both moments must be said."""
        return self.recorded_at - self.happened_at > LATE

    @property
    def is_reassessment(self) -> bool:
        """Whether all three levels were chosen anew with it."""
        return len(self.restated.all()) == len(Axis)


class RestatedRating(models.Model):
    """The level of one axis as chosen anew in a log entry, and why."""

    log_entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, related_name="restated")
    axis = models.CharField(max_length=20, choices=Axis)
    level = models.PositiveSmallIntegerField()
    reasons = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="axis_restated_once_per_entry", fields=["log_entry", "axis"]),
            models.CheckConstraint(
                name="restated_level_is_one_to_six", condition=models.Q(level__gte=1) & models.Q(level__lte=6)
            ),
            models.CheckConstraint(name="restated_level_has_reasons", condition=~models.Q(reasons="")),
        ]

    def __str__(self) -> str:
        return f"{Axis(self.axis).label}: {self.level}"


class AssessmentContact(models.Model):
    """A contact that bears on an assessment, under the number in which it was linked, kept for good."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="assessment_contacts")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="assessment_links")
    number = models.PositiveIntegerField()
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="contact_linked_once_to_an_assessment", fields=["assessment", "contact"]),
            models.UniqueConstraint(name="contact_numbered_once_in_an_assessment", fields=["assessment", "number"]),
        ]

    def __str__(self) -> str:
        return f"Contact {self.number}"
