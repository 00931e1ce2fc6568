from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.models.version import Version


class Snapshot(models.Model):
    """A version as it read at one moment. Every document is made from one of these, never from the live rows."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="snapshots")
    cut_at = models.DateTimeField()
    schema = models.PositiveSmallIntegerField()
    content = models.JSONField()
    hmac = models.CharField(max_length=64)

    class Meta:
        ordering = ["cut_at", "pk"]

    def __str__(self) -> str:
        return f"{self.version} at {self.cut_at:%H%Mhrs %d/%m/%Y}"


class Submission(models.Model):
    """A version put before the authorising officer, exactly as its snapshot has it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="submissions")
    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="submission")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["submitted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.version}, submitted"


class Decision(models.Model):
    """What the authorising officer decided about one submission, and why. Points alone may say why it is returned."""

    class Kind(models.TextChoices):
        SIGNED_OFF = "signed_off", "Signed off"
        RETURNED = "returned", "Returned"
        REFUSED = "refused", "Refused"

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="decision")
    kind = models.CharField(max_length=20, choices=Kind)
    reasons = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rank_then = models.CharField(max_length=60, blank=True)
    name_then = models.CharField(max_length=100)
    role_then = models.CharField(max_length=200)

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_has_reasons", condition=~models.Q(reasons="") | models.Q(kind="returned")
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.name_then}"
