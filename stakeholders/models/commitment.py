from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from cia.accounts.models import Unit
from stakeholders.models.contact import Contact


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def open(self) -> Self:
        return self.filter(events=None)

    def overdue(self, *, at: datetime) -> Self:
        return self.open().filter(due_at__lt=at)


class Commitment(models.Model):
    """Something that was promised, to whom, by whom and by when. Documents show it with its state, kept or not."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="commitments")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="commitments")
    what = models.TextField()
    made_to = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="commitments")
    due_at = models.DateTimeField(null=True)
    due_as_typed = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [models.CheckConstraint(name="commitment_says_what", condition=~models.Q(what=""))]

    def __str__(self) -> str:
        return self.what

    @property
    def end(self) -> CommitmentEvent | None:
        """How it ended, where it has."""
        return self.events.last()


class CommitmentEvent(models.Model):
    """How a promise ended: kept, waived with a reason, or carried to the unit's list."""

    class Kind(models.TextChoices):
        KEPT = "kept", "Kept"
        WAIVED = "waived", "Waived"
        CARRIED = "carried", "Carried to the unit's list"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    note = models.TextField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [models.CheckConstraint(name="commitment_event_says_how", condition=~models.Q(note=""))]

    def __str__(self) -> str:
        return self.get_kind_display()
