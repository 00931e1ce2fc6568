from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from assessments.lifecycle import OPEN, WAS_SIGNED_OFF, State
from assessments.roles import Permission
from cia.accounts.models import Unit, User, force_setting
from cia.clock import local

if TYPE_CHECKING:
    from assessments.models.version import Version
    from assessments.standing import Standing


class About(models.TextChoices):
    OPERATION = "operation", "An operation"
    INCIDENT = "incident", "An incident"
    EVENT = "event", "An event"
    PATTERN = "pattern", "A pattern of events"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def with_standing(self) -> Self:
        """With everything that ``standing`` asks of a file, fetched at once."""
        return self.prefetch_related(
            "versions__cover",
            "versions__author",
            "versions__reassessment_plan",
            "versions__ending",
            "versions__submissions__decision",
            "log_entries__restated",
        )

    def readable_by(self, user: User, *, at: datetime) -> Self:
        """The files that a person may read unredacted at a moment (the permission table of the design)."""
        readable = (
            models.Q(versions__contributions__user=user)
            | models.Q(named_people__person=user, named_people__ended_at=None)
            | models.Q(unit__in=user.units_where_may(Permission.ASSESSMENT_SIGN_OFF, at=at))
            | models.Q(unit__in=user.units_where_may(Permission.RELEASE, at=at), versions__state__in=[*WAS_SIGNED_OFF])
            | models.Q(
                unit__in=user.units_where_may(Permission.RELEASE, at=at), holds__ground="foi", holds__ended_at=None
            )
        )
        if force_setting("unit_officers_may_read", on=local(at).date()):
            readable |= models.Q(unit__in=user.units_where_may(Permission.ASSESSMENT_START, at=at))
        if not user.is_active:
            return self.none()
        return self.filter(pk__in=self.model._default_manager.filter(readable).values("pk"))


class Assessment(models.Model):
    """The file. It has no state of its own: its versions have."""

    reference = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assessments")
    about = models.CharField(max_length=20, choices=About)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="children", null=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(name="assessment_is_not_its_own_parent", condition=~models.Q(parent=models.F("pk")))
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("assessment", args=[self.reference])

    def standing(self, *, at: datetime) -> Standing:
        """Whether it is current at a moment, with every reason."""
        from assessments.standing import standing_of

        return standing_of(self, at=at)

    @property
    def is_under_a_request(self) -> bool:
        """Whether a request for information holds it, so that it is read for a release in whatever state."""
        return self.holds.filter(ground="foi", ended_at=None).exists()

    def above(self) -> list[Assessment]:
        """The overarching assessments over this one, the nearest first."""
        found: list[Assessment] = []
        each = self.parent
        while each is not None and each not in found:
            found.append(each)
            each = each.parent
        return found

    @property
    def is_overarching(self) -> bool:
        """Whether its version in force says so, or its latest where none is in force."""
        version = self.version_in_force or self.latest_version
        return version.subject_rows.filter(is_removed=False, reach="overarching").exists()

    @property
    def latest_version(self) -> Version:
        return self.versions.latest("number")

    @property
    def open_version(self) -> Version | None:
        """The version being written or waiting for a decision; at most one."""
        return self.versions.filter(state__in=[*OPEN]).first()

    @property
    def version_in_force(self) -> Version | None:
        """The signed-off version, which stays in force until the next is signed off."""
        return self.versions.filter(state=State.SIGNED_OFF).first()


class NamedPerson(models.Model):
    """Somebody from any unit who was let in to write, to read, or because they are posted to the deployment."""

    class Part(models.TextChoices):
        CONTRIBUTOR = "contributor", "May read and edit"
        READER = "reader", "May read"
        POSTED = "posted", "Posted to the deployment: may read, log, reassess and flag"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="named_people")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["named_at"]
        constraints = [
            models.UniqueConstraint(
                name="person_named_once_at_a_time",
                fields=["assessment", "person"],
                condition=models.Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="naming_ended_at_with_ended_by",
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_part_display()}"
