from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from assessments.models import Assessment
from assessments.release.models.release_copy import Mark, ReleaseCopy
from assessments.roles import Permission
from cia.accounts.models import User


class HarmRequestQuerySet(models.QuerySet["HarmRequest"]):
    def unanswered(self) -> Self:
        return self.filter(answer=None)

    def readable_by(self, user: User, *, at: datetime) -> Self:
        """Those that were put to a person who may still read the assessment, and those of the FOI team's releases."""
        readable = Assessment.objects.readable_by(user, at=at)
        units = user.units_where_may(Permission.RELEASE, at=at)
        return self.filter(release__snapshot__version__assessment__in=readable).filter(
            models.Q(asked_of=user) | models.Q(release__snapshot__version__assessment__unit__in=units)
        )


class HarmRequest(models.Model):
    """Somebody who knows the matter was asked what harm would come of publishing passages of a release."""

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="harm_requests")
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="harm_requests")
    question = models.TextField()
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = HarmRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="harm_request_asks_something", condition=~models.Q(question=""))]

    def __str__(self) -> str:
        return f"Asked of {self.asked_of} about {self.release}"

    def get_absolute_url(self) -> str:
        return reverse("answer-harm", args=[self.pk])

    @property
    def answered(self) -> HarmAnswer | None:
        return HarmAnswer.objects.filter(request=self).select_related("answered_by").first()

    def is_overdue(self, *, on: date) -> bool:
        return self.answered is None and self.due_on < on


class HarmPassage(models.Model):
    """One passage that somebody was asked about."""

    request = models.ForeignKey(HarmRequest, on_delete=models.PROTECT, related_name="passages")
    path = models.CharField(max_length=100)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    whole = models.CharField(max_length=10, choices=Mark.Whole, blank=True, default=Mark.Whole.PASSAGE)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="harm_is_asked_of_a_passage_or_a_whole",
                condition=models.Q(whole="", start__isnull=False, end__gt=models.F("start"))
                | (~models.Q(whole="") & models.Q(start=None, end=None)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.path}"


class HarmAnswer(models.Model):
    """What the person asked said would come of publishing."""

    class Kind(models.TextChoices):
        HARM = "harm", "Publishing it would do harm"
        NONE = "none", "I know of no harm"
        CANNOT_SAY = "cannot_say", "I cannot say"

    request = models.OneToOneField(HarmRequest, on_delete=models.PROTECT, related_name="answer")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="harm_is_said_in_words", condition=~models.Q(kind="harm", text=""))]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_kind_display()}"
