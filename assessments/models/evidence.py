from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models

from assessments.dating import last_day_of
from assessments.models.version_row import VersionRow, says_something
from assessments.parts import Placement


class EvidenceSource(VersionRow):
    """A survey, a report, a consultation: what it is, what it found, and what follows from it."""

    kind = "source"

    heading = models.CharField("Source", max_length=200)
    introduction = models.TextField("Introduction", blank=True)
    closing = models.TextField("In conclusion", blank=True)
    placement = models.CharField("Where it stands", max_length=20, choices=Placement, default=Placement.BEFORE_THE_AXES)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [*VersionRow.Meta.constraints, says_something("heading")]


class Finding(VersionRow):
    """One thing that a source found. ``figures`` are lines like "58 %: acceptable" or "about one third: not"."""

    class Stance(models.TextChoices):
        FOR = "for", "For"
        AGAINST = "against", "Against"
        NEUTRAL = "neutral", "Neither for nor against"

    kind = "finding"
    said_when_empty = frozenset({"dated", "sample"})
    belongs_to: ClassVar[dict[str, str]] = {"source": "source"}

    source = models.PositiveIntegerField("Source")
    text = models.TextField("Finding")
    figures = models.TextField("Figures", blank=True)
    stance = models.CharField("For or against", max_length=20, choices=Stance, blank=True)
    dated = models.CharField("Date or month", max_length=40, blank=True)
    sample = models.CharField("Sample", max_length=200, blank=True)
    link = models.CharField("Link", max_length=500, blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [
            *VersionRow.Meta.constraints,
            says_something("text"),
            models.CheckConstraint(
                name="finding_links_only_by_https",
                condition=models.Q(link="") | models.Q(link__startswith="https://"),
                violation_error_message="Give a link that begins with https://.",
            ),
        ]

    @property
    def last_day(self) -> date | None:
        """The last day on which it can have been found, as far as its date says."""
        return last_day_of(self.dated)
