from __future__ import annotations

from typing import Any

from django.db import models

from assessments.models.version import Version


class ReassessmentPlan(models.Model):
    """When the first reassessment of a version falls due, to the minute, and how it will be made."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="reassessment_plan")
    revision = models.PositiveIntegerField(default=0)
    reassess_at = models.DateTimeField(null=True)
    reassess_as_typed = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reassessment_is_due_in_the_words_typed",
                condition=models.Q(reassess_at=None, reassess_as_typed="")
                | (models.Q(reassess_at__isnull=False) & ~models.Q(reassess_as_typed="")),
            )
        ]

    def __str__(self) -> str:
        return "Reassessment plan"

    def as_saved(self) -> dict[str, Any]:
        return {
            "reassess_at": self.reassess_at.isoformat() if self.reassess_at else None,
            "reassess_as_typed": self.reassess_as_typed,
            "text": self.text,
        }
