from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.release.models.release_copy import ReleaseCopy


class PromptDecision(models.Model):
    """What somebody decided about words that the marks missed, or about a row with a mark that may still tell.

    Both are named by places in the frozen document alone: where the words stand, and the first place of the hidden
    words that they echo. For a row, the path is the row's. The latest decision on the same places counts.
    """

    class Kind(models.TextChoices):
        KEPT = "kept", "Kept"
        MARKED = "marked", "Marked too"
        ROW_READ = "row_read", "Read, and left as it is"

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="prompt_decisions")
    kind = models.CharField(max_length=10, choices=Kind)
    form = models.CharField(max_length=20, blank=True)
    path = models.CharField(max_length=100)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    echoes_path = models.CharField(max_length=100, blank=True)
    echoes_start = models.PositiveIntegerField(null=True)
    echoes_end = models.PositiveIntegerField(null=True)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="prompt_is_about_a_mention_or_a_row",
                condition=models.Q(kind="row_read", form="", start=None, end=None, echoes_path="")
                & models.Q(echoes_start=None, echoes_end=None)
                | ~models.Q(kind="row_read")
                & ~models.Q(form="")
                & ~models.Q(echoes_path="")
                & models.Q(end__gt=models.F("start"), echoes_end__gt=models.F("echoes_start")),
            ),
            models.CheckConstraint(name="prompt_is_decided_with_a_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.path} of {self.release.number}"
