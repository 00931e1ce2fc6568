from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from assessments.models.assessment import Assessment


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self) -> Self:
        return self.filter(ended_at=None)


class Hold(models.Model):
    """A reason why nothing of a file may be erased or disposed of, from one moment until another."""

    class Ground(models.TextChoices):
        FOI = "foi", "Freedom of information request"
        LITIGATION = "litigation", "Litigation"
        COMPLAINT = "complaint", "Complaint"
        INQUIRY = "inquiry", "Inquiry"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="holds")
    ground = models.CharField(max_length=20, choices=Ground)
    reason = models.TextField()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["placed_at", "pk"]
        constraints = [
            models.CheckConstraint(name="hold_has_a_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="hold_ended_at_with_ended_by",
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}: {self.reason}"
