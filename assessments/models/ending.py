from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.lifecycle import State
from assessments.models.version import Version


class Ending(models.Model):
    """How a signed-off version came to its end before another took its place: cancelled or closed, by whom and why."""

    class Kind(models.TextChoices):
        CANCELLED = State.CANCELLED.value, "Cancelled"
        CLOSED = State.CLOSED.value, "Closed"

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="ending")
    kind = models.CharField(max_length=20, choices=Kind)
    reasons = models.TextField()
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rank_then = models.CharField(max_length=60, blank=True)
    name_then = models.CharField(max_length=100)

    class Meta:
        constraints = [models.CheckConstraint(name="ending_has_its_reasons", condition=~models.Q(reasons=""))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.rank_then} {self.name_then}".replace("  ", " ")
