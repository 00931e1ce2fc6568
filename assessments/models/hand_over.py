from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.models.assessment import Assessment
from assessments.models.version import Version


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def of(self, assessment: Assessment) -> Self:
        """Every hand-over of a file, the earliest first."""
        people = ("handed_from", "handed_to", "handed_by", "version")
        return self.filter(version__assessment=assessment).select_related(*people)


class HandOver(models.Model):
    """When authorship of a version passed from one person to another: who was its author until then is kept here."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="hand_overs")
    handed_from = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["handed_at", "pk"]
        constraints = [
            models.CheckConstraint(name="authorship_passes_to_somebody_else", condition=~Q(handed_from=F("handed_to")))
        ]

    def __str__(self) -> str:
        return f"{self.version}, from {self.handed_from} to {self.handed_to}"
