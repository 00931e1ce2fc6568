from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from assessments.models.assessment import Assessment


class SensitiveFlagQuerySet(models.QuerySet["SensitiveFlag"]):
    def standing(self) -> Self:
        return self.filter(ended_at=None)


class SensitiveFlag(models.Model):
    """What somebody who works on a file thinks must not be published, and why. A suggestion for marks, never printed.

    ``part`` is a row of the document by its path ("section.purpose", "risk.3", "contact.2"), in every version of the
    file; ``words`` are those meant in it, or empty where the whole of it is.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sensitive_flags")
    part = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    because = models.TextField()
    flagged_at = models.DateTimeField()
    flagged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    objects = SensitiveFlagQuerySet.as_manager()

    class Meta:
        ordering = ["flagged_at", "pk"]
        constraints = [
            models.CheckConstraint(name="sensitive_flag_says_why", condition=~models.Q(because="")),
            models.CheckConstraint(
                name="flag_ended_at_with_ended_by",
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Sensitive in {self.part}"
