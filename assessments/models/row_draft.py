from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.models.version import Version


class RowDraft(models.Model):
    """What somebody has typed so far into the page that adds a row. It is no row, and no document reads it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="row_drafts")
    kind = models.CharField(max_length=40)
    typed = models.JSONField()
    typed_at = models.DateTimeField()
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["typed_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_row_typed_at_a_time", fields=["version", "kind", "typed_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, being typed by {self.typed_by}"
