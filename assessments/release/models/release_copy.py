from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from assessments.lifecycle import WAS_SIGNED_OFF
from assessments.models import Assessment, Snapshot, Version
from assessments.release.lifecycle import ReleaseState, may_follow
from assessments.release.models.exemption import Exemption
from assessments.release.models.request import Request
from assessments.roles import Permission
from cia.accounts.models import User


class ReleaseCopyQuerySet(models.QuerySet["ReleaseCopy"]):
    def readable_by(self, user: User, *, at: datetime) -> Self:
        """The copies that a person may work on: FOI officers, at the units they are posted for."""
        return self.filter(snapshot__version__assessment__unit__in=user.units_where_may(Permission.RELEASE, at=at))

    def known_to(self, user: User, *, at: datetime) -> Self:
        """The copies that a person may know of: those they may work on, and those of what they may read.

        Of a draft that a request asked for, its author knows; the FOI team does after the hold has ended too.
        """
        of_assessments = models.Q(snapshot__version__assessment__in=Assessment.objects.readable_by(user, at=at))
        return self.filter(of_assessments | models.Q(pk__in=ReleaseCopy.objects.readable_by(user, at=at).values("pk")))

    def since(self, release: ReleaseCopy) -> Self:
        """A copy and those that were made of the same assessment after it, but for those that were given up."""
        assessment = release.snapshot.version.assessment_id
        made = self.filter(snapshot__version__assessment=assessment, pk__gte=release.pk)
        return made.exclude(state=ReleaseState.ABANDONED)

    def about(self, request: Request) -> Self:
        """The copies that were made for a request, and those of what it asks for that none of its own followed."""
        own = ReleaseCopy.objects.filter(request=request)
        record = "snapshot__version__assessment"
        asked_for = models.Q(**{f"{record}__scopes__request": request}) | models.Q(
            **{f"{record}__in": own.values(record)}
        )
        followed = models.Exists(own.filter(**{record: models.OuterRef(record)}, pk__gt=models.OuterRef("pk")))
        others = asked_for & ~followed & ~models.Q(state=ReleaseState.ABANDONED)
        return self.filter(models.Q(request=request) | others).distinct()

    def open(self) -> Self:
        """The copies that are on their way, or out in the world."""
        return self.exclude(state__in=[ReleaseState.TAKEN_DOWN, ReleaseState.ABANDONED])


class ReleaseCopy(models.Model):
    """A frozen copy that is being made fit to publish. Its number is the only identity that a public file bears."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="release_copy")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="release_copies")
    number = models.CharField(max_length=30, unique=True)
    state = models.CharField(max_length=20, choices=ReleaseState, default=ReleaseState.MARKING)
    marks_revision = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ReleaseCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("release", args=[self.number])

    def may_become(self, state: ReleaseState) -> bool:
        return may_follow(self.state, state)

    def standing_marks(self) -> models.QuerySet[Mark]:
        """The marks that are there now; those that were taken off stay on record but hide nothing."""
        return self.marks.filter(removed_at=None)

    def copies_behind(self) -> set[int]:
        """The earlier copies whose marks were offered to this one, and those whose marks were offered to them."""
        behind: set[int] = set()
        asked = {self.pk}
        while asked:
            offering = ReleaseCopy.objects.filter(marks__offers__release__in=asked).values_list("pk", flat=True)
            asked = set(offering) - behind - {self.pk}
            behind |= asked
        return behind

    def highest_number_of_reasons(self, exemption: Exemption) -> int:
        """The highest number of reasons for an exemption that is written, or that a standing mark rests on."""
        written = [number for (code, number) in self.reasonings.standing() if code == exemption.code]
        used = [mark.numbers_of_reasons().get(exemption.code, 1) for mark in self.standing_marks()]
        return max([1, *written, *used])

    def every_mark(self) -> list[Mark]:
        """Those that stand and those that were taken off, in the order in which they were made."""
        return list(
            self.marks.select_related("made_by", "removed_by").prefetch_related("grounds__exemption").order_by("pk")
        )


def versions_to_release(user: User, *, at: datetime) -> models.QuerySet[Version]:
    """The signed-off versions of which a person may make a release copy and there is none yet, the newest first."""
    return (
        Version.objects.filter(
            state__in=sorted(WAS_SIGNED_OFF), assessment__unit__in=user.units_where_may(Permission.RELEASE, at=at)
        )
        .exclude(snapshots__release_copy__in=ReleaseCopy.objects.open())
        .order_by("-pk")
    )


class Mark(models.Model):
    """A passage, a field or a row to be withheld. Offsets are code points of the field's frozen plain text.

    ``role`` is what the public reads beside it, if anything.
    """

    class Whole(models.TextChoices):
        PASSAGE = "", "A passage"
        FIELD = "field", "The whole field"
        ROW = "row", "The whole row"

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="marks")
    path = models.CharField(max_length=100)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    whole = models.CharField(max_length=10, choices=Whole, blank=True, default=Whole.PASSAGE)
    reason = models.TextField()
    role = models.CharField(max_length=60, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["path", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                name="mark_covers_a_passage_or_a_whole",
                condition=models.Q(whole="", start__isnull=False, end__gt=models.F("start"))
                | (~models.Q(whole="") & models.Q(start=None, end=None)),
            ),
            models.CheckConstraint(name="mark_has_a_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="label_of_a_mark_names_no_one",
                condition=models.Q(role="") | models.Q(role__regex="^[a-z][a-z -]*$"),
            ),
            models.CheckConstraint(
                name="mark_removed_at_with_removed_by",
                condition=models.Q(removed_at=None, removed_by=None)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Mark {self.pk} of {self.release.number}"

    def codes(self) -> tuple[str, ...]:
        """The exemptions that it cites, in the order in which they are offered."""
        grounds = self.grounds.select_related("exemption").order_by("exemption__order")
        return tuple(dict.fromkeys(ground.exemption.cited for ground in grounds))

    def numbers_of_reasons(self) -> dict[str, int]:
        """Of each exemption that it rests on, by its code, the number of the reasons why."""
        return {ground.exemption.code: ground.reasoning for ground in self.grounds.select_related("exemption")}


class MarkGround(models.Model):
    """One exemption that a mark rests on, and the number of the reasons why it applies here."""

    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="grounds")
    exemption = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="+")
    reasoning = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(name="ground_stands_once_on_a_mark", fields=["mark", "exemption"])]

    def __str__(self) -> str:
        return str(self.exemption)
