from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from assessments.documents.content import Level
from assessments.lifecycle import EDITABLE, OPEN, WAS_SIGNED_OFF, State, may_follow
from assessments.models.assessment import Assessment, NamedPerson
from assessments.models.scale import ScaleEdition
from assessments.parts import NARRATIVE_BY_KEY, Axis, Kind, Marking
from assessments.roles import Permission
from cia.accounts.models import User


class VersionQuerySet(models.QuerySet["Version"]):
    def written_by(self, user: User) -> Self:
        """The versions somebody wrote in, or was let in to write."""
        named = models.Q(
            assessment__named_people__person=user,
            assessment__named_people__part=NamedPerson.Part.CONTRIBUTOR,
            assessment__named_people__ended_at=None,
        )
        return self.filter(pk__in=Version.objects.filter(models.Q(contributions__user=user) | named).values("pk"))

    def waiting_for(self, user: User, *, at: datetime) -> Self:
        """The versions that somebody may decide on, the longest waiting first."""
        units = user.units_where_may(Permission.ASSESSMENT_SIGN_OFF, at=at)
        return (
            self.filter(state=State.SUBMITTED, assessment__unit__in=units)
            .exclude(contributions__user=user)
            .annotate(waiting_since=models.Max("submissions__submitted_at"))
            .order_by("waiting_since", "pk")
        )


class Version(models.Model):
    """One assessment as it was made at one time, from its first draft to its end."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.INITIAL)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    scale_edition = models.ForeignKey(ScaleEdition, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="version_numbered_once", fields=["assessment", "number"]),
            models.UniqueConstraint(
                name="one_open_version_at_a_time",
                fields=["assessment"],
                condition=models.Q(state__in=sorted(OPEN)),
            ),
            models.UniqueConstraint(
                name="one_version_in_force_at_a_time",
                fields=["assessment"],
                condition=models.Q(state=State.SIGNED_OFF),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment.reference} version {self.printed_number}"

    def get_absolute_url(self) -> str:
        return reverse("version", args=[self.assessment.reference, self.number])

    @property
    def printed_number(self) -> str:
        return f"{self.number}.0"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def was_signed_off(self) -> bool:
        return self.state in WAS_SIGNED_OFF

    def may_become(self, state: State) -> bool:
        return may_follow(self.state, state)

    def narrative(self) -> dict[str, Section]:
        return {section.key: section for section in self.sections.all()}

    def rating_of(self, axis: str) -> Rating:
        return self.ratings.get(axis=axis)


class Cover(models.Model):
    """The cover sheet of a version. A save names the revision it was made from and makes the next."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="cover")
    revision = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    protective_marking = models.CharField(max_length=30, choices=Marking, default=Marking.OFFICIAL)
    publication_recommended = models.BooleanField(null=True)
    created_on = models.DateField()
    review_on = models.DateField(null=True)
    distribution_list = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title or "Untitled"

    def as_saved(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "summary": self.summary,
            "protective_marking": self.protective_marking,
            "publication_recommended": self.publication_recommended,
            "created_on": self.created_on.isoformat(),
            "review_on": self.review_on.isoformat() if self.review_on else None,
            "distribution_list": self.distribution_list,
        }


class Section(models.Model):
    """One narrative section of a version, in small Markdown."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="sections")
    key = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="section_stands_once_in_a_version", fields=["version", "key"]),
            models.CheckConstraint(name="section_is_one_of_the_form", condition=models.Q(key__in=[*NARRATIVE_BY_KEY])),
        ]

    def __str__(self) -> str:
        return NARRATIVE_BY_KEY[self.key].heading

    def as_saved(self) -> dict[str, Any]:
        return {"text": self.text}


class Rating(models.Model):
    """The level chosen on one axis, and why. Never taken over from another version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="ratings")
    axis = models.CharField(max_length=20, choices=Axis)
    revision = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(null=True)
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_rating_per_axis", fields=["version", "axis"]),
            models.CheckConstraint(
                name="rated_level_is_one_to_six",
                condition=models.Q(level=None) | (models.Q(level__gte=1) & models.Q(level__lte=6)),
            ),
        ]

    def __str__(self) -> str:
        return f"{Axis(self.axis).label}: {self.level or 'not rated'}"

    @property
    def worded_level(self) -> Level | None:
        """The chosen level in the wording of the version's edition."""
        return next(
            (level for level in self.version.scale_edition.levels(self.axis) if level.number == self.level), None
        )

    def as_saved(self) -> dict[str, Any]:
        return {"level": self.level, "reasons": self.reasons}


class Revision(models.Model):
    """One acknowledged save of one part, kept for good: a request asks for what was held at its receipt."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="revisions")
    part = models.CharField(max_length=60)
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="revision_of_a_part_numbered_once", fields=["version", "part", "revision"])
        ]

    def __str__(self) -> str:
        return f"{self.part}, revision {self.revision}"


class Contribution(models.Model):
    """Somebody who wrote this version, or from whom it was carried over; none of them may sign it off."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="contributions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contributions")

    class Meta:
        constraints = [models.UniqueConstraint(name="contributor_counted_once", fields=["version", "user"])]

    def __str__(self) -> str:
        return str(self.user)
