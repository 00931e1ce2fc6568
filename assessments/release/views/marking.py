"""What the pages on which something is withheld have in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments.release.models import Mark
from assessments.release.reasons import saved_for
from assessments.release.views.pages import ReleasePage
from cia.clock import local
from cia.ui.pages import FormPage


class MarkingPage(ReleasePage, FormPage):
    """A page on which something is withheld. After each step the reader is led back to where they were."""

    unredacted = True

    def ground_kwargs(self) -> dict[str, Any]:
        on = local(self.at).date()
        return {"on": on, "earlier_reasons": self.earlier_reasons(), "saved": saved_for(self.release, on=on)}

    def earlier_reasons(self) -> dict[str, str]:
        """Each reason given in this release once, the latest first, by the mark that bears it."""
        found = {mark.reason: str(mark.pk) for mark in self.release.every_mark()}
        return {key: reason for reason, key in sorted(found.items(), key=lambda each: -int(each[1]))}

    def to_mark(self, mark: Mark) -> HttpResponse:
        return redirect(f"{reverse('release-marks', args=[self.release.number])}#mark-{mark.pk}")

    def to_place(self, mark: Mark) -> HttpResponse:
        """Back to where a mark stood: its field, or the first of its row."""
        number = 0
        for row in self.content.rows().values():
            for field in row.fields:
                number += 1
                if mark.path in (field.path, row.path):
                    return redirect(f"{reverse('release-marks', args=[self.release.number])}#field-{number}")
        return redirect("release-marks", self.release.number)
