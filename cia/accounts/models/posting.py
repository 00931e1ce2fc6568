from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from cia.accounts.models.unit import Unit
from cia.accounts.roles import Role


class PostingQuerySet(models.QuerySet["Posting"]):
    def held(self, *, at: datetime) -> Self:
        return self.filter(models.Q(until_at=None) | models.Q(until_at__gt=at), from_at__lte=at)


class Posting(models.Model):
    """A role that a person holds, at a unit or force-wide, from one moment until another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=30, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="postings")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["from_at"]
        constraints = [
            models.CheckConstraint(
                name="posting_ends_after_it_starts",
                condition=models.Q(until_at=None) | models.Q(until_at__gt=models.F("from_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.unit or 'force-wide'}"
