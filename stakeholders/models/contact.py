from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from cia.accounts.models import Unit, User
from cia.clock import local
from cia.ui.moments import moment_in_words
from stakeholders import linking
from stakeholders.models.stakeholder import Stakeholder
from stakeholders.roles import Permission


class ContactQuerySet(models.QuerySet["Contact"]):
    def standing(self) -> Self:
        """Contacts as they now read: those that a correction took the place of are left out."""
        return self.filter(corrections=None)

    def readable_by(self, user: User, *, at: datetime) -> Self:
        """What a person may read at a moment: a contact that bears on a record as that record is read; any other in
        the unit that logged it. Whoever wrote a contact down reads it, to be able to correct it.
        """
        if not user.is_active:
            return self.none()
        unlinked = models.Q(unit__in=user.units_where_may(Permission.CONTACT_LOG, at=at))
        readable = models.Q(recorded_by=user)
        for link in linking.links():
            unlinked &= ~models.Q(pk__in=self.model._default_manager.filter(link.is_linked).values("pk"))
            readable |= link.readable_by(user, at=at)
        return self.filter(pk__in=self.model._default_manager.filter(readable | unlinked).values("pk"))


class Contact(models.Model):
    """One conversation, as it was written down. Never changed: a correction is a new one that names it."""

    class Precision(models.TextChoices):
        MINUTE = "minute", "To the minute"
        DAY = "day", "Only the day is known"
        MONTH = "month", "Only the month is known"
        UNKNOWN = "unknown", "Not recorded"

    class Method(models.TextChoices):
        TELEPHONE = "telephone", "Telephone"
        MEETING = "meeting", "Meeting"
        VISIT = "visit", "Visit"
        EMAIL = "email", "E-mail"
        LETTER = "letter", "Letter"
        NOT_RECORDED = "not_recorded", "Not recorded"

    class Outcome(models.TextChoices):
        NO_CONCERNS = "no_concerns", "Spoke, no concerns raised"
        CONCERNS = "concerns", "Spoke, concerns raised"
        INFORMATION = "information", "Information given only"
        NO_REPLY = "no_reply", "Tried, no reply"
        NOT_RECORDED = "not_recorded", "Not recorded"

    class StartedBy(models.TextChoices):
        US = "us", "We got in touch with them"
        THEM = "them", "They got in touch with us"
        NOT_RECORDED = "not_recorded", "Not recorded"

    # What stands for the person reached where nobody knows who that was; empty, it was the party itself.
    REACHED_NOT_RECORDED = "Not recorded"

    class Attendance(models.TextChoices):
        NOT_DISCUSSED = "not_discussed", "Not discussed"
        INVITED = "invited", "We invited them"
        ASKED_TO_COME = "asked_to_come", "They asked to come"
        CANNOT = "cannot", "They cannot come"
        REPRESENTATIVE = "representative", "They send a representative"
        ATTENDED = "attended", "They attended"

    class Openness(models.TextChoices):
        NOT_ASKED = "not_asked", "Not asked"
        MAY_BE_PUBLISHED = "may_be_published", "Told that it may be published"
        IN_CONFIDENCE = "in_confidence", "Speaks in confidence"
        OBJECTS = "objects", "Objects to publication"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="contacts")
    occurred_at = models.DateTimeField(null=True)
    precision = models.CharField(max_length=10, choices=Precision)
    occurred_as_typed = models.CharField(max_length=60, blank=True)
    method = models.CharField(max_length=20, choices=Method)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    made_by_then = models.CharField(max_length=160, blank=True)
    started_by = models.CharField(max_length=20, choices=StartedBy, default=StartedBy.NOT_RECORDED)
    reached = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    narrative = models.TextField(blank=True)
    response = models.TextField(blank=True)
    stance_as_they_said = models.TextField(blank=True)
    stance_as_judged = models.TextField(blank=True)
    attendance = models.CharField(max_length=20, choices=Attendance, default=Attendance.NOT_DISCUSSED)
    openness = models.CharField(max_length=20, choices=Openness, default=Openness.NOT_ASKED)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_as = models.UUIDField(null=True)  # what a page sends twice is written down once

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contact_has_a_time_unless_unknown",
                condition=models.Q(precision="unknown", occurred_at=None)
                | (~models.Q(precision="unknown") & models.Q(occurred_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="contact_corrected_once", fields=["corrects"], condition=models.Q(corrects__isnull=False)
            ),
            models.UniqueConstraint(name="contact_sent_and_written_once", fields=["sent_as"]),
        ]

    def __str__(self) -> str:
        return f"Contact of {local(self.recorded_at):%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("contact", args=[self.pk])

    @property
    def made_by_whom(self) -> str:
        """Who of the force made it, in the rank and name they had that day, or as typed; nothing where not known."""
        return self.made_by_then or (str(self.made_by) if self.made_by else "")

    @property
    def not_recorded(self) -> list[str]:
        """What is not known of it, as the words of a page or document say so."""
        gaps = {
            "the time": self.precision == self.Precision.UNKNOWN,
            "who was reached": self.reached == self.REACHED_NOT_RECORDED,
            "how": self.method == self.Method.NOT_RECORDED,
            "who made the contact": not self.made_by_whom,
            "who got in touch first": self.started_by == self.StartedBy.NOT_RECORDED,
            "the outcome": self.outcome == self.Outcome.NOT_RECORDED,
        }
        return [words for words, is_missing in gaps.items() if is_missing]

    @property
    def earlier(self) -> list[Contact]:
        """What this corrects, the first text last."""
        texts, contact = [], self.corrects
        while contact is not None:
            texts.append(contact)
            contact = contact.corrects
        return texts

    @property
    def correction(self) -> Contact | None:
        """What took its place, where it was corrected."""
        return self.corrections.first()

    @property
    def when(self) -> str:
        """When it happened, no more exactly than is known."""
        if self.occurred_at is None:
            return "Time not recorded"
        moment = local(self.occurred_at)
        if self.occurred_as_typed:
            return self.occurred_as_typed
        return {
            self.Precision.MINUTE: moment_in_words(self.occurred_at),
            self.Precision.DAY: f"{moment:%d/%m/%Y}",
            self.Precision.MONTH: f"{moment:%B %Y}",
        }[self.Precision(self.precision)]

    def is_late(self, *, after: float) -> bool:
        """Whether it was written down more than so many hours after it happened."""
        return self.occurred_at is not None and _hours(self.recorded_at, self.occurred_at) > after


class ContactParty(models.Model):
    """Somebody who took part, in the name, role and body they had that day."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="parties")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="parts")
    name_then = models.CharField(max_length=120, blank=True)
    role_then = models.CharField(max_length=120, blank=True)
    body_then = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="stakeholder_takes_part_once", fields=["contact", "stakeholder"]),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name_then, self.role_then, self.body_then) if part)


def _hours(later: datetime, earlier: datetime) -> float:
    return (later - earlier).total_seconds() / 3600
