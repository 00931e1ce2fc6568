from __future__ import annotations

from cia.ui.fields import LongTextField
from cia.ui.forms import GovukForm


class AnswerPointForm(GovukForm):
    submit_text = "Answer"

    text = LongTextField(
        label="Your answer",
        help_text="What you changed, or why it stays as it is. You answer once; the authorising officer reads it.",
        rows=5,
        longest=10_000,
        error_messages={"required": "Write your answer"},
    )
