from __future__ import annotations

from typing import Any, Self

from django.db import models


class Head(models.Model):
    """Where the chain ends. One row, whose number only ever grows by one."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(name="audit_has_one_head", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return f"The trail ends at event {self.seq}"


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, thing: models.Model) -> Self:
        return self.filter(about_type=thing._meta.label_lower, about_id=str(thing.pk))


class Event(models.Model):
    """One thing that somebody did. Holds no text of a record, only what was done to which."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    sentence = models.CharField(max_length=300)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    mac = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["about_type", "about_id"], name="events_about_one_thing")]

    def __str__(self) -> str:
        return self.sentence

    def as_hashed(self) -> list[Any]:
        """The fields that the chain binds, in their fixed order."""
        return [
            self.seq,
            self.at,
            self.actor_id,
            self.action,
            self.about_type,
            self.about_id,
            self.sentence,
            self.detail,
            self.previous_hash,
        ]
