from assessments.release.models.candidate import Approval, Candidate, CheckReturn, Publication, Withdrawal
from assessments.release.models.exemption import Exemption
from assessments.release.models.mark_offer import MarkOffer, OfferDecision
from assessments.release.models.release_copy import Mark, MarkGround, ReleaseCopy, versions_to_release

__all__ = [
    "Approval",
    "Candidate",
    "CheckReturn",
    "Exemption",
    "Mark",
    "MarkGround",
    "MarkOffer",
    "OfferDecision",
    "Publication",
    "ReleaseCopy",
    "Withdrawal",
    "versions_to_release",
]
