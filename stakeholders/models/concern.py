from __future__ import annotations

from django.conf import settings
from django.db import models

from stakeholders.models.contact import Contact


class Concern(models.Model):
    """A worry: open until they say they are content, the reason against is written down, or they maintain it."""

    class Tag(models.TextChoices):
        DISPROPORTIONALITY = "disproportionality", "Disproportionality"
        DATA_RETENTION = "data_retention", "Data retention"
        CIVIL_LIBERTIES = "civil_liberties", "Civil liberties"
        PRIVACY = "privacy", "Privacy"
        PUBLIC_ORDER = "public_order", "Disorder or protest"
        TRADE = "trade", "Trade and livelihood"
        YOUNG_PEOPLE = "young_people", "Children and young people"
        FAITH = "faith", "Faith and places of worship"
        TRUST = "trust", "Trust in the police"
        OTHER = "other", "Something else"

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="concerns")
    tag = models.CharField(max_length=30, choices=Tag)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_tag_display()

    @property
    def latest(self) -> ConcernEvent | None:
        """What became of it, where anything has."""
        return max(self.events.all(), key=lambda event: (event.recorded_at, event.pk), default=None)


class ConcernEvent(models.Model):
    """What became of a concern."""

    class Kind(models.TextChoices):
        CONTENT = "content", "They say they are content"
        ANSWERED = "answered", "Answered: the reason against is written down"
        MAINTAINED = "maintained", "They maintain their objection"

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [models.CheckConstraint(name="concern_event_has_a_reason", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return self.get_kind_display()
