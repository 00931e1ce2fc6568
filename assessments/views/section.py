from __future__ import annotations

from typing import Any

from django.http import Http404

from assessments.actions.drafting import save_section
from assessments.forms.section import SectionForm
from assessments.models import Section
from assessments.parts import NARRATIVE_BY_KEY, Narrative
from assessments.views.part import PartPage


class SectionView(PartPage):
    form_class = SectionForm
    autosaves = True
    narrative: Narrative

    def prepare(self) -> None:
        super().prepare()
        if self.kwargs["key"] not in NARRATIVE_BY_KEY:
            raise Http404
        self.narrative = NARRATIVE_BY_KEY[self.kwargs["key"]]

    @property
    def name(self) -> str:
        return f"section.{self.narrative.key}"

    def get_heading(self) -> str:
        return self.narrative.heading

    def get_part(self) -> Section:
        return self.version.sections.get(key=self.narrative.key)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"narrative": self.narrative}

    def save(self, answers: dict[str, Any], *, revision: int) -> None:
        save_section(version=self.version, key=self.narrative.key, revision=revision, by=self.user, **answers)

    def save_as_typed(self, answers: dict[str, Any], *, revision: int) -> None:
        save_section(
            version=self.version, key=self.narrative.key, revision=revision, by=self.user, as_typed=True, **answers
        )
