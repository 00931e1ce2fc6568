from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from assessments.release.models.release_copy import Mark, ReleaseCopy


class MarkOfferQuerySet(models.QuerySet["MarkOffer"]):
    def undecided(self) -> Self:
        return self.filter(decision=None)

    def put_before(self, release: ReleaseCopy) -> None:
        """Offer a new copy every mark of the one before it of the same assessment, and what that one left undecided."""
        earlier = (
            ReleaseCopy.objects.filter(snapshot__version__assessment=release.snapshot.version.assessment_id)
            .exclude(pk=release.pk)
            .order_by("pk")
            .last()
        )
        if earlier is None:
            return
        undecided = [offer.mark for offer in earlier.offers.undecided().select_related("mark")]
        marks = {mark.pk: mark for mark in [*earlier.standing_marks(), *undecided]}
        self.bulk_create(MarkOffer(release=release, mark=marks[number]) for number in sorted(marks))


class MarkOffer(models.Model):
    """A mark of an earlier copy of the same assessment, put before the marker of a new one."""

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="offers")
    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="offers")

    objects = MarkOfferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="mark_is_offered_once_to_a_copy", fields=["release", "mark"])]

    def __str__(self) -> str:
        return f"{self.mark}, offered to {self.release}"

    @property
    def is_decided(self) -> bool:
        return OfferDecision.objects.filter(offer=self).exists()


class OfferDecision(models.Model):
    """What was decided on a mark that was offered: the mark that carries it on, or why it was left off."""

    class Kind(models.TextChoices):
        UNCHANGED = "unchanged", "Carried over, the words being the same"
        FOUND_AGAIN = "found_again", "Carried over to where the words stand now"
        LEFT_OFF = "left_off", "Left off"

    offer = models.OneToOneField(MarkOffer, on_delete=models.PROTECT, related_name="decision")
    kind = models.CharField(max_length=20, choices=Kind)
    mark = models.OneToOneField(Mark, on_delete=models.PROTECT, related_name="carried_from", null=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offered_mark_is_carried_over_or_left_off_with_a_reason",
                condition=models.Q(kind="left_off", mark=None) & ~models.Q(reason="")
                | ~models.Q(kind="left_off") & models.Q(mark__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer}: {self.get_kind_display()}"
