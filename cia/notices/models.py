from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """Something that one person must be told, as the sentence read when it was written."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    sentence = models.CharField(max_length=300)
    link = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return self.sentence

    def read(self, *, at: datetime) -> None:
        self.read_at = at
        self.save(update_fields=["read_at"])
