from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.models.sign_off import Submission


class FindingAnswer(models.Model):
    """What the authorising officer answered to one thing that a submission leaves open, or why they accept it.

    ``finding`` is the sentence that was shown; ``about`` holds the paths of the fields that it was read from.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="finding_answers")
    number = models.PositiveIntegerField()
    finding = models.TextField()
    about = models.JSONField()
    text = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rank_then = models.CharField(max_length=60, blank=True)
    name_then = models.CharField(max_length=100)

    class Meta:
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(name="finding_answered_once", fields=["submission", "finding"]),
            models.UniqueConstraint(name="finding_answer_numbered_once", fields=["submission", "number"]),
            models.CheckConstraint(name="finding_answer_says_something", condition=~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Answer {self.number} before sign-off"
