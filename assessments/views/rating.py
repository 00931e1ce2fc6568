from __future__ import annotations

from typing import Any

from django.http import Http404

from assessments.actions.drafting import rate
from assessments.bearing import bearing_on
from assessments.forms.rating import RatingForm
from assessments.models import Rating
from assessments.parts import Axis
from assessments.reassessments import last_time_before
from assessments.views.part import PartPage
from cia.clock import local


class RatingView(PartPage):
    """Rates one axis, beside its rating of last time and what the record says that bears on it."""

    template_name = "assessments/rating.html"
    form_class = RatingForm
    autosaves = True
    axis: Axis

    def prepare(self) -> None:
        super().prepare()
        if self.kwargs["axis"] not in Axis.values:
            raise Http404
        self.axis = Axis(self.kwargs["axis"])

    @property
    def name(self) -> str:
        return f"rating.{self.axis.value}"

    def get_heading(self) -> str:
        return str(self.axis.label)

    def get_part(self) -> Rating:
        return self.version.rating_of(self.axis)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"levels": self.version.scale_edition.levels(self.axis)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "last_time": last_time_before(self.version, self.axis),
            "bearing": bearing_on(self.version, self.axis, on=local(self.at).date()),
        }

    def save(self, answers: dict[str, Any], *, revision: int) -> None:
        rate(version=self.version, axis=self.axis, revision=revision, by=self.user, **answers)

    def save_as_typed(self, answers: dict[str, Any], *, revision: int) -> None:
        rate(version=self.version, axis=self.axis, revision=revision, by=self.user, as_typed=True, **answers)
