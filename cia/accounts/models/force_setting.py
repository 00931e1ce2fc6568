from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models


class ForceSetting(models.Model):
    """What this force decided about one question, from one day on. The latest that has begun is in force."""

    key = models.CharField(max_length=60)
    value = models.JSONField()
    from_on = models.DateField()

    class Meta:
        ordering = ["key", "-from_on"]
        constraints = [models.UniqueConstraint(name="one_value_of_a_setting_per_day", fields=["key", "from_on"])]

    def __str__(self) -> str:
        return f"{self.key} from {self.from_on:%d/%m/%Y}"


def force_setting(key: str, *, on: date) -> Any:
    """What the force has decided, as it stood on a day. Raises LookupError where nobody decided yet."""
    in_force = ForceSetting.objects.filter(key=key, from_on__lte=on).first()
    if in_force is None:
        raise LookupError(f"The setting {key!r} has no value on {on:%d/%m/%Y}: run 'python manage.py load_reference'.")
    return in_force.value
