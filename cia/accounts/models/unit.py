from django.db import models


class Unit(models.Model):
    """A part of the force that people are posted to: a BCU, an OCU, a department."""

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
