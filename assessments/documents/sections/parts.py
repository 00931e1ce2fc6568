"""What the author wrote of a version, part by part: as it is now, or as the revisions say that it was at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from assessments.documents.sections.rows import Rows, rows_in
from assessments.models import ROW_MODELS, Cover, Rating, ReassessmentPlan, Revision, Version
from assessments.parts import Axis
from cia.accounts.models import User
from cia.clock import local

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Parts:
    """The parts of one version. Those of another moment are in memory alone, and never saved."""

    author: User
    cover: Cover
    texts: Mapping[str, str]
    ratings: Mapping[str, Rating]
    rows: Rows
    plan: ReassessmentPlan | None


def parts_now(version: Version) -> Parts:
    return Parts(
        author=version.author,
        cover=version.cover,
        texts={key: section.text for key, section in version.narrative().items()},
        ratings={rating.axis: rating for rating in version.ratings.all()},
        rows=rows_in(version),
        plan=getattr(version, "reassessment_plan", None),
    )


def parts_at(version: Version, *, at: datetime) -> Parts:
    """The last save of each part by a moment; what nobody had saved by then was empty."""
    saved: dict[str, Any] = {
        revision.part: revision.content
        for revision in Revision.objects.filter(version=version, saved_at__lte=at).order_by("saved_at", "pk")
    }
    begun = {"created_on": local(version.started_at).date().isoformat()}
    plan = getattr(version, "reassessment_plan", None)
    handed_over = version.hand_overs.filter(handed_at__gt=at).select_related("handed_from").first()
    return Parts(
        author=handed_over.handed_from if handed_over else version.author,
        cover=_as_saved(Cover, begun | saved.get("cover", {}), version=version),
        texts={
            name.removeprefix("section."): content["text"]
            for name, content in saved.items()
            if name.startswith("section.")
        },
        ratings={
            axis.value: _as_saved(Rating, saved.get(f"rating.{axis.value}", {}), version=version, axis=axis.value)
            for axis in Axis
        },
        rows=_rows_at(version, saved),
        plan=plan and _as_saved(ReassessmentPlan, saved.get("reassessment_plan", {}), version=version),
    )


def _rows_at(version: Version, saved: Mapping[str, Any]) -> Rows:
    rows: Rows = defaultdict(list)
    for name, content in saved.items():
        kind, _, number = name.partition(".")
        if kind in ROW_MODELS and not content["is_removed"]:
            rows[kind].append(_as_saved(ROW_MODELS[kind], content, version=version, number=int(number)))
    return {kind: sorted(rows[kind], key=lambda row: row.number) for kind in ROW_MODELS}


def _as_saved(model: type[M], content: Mapping[str, Any], **others: Any) -> M:
    """A row as a revision has it. Answers that the form no longer asks are left out."""
    answers = {
        field.name: field.to_python(content[field.name]) for field in model._meta.fields if field.name in content
    }
    return model(**answers, **others)
