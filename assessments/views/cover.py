from __future__ import annotations

from typing import Any

from assessments.actions.drafting import Part, save_cover
from assessments.forms.cover import CoverForm
from assessments.models import Cover
from assessments.views.part import PartPage


class CoverView(PartPage):
    heading = "Cover"
    name = "cover"
    form_class = CoverForm
    autosaves = True

    def get_part(self) -> Cover:
        return Cover.objects.get(version=self.version)

    def initial_of(self, part: Part) -> dict[str, Any]:
        initial = super().initial_of(part)
        return initial | {"publication_recommended": {True: "yes", False: "no"}.get(initial["publication_recommended"])}

    def save(self, answers: dict[str, Any], *, revision: int) -> None:
        save_cover(version=self.version, revision=revision, by=self.user, **answers)

    def save_as_typed(self, answers: dict[str, Any], *, revision: int) -> None:
        save_cover(version=self.version, revision=revision, by=self.user, as_typed=True, **answers)
