"""What is to be asked about a document, by what the force has set."""

from __future__ import annotations

from datetime import datetime

from assessments.documents.content import Content
from assessments.questions import Question, before_deciding
from cia.accounts.models import force_setting
from cia.clock import local


def questions_of(content: Content, *, at: datetime) -> list[Question]:
    days = int(force_setting("evidence_old_after_days", on=local(at).date()))
    return before_deciding(content, old_after_days=days)
