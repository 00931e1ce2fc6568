from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.models.sign_off import Submission


class RiskDecision(models.Model):
    """What the authorising officer decided about one risk of a submission, and why. Later ones stand beside it."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        ACCEPTED_WITH_MORE = "accepted_with_more", "Accepted if more is done"
        NOT_ACCEPTED = "not_accepted", "Not accepted"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="risk_decisions")
    risk = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    reasons = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rank_then = models.CharField(max_length=60, blank=True)
    name_then = models.CharField(max_length=100)

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [models.CheckConstraint(name="risk_decision_has_reasons", condition=~models.Q(reasons=""))]

    def __str__(self) -> str:
        return f"Risk {self.risk}: {self.get_kind_display()}"
