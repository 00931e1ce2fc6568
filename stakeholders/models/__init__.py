from stakeholders.models.commitment import Commitment, CommitmentEvent, KeeperChange
from stakeholders.models.concern import Concern, ConcernEvent
from stakeholders.models.contact import Contact, ContactParty
from stakeholders.models.stakeholder import Stakeholder

__all__ = [
    "Commitment",
    "CommitmentEvent",
    "Concern",
    "ConcernEvent",
    "Contact",
    "ContactParty",
    "KeeperChange",
    "Stakeholder",
]
