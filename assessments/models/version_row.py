from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from assessments.models.version import Version
from assessments.parts import ROW_KINDS, RowKind
from cia.clock import local

# What every row has beside its answers.
_OF_EVERY_ROW = {"id", "version", "number", "revision", "is_removed"}


def says_something(field: str) -> models.CheckConstraint:
    """The one answer without which a row would be empty."""
    return models.CheckConstraint(
        name="%(class)s_says_something",
        condition=~models.Q(**{field: ""}),
        violation_error_message="Write something before you save.",
    )


def stands_alone() -> models.UniqueConstraint:
    """A version holds at most one row of this kind, beside those that were removed."""
    return models.UniqueConstraint(
        name="%(class)s_stands_alone_in_a_version", fields=["version"], condition=models.Q(is_removed=False)
    )


def ends_after_it_begins() -> models.CheckConstraint:
    return models.CheckConstraint(
        name="%(class)s_ends_after_it_begins",
        condition=models.Q(begins_at=None) | models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("begins_at")),
        violation_error_message="It must end later than it begins.",
    )


class VersionRow(models.Model):
    """One of several things of a kind that a version holds, in the order of recording.

    Its number is kept for good: in the next version, and after it was removed. A removed row stays, marked as removed.
    The answers are all other fields, in the order in which they are printed, each labelled by its ``verbose_name``;
    those in ``said_when_empty`` are printed even if nobody answered them. ``belongs_to`` names, by field, the kind of
    row whose number the field holds.
    """

    kind: ClassVar[str]
    said_when_empty: ClassVar[frozenset[str]] = frozenset()
    belongs_to: ClassVar[dict[str, str]] = {}

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="%(class)s_rows")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    is_removed = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="%(class)s_numbered_once", fields=["version", "number"])
        ]

    def __str__(self) -> str:
        return self.row_kind.noun if self.row_kind.is_alone else f"{self.row_kind.noun} {self.number}"

    @property
    def row_kind(self) -> RowKind:
        return ROW_KINDS[self.kind]

    @property
    def fixed_heading(self) -> str:
        """Fixed words and numbers: "Risk 3", "Finding 2 of evidence source 1". A kind that stands alone needs none."""
        if self.row_kind.is_alone:
            return ""
        owners = [
            f" of {ROW_KINDS[kind].noun.lower()} {getattr(self, name)}"
            for name, kind in self.belongs_to.items()
            if not self._meta.get_field(name).null
        ]
        return f"{self}{''.join(owners)}"

    @property
    def part(self) -> str:
        """The row's name among the parts of its version."""
        return f"{self.kind}.{self.number}"

    @classmethod
    def answer_fields(cls) -> list[models.Field[Any, Any]]:
        return [field for field in cls._meta.fields if field.name not in _OF_EVERY_ROW]

    @property
    def answers(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in self.answer_fields()}

    def as_typed(self, moment: str) -> str:
        """A moment as it was typed, or in the usual form where only a time was typed; nothing where it is unknown."""
        at: datetime | None = getattr(self, f"{moment}_at")
        typed: str = getattr(self, f"{moment}_as_typed")
        return typed or (f"{local(at):%H%Mhrs %d/%m/%Y}" if at else "")

    def as_saved(self) -> dict[str, Any]:
        saved = {
            name: answer.isoformat() if isinstance(answer, datetime) else answer
            for name, answer in self.answers.items()
        }
        return saved | {"is_removed": self.is_removed}
