from __future__ import annotations

from typing import Any

from django.http import Http404

from assessments.actions.drafting import rate
from assessments.forms.rating import RatingForm
from assessments.models import Rating
from assessments.parts import Axis
from assessments.views.part import PartPage


class RatingView(PartPage):
    form_class = RatingForm
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

    def save(self, answers: dict[str, Any], *, revision: int) -> None:
        rate(version=self.version, axis=self.axis, revision=revision, by=self.user, **answers)
