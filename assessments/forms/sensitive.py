from __future__ import annotations

from cia.ui.fields import LongTextField, ReasonField
from cia.ui.forms import GovukForm


class FlagSensitiveForm(GovukForm):
    submit_text = "Flag as sensitive"

    words = LongTextField(
        label="Which words?",
        help_text="Copy them from above, letter for letter. Leave it empty if all of it is sensitive.",
        required=False,
        rows=2,
        longest=2_000,
    )
    because = ReasonField(
        label="Why is it sensitive?",
        help_text="For example: It tells who she is to anybody on her street",
        error_messages={"required": "Say why it is sensitive"},
    )


class EndSensitiveFlagForm(GovukForm):
    submit_text = "Take it back"
    is_a_warning = True
