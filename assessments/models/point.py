from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from assessments.models.sign_off import Decision
from assessments.models.version import Version
from assessments.parts import PARTS_OF_THE_FORM


class PointQuerySet(models.QuerySet["Point"]):
    def on(self, version: Version) -> Self:
        """Everything that was asked about a version whenever it was returned, in the order of asking."""
        return self.filter(decision__submission__version=version).select_related("decision", "answer")

    def unanswered(self) -> Self:
        return self.filter(answer=None)


class Point(models.Model):
    """What the authorising officer asks about one part of a version that they return. It is answered beside it.

    Who asked, and when, is who decided to return it.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveIntegerField()
    part = models.CharField(max_length=60)
    text = models.TextField()

    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ["decision", "number"]
        constraints = [
            models.UniqueConstraint(name="point_numbered_once", fields=["decision", "number"]),
            models.CheckConstraint(
                name="point_is_about_a_part_of_the_form", condition=models.Q(part__in=[*PARTS_OF_THE_FORM])
            ),
            models.CheckConstraint(name="point_asks_something", condition=~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Point {self.number}: {self.about}"

    @property
    def about(self) -> str:
        """What people call the part that it is about."""
        return PARTS_OF_THE_FORM[self.part]

    @property
    def is_answered(self) -> bool:
        return hasattr(self, "answer")


class PointAnswer(models.Model):
    """What the author or a contributor answered to one point."""

    point = models.OneToOneField(Point, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rank_then = models.CharField(max_length=60, blank=True)
    name_then = models.CharField(max_length=100)

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [models.CheckConstraint(name="point_answer_says_something", condition=~models.Q(text=""))]

    def __str__(self) -> str:
        return f"Answer to point {self.point.number}"
