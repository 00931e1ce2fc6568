from cia.ui.forms import GovukForm


class WithdrawForm(GovukForm):
    submit_text = "Withdraw this version"
    is_a_warning = True
