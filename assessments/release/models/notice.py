from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.release.models.release_copy import ReleaseCopy
from assessments.release.models.request import Request


class NoticeText(models.Model):
    """One saved text of a refusal notice (section 17). Each save is kept for good.

    It goes with a release that withholds something, or answers a request of which everything is withheld.
    """

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="notice_texts", null=True)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="notice_texts", null=True)
    revision = models.PositiveIntegerField()
    text = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint(name="notice_revision_numbered_once", fields=["release", "revision"]),
            models.UniqueConstraint(name="notice_of_a_request_numbered_once", fields=["request", "revision"]),
            models.CheckConstraint(name="notice_says_something", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="notice_is_of_a_release_or_of_a_request",
                condition=models.Q(release=None, request__isnull=False) | models.Q(release__isnull=False, request=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Notice of {self.release or self.request}, revision {self.revision}"


def notice_of(about: ReleaseCopy | Request) -> NoticeText | None:
    """The notice as it was saved last."""
    return about.notice_texts.order_by("revision").last()
