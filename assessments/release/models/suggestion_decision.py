from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from assessments.release.models.release_copy import Mark, ReleaseCopy


class SuggestionDecisionQuerySet(models.QuerySet["SuggestionDecision"]):
    def that_count(self) -> Self:
        """The decision that counts at each place: the last one."""
        last = self.order_by("path", "start", "end", "whole", "-pk").distinct("path", "start", "end", "whole")
        return self.filter(pk__in=last.values("pk"))

    def dismissed(self) -> Self:
        """The suggestions that stay away: dismissed, and not asked for again since."""
        return self.that_count().filter(kind=SuggestionDecision.Kind.DISMISSED)


class SuggestionDecision(models.Model):
    """What somebody decided about one suggestion. Never changed: a second thought is a decision of its own."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "Withheld"
        DISMISSED = "dismissed", "Dismissed"
        SUGGESTED_AGAIN = "suggested_again", "Suggested again"

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="suggestion_decisions")
    path = models.CharField(max_length=100)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    whole = models.CharField(max_length=10, choices=Mark.Whole, blank=True, default=Mark.Whole.PASSAGE)
    suggested_as = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind)
    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="suggestions", null=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SuggestionDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="decided_suggestion_is_a_passage_or_a_whole",
                condition=models.Q(whole="", start__isnull=False, end__gt=models.F("start"))
                | (~models.Q(whole="") & models.Q(start=None, end=None)),
            ),
            models.CheckConstraint(
                name="accepted_suggestion_has_its_mark",
                condition=models.Q(kind="accepted", mark__isnull=False)
                | (~models.Q(kind="accepted") & models.Q(mark=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: a suggestion in {self.release}"

    @property
    def key(self) -> str:
        """The place, as a suggestion says it."""
        return f"{self.path}@{self.whole}" if self.whole else f"{self.path}@{self.start}-{self.end}"
