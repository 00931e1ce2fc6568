from assessments.release.models.candidate import Approval, Candidate, CheckReturn, Publication, Withdrawal
from assessments.release.models.check_proposal import CheckProposal, ProposalAnswer, ProposedExemption
from assessments.release.models.exemption import Exemption
from assessments.release.models.mark_offer import MarkOffer, OfferDecision
from assessments.release.models.release_copy import Mark, MarkGround, ReleaseCopy, versions_to_release

__all__ = [
    "Approval",
    "Candidate",
    "CheckProposal",
    "CheckReturn",
    "Exemption",
    "Mark",
    "MarkGround",
    "MarkOffer",
    "OfferDecision",
    "ProposalAnswer",
    "ProposedExemption",
    "Publication",
    "ReleaseCopy",
    "Withdrawal",
    "versions_to_release",
]
