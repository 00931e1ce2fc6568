from __future__ import annotations

from datetime import date

from django.db import models

from assessments.documents.content import Level
from assessments.parts import Axis


class ScaleEditionManager(models.Manager["ScaleEdition"]):
    def in_force(self, *, on: date) -> ScaleEdition:
        """The edition that new versions use on a day. Raises LookupError where none was loaded."""
        edition = self.filter(from_on__lte=on).order_by("-from_on", "-pk").first()
        if edition is None:
            raise LookupError("No edition of the scale is in force: run 'python manage.py load_reference'.")
        return edition


class ScaleEdition(models.Model):
    """One dated wording of the scale: three axes, six levels each. Never edited; a new wording is a new edition."""

    name = models.CharField(max_length=100, unique=True)
    from_on = models.DateField()

    objects = ScaleEditionManager()

    class Meta:
        ordering = ["-from_on"]

    def __str__(self) -> str:
        return self.name

    def levels(self, axis: str) -> tuple[Level, ...]:
        """The six levels of one axis, the most serious first."""
        return tuple(
            Level(number=worded.level, name=worded.name, definition=worded.definition, alternative=worded.alternative)
            for worded in self.definitions.filter(axis=axis).order_by("level")
        )


class LevelDefinition(models.Model):
    """What one level of one axis means in one edition."""

    edition = models.ForeignKey(ScaleEdition, on_delete=models.PROTECT, related_name="definitions")
    axis = models.CharField(max_length=20, choices=Axis)
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    definition = models.TextField()
    alternative = models.TextField(blank=True)

    class Meta:
        ordering = ["axis", "level"]
        constraints = [
            models.UniqueConstraint(name="level_defined_once_per_axis", fields=["edition", "axis", "level"]),
            models.CheckConstraint(
                name="defined_level_is_one_to_six", condition=models.Q(level__gte=1) & models.Q(level__lte=6)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_axis_display()}: {self.level} {self.name}"
