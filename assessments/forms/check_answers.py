from cia.ui.forms import GovukForm


class SubmitForm(GovukForm):
    submit_text = "Submit for a decision"
