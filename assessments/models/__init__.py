from assessments.models.assessment import About, Assessment, NamedPerson
from assessments.models.check import Check
from assessments.models.document_reference import DocumentReference
from assessments.models.ending import Ending
from assessments.models.evidence import EvidenceSource, Finding
from assessments.models.finding_answer import FindingAnswer
from assessments.models.hand_over import HandOver
from assessments.models.hold import Hold
from assessments.models.log_entry import AssessmentContact, LogEntry, RestatedRating
from assessments.models.point import Point, PointAnswer
from assessments.models.reassessment_plan import ReassessmentPlan
from assessments.models.risk import Intervention, Risk
from assessments.models.risk_decision import RiskDecision
from assessments.models.row_draft import RowDraft
from assessments.models.row_models import ROW_MODELS, rows_of
from assessments.models.scale import LevelDefinition, ScaleEdition
from assessments.models.sensitive_flag import SensitiveFlag
from assessments.models.sign_off import Decision, Snapshot, Submission
from assessments.models.subject import Authority, Deployment, FacialRecognition, Place, Session, Subject
from assessments.models.version import Contribution, Cover, Rating, Revision, Section, Version
from assessments.models.version_row import VersionRow

__all__ = [
    "ROW_MODELS",
    "About",
    "Assessment",
    "AssessmentContact",
    "Authority",
    "Check",
    "Contribution",
    "Cover",
    "Decision",
    "Deployment",
    "DocumentReference",
    "Ending",
    "EvidenceSource",
    "FacialRecognition",
    "Finding",
    "FindingAnswer",
    "HandOver",
    "Hold",
    "Intervention",
    "LevelDefinition",
    "LogEntry",
    "NamedPerson",
    "Place",
    "Point",
    "PointAnswer",
    "Rating",
    "ReassessmentPlan",
    "RestatedRating",
    "Revision",
    "Risk",
    "RiskDecision",
    "RowDraft",
    "ScaleEdition",
    "Section",
    "SensitiveFlag",
    "Session",
    "Snapshot",
    "Subject",
    "Submission",
    "Version",
    "VersionRow",
    "rows_of",
]
