from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from assessments.release.models.candidate import Withdrawal
from assessments.roles import Permission
from cia.accounts.models import User


class ReinstatementAsked(models.Model):
    """One FOI officer would put a publication back, and says why. It takes another to do it."""

    withdrawal = models.OneToOneField(Withdrawal, on_delete=models.PROTECT, related_name="reinstatement_asked")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="putting_back_has_a_reason", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.withdrawal}, to be put back"


class Reinstatement(models.Model):
    """A publication that was taken down was put back by two FOI officers: one who asked, another who confirmed."""

    withdrawal = models.OneToOneField(Withdrawal, on_delete=models.PROTECT, related_name="reinstatement")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reinstatement_is_confirmed_by_another_person", condition=~models.Q(by=models.F("confirmed_by"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.withdrawal}, put back"


class WithdrawalNotice(models.Model):
    """What the FOI team tells the public of a withdrawal, besides that it happened and when. The latest counts."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, related_name="notices")
    words = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="withdrawal_notice_says_something", condition=~models.Q(words=""))]

    def __str__(self) -> str:
        return f"{self.withdrawal}, as the public is told"


class BreachQuerySet(models.QuerySet["Breach"]):
    def open(self) -> Self:
        """Those on which nobody has decided whether they are reported."""
        return self.filter(end=None).order_by("known_at")

    def seen_by(self, user: User, *, at: datetime) -> Self:
        units = user.units_where_may(Permission.RELEASE, at=at)
        return self.filter(
            withdrawal__publication__approval__candidate__release__snapshot__version__assessment__unit__in=units
        )


class Breach(models.Model):
    """Personal data may have gone out. The Information Commissioner is told within a limit from when it was known."""

    withdrawal = models.OneToOneField(Withdrawal, on_delete=models.PROTECT, related_name="breach")
    known_at = models.DateTimeField()
    known_as_typed = models.CharField(max_length=60)
    limit_hours = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = BreachQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="breach_was_known_before_it_was_recorded",
                condition=models.Q(known_at__lte=models.F("recorded_at")),
            )
        ]

    def __str__(self) -> str:
        return f"Breach of {self.withdrawal.publication.number}"

    @property
    def due_at(self) -> datetime:
        return self.known_at + timedelta(hours=self.limit_hours)

    def is_overdue(self, *, at: datetime) -> bool:
        return self.due_at <= at and not BreachEnd.objects.filter(breach=self).exists()


class BreachEnd(models.Model):
    """Whether a breach was reported, and what was considered."""

    class Kind(models.TextChoices):
        REPORTED = "reported", "Reported to the Information Commissioner"
        NOT_REPORTED = "not_reported", "Not reported"

    breach = models.OneToOneField(Breach, on_delete=models.PROTECT, related_name="end")
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField()
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="end_of_a_breach_says_why", condition=~models.Q(words=""))]

    def __str__(self) -> str:
        return f"{self.breach}: {self.get_kind_display()}"
