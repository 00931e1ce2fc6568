from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from assessments.models.version_row import VersionRow, says_something


class Risk(VersionRow):
    """What could go wrong for a community or for its trust. How likely and how bad is said in words, never a number."""

    class Category(models.TextChoices):
        CONFRONTATION = "confrontation", "Confrontation or disorder"
        TRUST = "trust", "Trust and confidence"
        LEGAL = "legal", "Law and rights"
        FINANCIAL = "financial", "Money or trade"
        SAFETY = "safety", "Safety of people"
        OTHER = "other", "Something else"

    kind = "risk"
    said_when_empty = frozenset({"likelihood", "impact", "mitigation", "owner"})

    text = models.TextField("Risk")
    category = models.CharField("Category", max_length=20, choices=Category, blank=True)
    likelihood = models.CharField("How likely", max_length=200, blank=True)
    impact = models.CharField("How bad", max_length=200, blank=True)
    mitigation = models.TextField("What is done about it", blank=True)
    owner = models.CharField("Owner", max_length=160, blank=True)
    residual = models.CharField("What is left of it", max_length=200, blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [*VersionRow.Meta.constraints, says_something("text")]


class Intervention(VersionRow):
    """Something that could be done, about one risk or about all of it."""

    kind = "intervention"
    said_when_empty = frozenset({"owner"})
    belongs_to: ClassVar[dict[str, str]] = {"risk": "risk"}

    text = models.TextField("Intervention")
    risk = models.PositiveIntegerField("For which risk", null=True, blank=True)
    owner = models.CharField("Owner", max_length=160, blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [*VersionRow.Meta.constraints, says_something("text")]
