from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from assessments.models.version_row import VersionRow, says_something


class DocumentReference(VersionRow):
    """A document that the assessment rests on or mentions, and where somebody may read it."""

    class Held(models.TextChoices):
        LINKED = "linked", "Linked"
        ATTACHED = "attached", "Attached"
        HELD_BY = "held_by", "Held by somebody"

    kind = "document"
    said_when_empty = frozenset({"owner"})

    title = models.CharField("Document", max_length=200)
    edition = models.CharField("Version", max_length=60, blank=True)
    owner = models.CharField("Owner", max_length=160, blank=True)
    held = models.CharField("How it is held", max_length=20, choices=Held, blank=True)
    place = models.CharField("Where it is", max_length=500, blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [*VersionRow.Meta.constraints, says_something("title")]
