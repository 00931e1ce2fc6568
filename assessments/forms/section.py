from __future__ import annotations

from typing import Any

from assessments.forms.part import PartForm
from assessments.parts import Narrative
from cia.ui.fields import LongTextField


class SectionForm(PartForm):
    """The text of one narrative section."""

    text = LongTextField(required=False, rows=15)

    def __init__(self, *args: Any, narrative: Narrative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = narrative.heading
        self.fields["text"].help_text = narrative.hint
