from assessments.models.assessment import About, Assessment, NamedPerson
from assessments.models.log_entry import AssessmentContact, LogEntry, RestatedRating
from assessments.models.scale import LevelDefinition, ScaleEdition
from assessments.models.sign_off import Decision, Snapshot, Submission
from assessments.models.version import Contribution, Cover, Rating, Revision, Section, Version

__all__ = [
    "About",
    "Assessment",
    "AssessmentContact",
    "Contribution",
    "Cover",
    "Decision",
    "LevelDefinition",
    "LogEntry",
    "NamedPerson",
    "Rating",
    "RestatedRating",
    "Revision",
    "ScaleEdition",
    "Section",
    "Snapshot",
    "Submission",
    "Version",
]
