from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    def in_force(self, *, on: date) -> Self:
        return self.filter(models.Q(until_on=None) | models.Q(until_on__gt=on), from_on__lte=on)


class Exemption(models.Model):
    """A provision of the Freedom of Information Act 2000 that withholds words, as it stood from a day on."""

    class Test(models.TextChoices):
        ABSOLUTE = "absolute", "Absolute"
        QUALIFIED = "qualified", "Qualified"

    class Basis(models.TextChoices):
        CLASS = "class", "Class"
        PREJUDICE = "prejudice", "Prejudice"
        ENDANGERMENT = "endangerment", "Endangerment"
        REQUIRED = "required", "Required for a purpose"

    code = models.CharField(max_length=30)
    label = models.CharField(max_length=100)
    meaning = models.TextField()
    test = models.CharField(max_length=20, choices=Test)
    basis = models.CharField(max_length=20, choices=Basis)
    is_usual = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "from_on"]
        constraints = [models.UniqueConstraint(name="exemption_begins_once_on_a_day", fields=["code", "from_on"])]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"
