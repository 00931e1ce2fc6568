from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.release.models.candidate import Publication


class CombinationAcceptance(models.Model):
    """The publisher accepted in writing that earlier publications show what this one withholds.

    ``earlier`` names them, each with how many passages; never the passages.
    """

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="combination_acceptance")
    earlier = models.TextField()
    reason = models.TextField()
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="acceptance_names_publications_and_says_why",
                condition=~models.Q(earlier="") & ~models.Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication}, together with {self.earlier}"
