from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.release.models.request import Request


class RefusalGroundQuerySet(models.QuerySet["RefusalGround"]):
    def standing(self) -> dict[str, RefusalGround]:
        """What is relied on now, by the code of the exemption; what it replaced stays on record."""
        latest = {each.code: each for each in self.order_by("pk")}
        return {code: each for code, each in latest.items() if each.is_relied_on}


class RefusalGround(models.Model):
    """An exemption under which the whole of what was asked for is withheld, and why, as written at one moment."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="refusal_grounds")
    code = models.CharField(max_length=60)
    is_relied_on = models.BooleanField(default=True)
    answers = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = RefusalGroundQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.code}, for all that {self.request} asks for"
