from cia.ui.fields import ReasonField
from cia.ui.forms import GovukForm


class CancelForm(GovukForm):
    submit_text = "Cancel this version"
    is_a_warning = True

    reasons = ReasonField(
        label="Why is it cancelled?", longest=10_000, error_messages={"required": "Say why it is cancelled"}
    )


class CloseForm(GovukForm):
    submit_text = "Close this version"

    reasons = ReasonField(
        label="How did it end, and what was learned?",
        help_text="What the people who were spoken to said afterwards, too",
        longest=10_000,
        rows=8,
        error_messages={"required": "Say how it ended"},
    )
