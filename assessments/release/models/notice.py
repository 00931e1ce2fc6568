from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.release.models.release_copy import ReleaseCopy


class NoticeText(models.Model):
    """One saved text of the refusal notice that goes with a release (section 17). Each save is kept for good."""

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="notice_texts")
    revision = models.PositiveIntegerField()
    text = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint(name="notice_revision_numbered_once", fields=["release", "revision"]),
            models.CheckConstraint(name="notice_says_something", condition=~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Notice of {self.release.number}, revision {self.revision}"


def notice_of(release: ReleaseCopy) -> NoticeText | None:
    """The notice as it was saved last."""
    return NoticeText.objects.filter(release=release).order_by("revision").last()
