from __future__ import annotations

from typing import Any, cast

import msgspec
from django.db import models

from assessments.release.models.candidate import Publication


class PublicationPack(models.Model):
    """What was published beside the files: the manifest, the force's signature on it, and the schedule of marks."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="pack")
    manifest = models.BinaryField()
    signature = models.BinaryField()
    key = models.CharField(max_length=16)
    schedule = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(name="pack_names_its_key", condition=~models.Q(key=""))]

    def __str__(self) -> str:
        return f"{self.publication}, its pack"

    @property
    def said(self) -> dict[str, Any]:
        return cast(dict[str, Any], msgspec.json.decode(bytes(self.manifest)))
