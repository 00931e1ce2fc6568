from assessments.release.models.bank_holiday import BankHoliday
from assessments.release.models.bank_holiday import known_until as bank_holidays_known_until
from assessments.release.models.candidate import Approval, Candidate, CheckReturn, Publication, Withdrawal
from assessments.release.models.check_proposal import CheckProposal, ProposalAnswer, ProposedExemption
from assessments.release.models.combination import CombinationAcceptance
from assessments.release.models.consultation import Consultation, NotBefore, not_before
from assessments.release.models.disclosure import Disclosure, DisclosureTakenOut
from assessments.release.models.exemption import Exemption
from assessments.release.models.harm_request import HarmAnswer, HarmPassage, HarmRequest
from assessments.release.models.mark_offer import MarkOffer, OfferDecision
from assessments.release.models.notice import NoticeText, notice_of
from assessments.release.models.pack import PublicationPack
from assessments.release.models.prompt import PromptDecision
from assessments.release.models.reasoning import Reasoning, SavedReason
from assessments.release.models.refusal import RefusalGround
from assessments.release.models.release_copy import Mark, MarkGround, ReleaseCopy, versions_to_release
from assessments.release.models.request import Request, RequestEvent, Scope, versions_held
from assessments.release.models.suggestion_decision import SuggestionDecision
from assessments.release.models.withdrawal import (
    Breach,
    BreachEnd,
    Reinstatement,
    ReinstatementAsked,
    WithdrawalNotice,
)

__all__ = [
    "Approval",
    "BankHoliday",
    "Breach",
    "BreachEnd",
    "Candidate",
    "CheckProposal",
    "CheckReturn",
    "CombinationAcceptance",
    "Consultation",
    "Disclosure",
    "DisclosureTakenOut",
    "Exemption",
    "HarmAnswer",
    "HarmPassage",
    "HarmRequest",
    "Mark",
    "MarkGround",
    "MarkOffer",
    "NotBefore",
    "NoticeText",
    "OfferDecision",
    "PromptDecision",
    "ProposalAnswer",
    "ProposedExemption",
    "Publication",
    "PublicationPack",
    "Reasoning",
    "RefusalGround",
    "Reinstatement",
    "ReinstatementAsked",
    "ReleaseCopy",
    "Request",
    "RequestEvent",
    "SavedReason",
    "Scope",
    "SuggestionDecision",
    "Withdrawal",
    "WithdrawalNotice",
    "bank_holidays_known_until",
    "not_before",
    "notice_of",
    "versions_held",
    "versions_to_release",
]
