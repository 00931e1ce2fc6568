"""Writing the numbered rows of a version: evidence, documents, checks, risks, deployments and what else has rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max

from assessments import permissions
from assessments.models import ROW_MODELS, Revision, RowDraft, Version, VersionRow, rows_of
from assessments.parts import ROW_KINDS
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical


@audited
def add_row(*, version: Version, kind: str, answers: Mapping[str, Any], by: User) -> VersionRow:
    """Add a row under the next number of its kind, which it keeps in this version and in all that follow."""
    version = _editable(version, by=by)
    model, row_kind = ROW_MODELS[kind], ROW_KINDS[kind]
    if row_kind.is_alone and rows_of(version, kind).exists():
        raise Conflict(f"'{row_kind.heading}' was written meanwhile. Open it and change it.")

    highest = model._default_manager.filter(version__assessment=version.assessment_id).aggregate(n=Max("number"))
    row = model(version=version, number=(highest["n"] or 0) + 1)
    _answer(row, answers)
    row.save(force_insert=True)
    RowDraft.objects.filter(version=version, kind=kind, typed_by=by).delete()

    return _saved(row, by=by, sentence=f"Added {row}")


@audited
def change_row(
    *,
    version: Version,
    kind: str,
    number: int,
    answers: Mapping[str, Any],
    revision: int,
    by: User,
    as_typed: bool = False,
) -> VersionRow:
    """Save a row as it was typed over a revision; Conflict where somebody saved another meanwhile.

    ``as_typed`` is a save that the page makes by itself while somebody types: it is kept, but no event on the trail.
    """
    version = _editable(version, by=by)
    row = _expected(version, kind, number, revision)

    _answer(row, answers)
    row.revision += 1
    row.save()

    return _saved(row, by=by, sentence="" if as_typed else f"Saved {row}")


@audited
def remove_row(*, version: Version, kind: str, number: int, revision: int, by: User) -> VersionRow:
    """Take a row out of the version. What it said is kept, and its number is never given again."""
    version = _editable(version, by=by)
    row = _expected(version, kind, number, revision)
    for model in ROW_MODELS.values():
        for field, owner in model.belongs_to.items():
            if owner == kind and (first := rows_of(version, model.kind).filter(**{field: number}).first()):
                raise Denied(f"{first} belongs to it. Remove or change {first} first.")

    row.is_removed = True
    row.revision += 1
    row.save(update_fields=["is_removed", "revision"])

    return _saved(row, by=by, sentence=f"Removed {row}")


def _editable(version: Version, *, by: User) -> Version:
    version = Version.objects.select_for_update().get(pk=version.pk)
    permissions.check_edit(by, version, at=clock.now())
    return version


def _expected(version: Version, kind: str, number: int, revision: int) -> VersionRow:
    """The row at the revision that was seen. The version is locked, so nobody saves another meanwhile."""
    row = ROW_MODELS[kind]._default_manager.get(version=version, number=number)
    if row.is_removed:
        raise Denied(f"{row} was removed meanwhile. Add it anew if it is still needed.")
    if row.revision != revision:
        raise Conflict("Somebody else saved this part while you were writing. Compare the two texts, then save again.")
    return row


def _answer(row: VersionRow, answers: Mapping[str, Any]) -> None:
    """Put the answers in the row. ``Denied`` for what it cannot hold, ``Unacceptable`` for text that is not kept."""
    for field in row.answer_fields():
        if field.name in answers:
            answer = answers[field.name]
            answer = canonical(answer) if isinstance(answer, str) else answer
            if isinstance(field, models.CharField) and "\n" in str(answer):
                raise Denied(f"{field.verbose_name}: write this on one line.")
            setattr(row, field.name, answer)
    for name, owner in row.belongs_to.items():
        number = getattr(row, name)
        if number is not None and not rows_of(row.version, owner).filter(number=number).exists():
            raise Denied(f"There is no {ROW_KINDS[owner].noun.lower()} {number} in this version.")
    try:
        row.full_clean(exclude=["version"], validate_unique=False)
    except ValidationError as error:
        raise Denied(" ".join(_complaints(row, error))) from error


def _complaints(row: VersionRow, error: ValidationError) -> list[str]:
    labels = {field.name: str(field.verbose_name) for field in row.answer_fields()}
    return [
        f"{labels[name]}: {' '.join(messages)}" if name in labels else " ".join(messages)
        for name, messages in error.message_dict.items()
    ]


def _saved(row: VersionRow, *, by: User, sentence: str) -> VersionRow:
    row.version.contributions.get_or_create(user=by)
    Revision.objects.create(
        version=row.version,
        part=row.part,
        revision=row.revision,
        content=row.as_saved(),
        saved_at=clock.now(),
        saved_by=by,
    )
    if not sentence:
        return row
    record("part.saved", by=by, about=row.version.assessment, sentence=sentence, part=row.part, revision=row.revision)
    return row
