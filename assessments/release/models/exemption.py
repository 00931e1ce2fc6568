from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    def in_force(self, *, on: date) -> Self:
        return self.filter(models.Q(until_on=None) | models.Q(until_on__gt=on), from_on__lte=on)


class Exemption(models.Model):
    """A provision of the Freedom of Information Act 2000 that withholds words, as it stood from a day on.

    ``code`` tells it from every other; ``cited`` is what a mark says of it, which two conditions of one section share.
    """

    class Test(models.TextChoices):
        ABSOLUTE = "absolute", "Absolute"
        QUALIFIED = "qualified", "Qualified"

    class Basis(models.TextChoices):
        CLASS = "class", "Class"
        PREJUDICE = "prejudice", "Prejudice"
        ENDANGERMENT = "endangerment", "Endangerment"
        REQUIRED = "required", "Required for a purpose"

    class OwnTest(models.TextChoices):
        NONE = "", "None"
        LEGITIMATE_INTEREST = "legitimate_interest", "Legitimate interests"
        CONFIDENCE = "confidence", "Breach of confidence"
        QUALIFIED_PERSON = "qualified_person", "The qualified person's opinion"

    code = models.CharField(max_length=60)
    cited = models.CharField(max_length=30)
    provision = models.CharField(max_length=30)
    label = models.CharField(max_length=100)
    meaning = models.TextField()
    test = models.CharField(max_length=20, choices=Test)
    basis = models.CharField(max_length=20, choices=Basis)
    own_test = models.CharField(max_length=30, choices=OwnTest, blank=True, default=OwnTest.NONE)
    neither_confirm_nor_deny = models.CharField(max_length=30, blank=True)
    is_usual = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "from_on"]
        constraints = [
            models.UniqueConstraint(name="exemption_begins_once_on_a_day", fields=["code", "from_on"]),
            models.UniqueConstraint(
                name="exemption_has_one_edition_that_goes_on", fields=["code"], condition=models.Q(until_on=None)
            ),
            models.CheckConstraint(
                name="exemption_ends_after_it_begins",
                condition=models.Q(until_on=None) | models.Q(until_on__gt=models.F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cited} {self.label}"

    @property
    def needs_public_interest(self) -> bool:
        """Whether the public interest in withholding is weighed against that in disclosing."""
        return self.test == self.Test.QUALIFIED

    @property
    def applies_by_kind(self) -> bool:
        """Whether it is enough that the information is of its kind: nothing is weighed, and no harm is shown."""
        return not (self.needs_public_interest or self.needs_harm or self.own_test)

    @property
    def needs_harm(self) -> bool:
        """Whether the harm that disclosing would do is said."""
        return self.basis != self.Basis.CLASS
