from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse

from cia.accounts.models import Unit, User
from cia.ui.moments import moment_in_words
from stakeholders.models.contact import Contact
from stakeholders.roles import Permission


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def open(self) -> Self:
        return self.filter(events=None)

    def unsettled(self) -> Self:
        """Still to be kept: the open ones, and those that were carried to the unit's list."""
        return self.exclude(pk__in=_with_event(*CommitmentEvent.SETTLING))

    def settled(self) -> Self:
        return self.filter(pk__in=_with_event(*CommitmentEvent.SETTLING))

    def kept_by(self, user: User) -> Self:
        """Those that are somebody's to keep: written down as theirs or passed on to them, and not passed on since."""
        changes = KeeperChange.objects.filter(commitment=models.OuterRef("pk")).order_by("-passed_at", "-pk")
        last = changes.values("passed_to")[:1]
        keeper = Coalesce(models.Subquery(last), "owner_id", output_field=models.BigIntegerField())
        return self.alias(kept_by_now=keeper).filter(kept_by_now=user.pk)

    def of_unit(self, user: User, *, at: datetime) -> Self:
        """The promises of a person's units: of contacts that they may read, or carried to the unit's list."""
        readable = Contact.objects.readable_by(user, at=at)
        shared = models.Q(contact=None) | models.Q(contact__in=readable)
        carried = models.Q(pk__in=_with_event(CommitmentEvent.Kind.CARRIED))
        return self.filter(shared | carried, unit__in=user.units_where_may(Permission.CONTACT_LOG, at=at))

    def readable_by(self, user: User, *, at: datetime) -> Self:
        """A person's own, those of contacts that they may read, and those on their units' lists."""
        if not user.is_active:
            return self.none()
        of_unit = self.model._default_manager.of_unit(user, at=at)
        readable = Contact.objects.readable_by(user, at=at)
        return self.filter(
            models.Q(pk__in=self.model._default_manager.kept_by(user).values("pk"))
            | models.Q(recorded_by=user)
            | models.Q(contact__in=readable)
            | models.Q(pk__in=of_unit.values("pk"))
        )

    def overdue(self, *, at: datetime) -> Self:
        return self.open().filter(due_at__lt=at)


class Commitment(models.Model):
    """Something that was promised, to whom, by whom and by when. Documents show it with its state, kept or not.

    ``owner`` was given it to keep when it was written down; ``keeper`` keeps it now. One that ``corrects`` another says
    how that really was; the other has ended as corrected.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="commitments")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="commitments")
    what = models.TextField()
    made_to = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="commitments")
    due_at = models.DateTimeField(null=True)
    due_as_typed = models.CharField(max_length=60, blank=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="correction")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [models.CheckConstraint(name="commitment_says_what", condition=~models.Q(what=""))]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("promise", args=[self.pk])

    @property
    def keeper(self) -> User:
        """Who keeps it, as far as it was passed on."""
        return self._kept_after(self.keeper_changes.all())

    def keeper_at(self, at: datetime) -> User:
        """Who kept it at a moment."""
        return self._kept_after(change for change in self.keeper_changes.all() if change.passed_at <= at)

    def _kept_after(self, changes: Iterable[KeeperChange]) -> User:
        last = max(changes, key=lambda change: (change.passed_at, change.pk), default=None)
        return last.passed_to if last is not None else self.owner

    @property
    def due(self) -> str:
        """By when it was promised, as exactly as it was said."""
        if self.due_at is None:
            return "No date given"
        return self.due_as_typed or moment_in_words(self.due_at)

    @property
    def is_settled(self) -> bool:
        """Whether it was kept, waived or corrected."""
        return any(event.kind != CommitmentEvent.Kind.CARRIED for event in self.events.all())

    @property
    def is_on_the_unit_s_list(self) -> bool:
        return any(event.kind == CommitmentEvent.Kind.CARRIED for event in self.events.all())

    def standing(self, *, at: datetime) -> tuple[str, str]:
        """How it stands at a moment, in a word, and the colour of its tag."""
        end = self.end
        if self.is_settled and end is not None:
            return end.get_kind_display(), "green" if end.kind == CommitmentEvent.Kind.KEPT else "grey"
        if self.due_at is not None and self.due_at < at:
            return "Overdue", "red"
        return ("On the unit's list", "yellow") if self.is_on_the_unit_s_list else ("Open", "blue")

    @property
    def end(self) -> CommitmentEvent | None:
        """How it ended, where it has."""
        return max(self.events.all(), key=lambda event: (event.recorded_at, event.pk), default=None)


class CommitmentEvent(models.Model):
    """How a promise ended: kept, waived with a reason, carried to the unit's list, or written down wrongly."""

    class Kind(models.TextChoices):
        KEPT = "kept", "Kept"
        WAIVED = "waived", "Waived"
        CARRIED = "carried", "Carried to the unit's list"
        CORRECTED = "corrected", "Corrected"

    SETTLING = (Kind.KEPT, Kind.WAIVED, Kind.CORRECTED)

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


class KeeperChange(models.Model):
    """When a promise passed from whoever kept it to somebody else. The last one says who keeps it now."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="keeper_changes")
    passed_from = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    passed_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    passed_at = models.DateTimeField()
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["passed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="promise_passes_to_somebody_else", condition=~models.Q(passed_from=models.F("passed_to"))
            )
        ]

    def __str__(self) -> str:
        return f"From {self.passed_from} to {self.passed_to}"


def _with_event(*kinds: str) -> models.QuerySet[CommitmentEvent, int]:
    return CommitmentEvent.objects.filter(kind__in=kinds).values_list("commitment_id", flat=True)
