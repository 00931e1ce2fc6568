from __future__ import annotations

from datetime import date

from django.db import models


class BankHoliday(models.Model):
    """A day that is a bank holiday in a part of the United Kingdom, as GOV.UK lists it."""

    class Division(models.TextChoices):
        ENGLAND_AND_WALES = "england-and-wales", "England and Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"

    division = models.CharField(max_length=20, choices=Division)
    on = models.DateField()
    title = models.CharField(max_length=100)

    class Meta:
        ordering = ["on", "division"]
        constraints = [models.UniqueConstraint(name="bank_holiday_listed_once", fields=["division", "on"])]

    def __str__(self) -> str:
        return f"{self.title}, {self.on:%d/%m/%Y}"


def known_until() -> date | None:
    """The end of the last year of which the holidays of every part are listed."""
    last = BankHoliday.objects.values("division").annotate(last=models.Max("on")).values_list("last", flat=True)
    if len(last) < len(BankHoliday.Division):
        return None
    return date(min(last).year, 12, 31)
