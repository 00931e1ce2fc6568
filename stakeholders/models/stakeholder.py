from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from cia.accounts.models import Unit


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    def current(self) -> Self:
        """The entries in use: those that were merged into another are found through it."""
        return self.filter(merged_into=None)

    def matching(self, words: str) -> Self:
        """Entries whose name, role or body hold every one of the words."""
        found = self
        for word in words.replace("\0", " ").split():
            found = found.filter(
                models.Q(name__icontains=word) | models.Q(role__icontains=word) | models.Q(body__icontains=word)
            )
        return found

    def following(self, entry: Stakeholder) -> Self:
        """The entries that come after one in the directory's order."""
        return self.filter(
            models.Q(body__gt=entry.body)
            | models.Q(body=entry.body, name__gt=entry.name)
            | models.Q(body=entry.body, name=entry.name, pk__gt=entry.pk)
        )


class Stakeholder(models.Model):
    """Somebody, or some body, that the force talks to. Of this only name, role and body ever reach a document."""

    class Kind(models.TextChoices):
        PUBLIC_OFFICE = "public_office", "Holds a public office (councillor, mayor, MP)"
        FOR_A_BODY = "for_a_body", "Speaks for a body (board, advisory group, business, school, faith)"
        PRIVATE = "private", "A private person"

    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    speaks_for = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="stakeholders")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    revision = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        ordering = ["body", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="stakeholder_has_a_name_a_role_or_a_body",
                condition=~models.Q(name="", role="", body=""),
            ),
            models.CheckConstraint(
                name="communities_stand_on_a_body_or_a_role",
                condition=~models.Q(kind="private") | models.Q(speaks_for=""),
            ),
            models.CheckConstraint(
                name="stakeholder_not_merged_into_itself",
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.role, self.body) if part)

    def get_absolute_url(self) -> str:
        return reverse("stakeholder", args=[self.pk])

    @property
    def role_and_body(self) -> str:
        return ", ".join(part for part in (self.role, self.body) if part)
