from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from assessments.release.models.release_copy import ReleaseCopy
from cia.accounts.models import Unit


class ReasoningQuerySet(models.QuerySet["Reasoning"]):
    def standing(self) -> dict[tuple[str, int], Reasoning]:
        """What is written now, by exemption and number; what it replaced stays on record."""
        return {(each.code, each.number): each for each in self.order_by("pk")}


class Reasoning(models.Model):
    """What was written for an exemption in a release, at one moment. It serves every mark that rests on its number."""

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="reasonings")
    code = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ReasoningQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="reasons_are_numbered_from_one", condition=models.Q(number__gte=1)),
            models.CheckConstraint(name="reasons_say_something", condition=~models.Q(answers={})),
        ]

    def __str__(self) -> str:
        return f"Reasons {self.number} for {self.code} in {self.release}"


class SavedReasonQuerySet(models.QuerySet["SavedReason"]):
    def for_release(self, release: ReleaseCopy) -> Self:
        """Those of the force and of the unit whose assessment it is."""
        unit = release.snapshot.version.assessment.unit_id
        return self.filter(models.Q(unit=None) | models.Q(unit=unit), retired_at=None)


class SavedReason(models.Model):
    """Reasons that were written well once, kept to be used again. Without a unit they are the whole force's."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    reason = models.TextField()
    answers = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    objects = SavedReasonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="saved_reason_has_a_name_and_a_reason", condition=~models.Q(name="") & ~models.Q(reason="")
            ),
            models.CheckConstraint(
                name="saved_reason_retired_at_with_retired_by",
                condition=models.Q(retired_at=None, retired_by=None)
                | models.Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
