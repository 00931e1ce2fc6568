from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from assessments.release.models.release_copy import ReleaseCopy


class Consultation(models.Model):
    """Somebody was asked or told before a release, or said what they think. Kept for good, in the order of writing."""

    class Kind(models.TextChoices):
        THIRD_PARTY_ASKED = "third_party_asked", "Third party asked"
        THIRD_PARTY_ANSWERED = "third_party_answered", "Third party's views"
        AUTHOR_TOLD = "author_told", "Author told"
        OFFICER_TOLD = "officer_told", "Authorising officer told"
        PRESS_TOLD = "press_told", "Press office told"
        REFERRED = "referred", "Referred to the national unit"
        ADVISED = "advised", "Advice of the national unit"

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="consultations")
    kind = models.CharField(max_length=30, choices=Kind)
    on = models.DateField()
    who = models.CharField(max_length=200)
    said = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="consultation_names_somebody", condition=~models.Q(who="")),
            models.CheckConstraint(
                name="views_and_advice_say_something",
                condition=~models.Q(kind__in=["third_party_answered", "advised"], said=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.who}"


class NotBefore(models.Model):
    """The first day on which a release may be published, and why. The last one written holds; without a day, none."""

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="not_before")
    on = models.DateField(null=True)
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="not_before_has_a_reason", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return f"Not before {self.on:%d/%m/%Y}" if self.on else "On any day"


def not_before(release: ReleaseCopy) -> date | None:
    """The first day on which a release may be published; nothing where any day will do."""
    last = NotBefore.objects.filter(release=release).order_by("pk").last()
    return last.on if last else None
