from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from assessments.models import Assessment
from assessments.release.models.request import Request


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def standing(self) -> Self:
        """What anybody may read: entered, and not taken out again."""
        return self.filter(taken_out=None)

    def about(self, assessment: Assessment) -> Self:
        """Those of requests that asked for an assessment, or for which a copy of it was made."""
        return self.filter(request__in=Request.objects.about(assessment))


class Disclosure(models.Model):
    """What the public disclosure log says of a request that was answered, in words written to be public."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="disclosures")
    title = models.CharField(max_length=200)
    summary = models.TextField()
    reply = models.TextField()
    replied_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-replied_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="disclosure_says_what_was_asked_and_replied",
                condition=~models.Q(title="") & ~models.Q(summary="") & ~models.Q(reply=""),
            )
        ]

    def __str__(self) -> str:
        return self.title


class DisclosureTakenOut(models.Model):
    """An entry was taken out of the log: for a better one, or because it said too much. The reason is for the force."""

    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="taken_out")
    reason = models.TextField()
    taken_out_at = models.DateTimeField()
    taken_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="taking_out_has_a_reason", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.disclosure}, taken out"
