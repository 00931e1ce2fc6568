from __future__ import annotations

from typing import Any

from django.db import models

from assessments.models.check import Check
from assessments.models.document_reference import DocumentReference
from assessments.models.evidence import EvidenceSource, Finding
from assessments.models.risk import Intervention, Risk
from assessments.models.subject import Authority, Deployment, FacialRecognition, Place, Session, Subject
from assessments.models.version import Version
from assessments.models.version_row import VersionRow

ROW_MODELS: dict[str, type[VersionRow]] = {
    model.kind: model
    for model in (
        Subject,
        Deployment,
        Session,
        Place,
        Authority,
        FacialRecognition,
        EvidenceSource,
        Finding,
        DocumentReference,
        Check,
        Risk,
        Intervention,
    )
}


def rows_of(version: Version, kind: str) -> models.QuerySet[Any]:
    """The rows of one kind that a version holds and nobody removed, in the order of their numbers."""
    return ROW_MODELS[kind]._default_manager.filter(version=version, is_removed=False)
