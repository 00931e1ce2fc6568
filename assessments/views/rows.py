from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from assessments import permissions
from assessments.documents.content import Section
from assessments.documents.sections.rows import row_in_document
from assessments.documents.sheet import sections_on_sheet
from assessments.models import ROW_MODELS, rows_of
from assessments.parts import ROW_KINDS, RowKind
from assessments.views.page import BelowVersion
from assessments.views.points import points_on
from cia.ui.pages import PlainPage


class RowKindPage(BelowVersion):
    """A page about the rows of one kind, for those who write the version."""

    row_kind: RowKind

    def prepare(self) -> None:
        super().prepare()
        if self.kwargs["kind"] not in ROW_KINDS:
            raise Http404
        self.row_kind = ROW_KINDS[self.kwargs["kind"]]

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_edit(self.user, self.version, at=self.at)
        response: HttpResponse = super().get(*args, **kwargs)  # type: ignore[misc]  # the page's own view has it
        return response

    def rows_url(self) -> str:
        return reverse("rows", args=[self.assessment.reference, self.version.number, self.row_kind.key])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        points = points_on(self.version, f"rows.{self.row_kind.key}", may_answer=True)
        return super().get_context_data(**kwargs) | {"row_kind": self.row_kind, "points": points}


class BelowRows(RowKindPage):
    """A page about one row, one step below the list of its kind."""

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), (self.row_kind.heading, self.rows_url())]


class RowsView(RowKindPage, PlainPage):
    """The rows of one kind as they will be printed, each with its ways to change it, and the way to add another."""

    template_name = "assessments/rows.html"

    def get_heading(self) -> str:
        return self.row_kind.heading

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = self.row_kind
        rows = list(rows_of(self.version, kind.key))
        printed = tuple(row_in_document(row) for row in rows)
        sheet = sections_on_sheet([Section(key=kind.key, heading=kind.heading, layout="records", rows=printed)])[0]
        owners = [owner for owner in ROW_MODELS[kind.key].belongs_to.values() if not self._is_optional(owner)]
        return super().get_context_data(**kwargs) | {
            "rows": [
                {"row": row, "name": row.fixed_heading or kind.heading, "fields": on_sheet.fields}
                for row, on_sheet in zip(rows, sheet.rows, strict=True)
            ],
            "below": [each for each in ROW_KINDS.values() if self._belongs_here(each.key)],
            "waits_for": [ROW_KINDS[owner] for owner in owners if not rows_of(self.version, owner).exists()],
            "may_add": not (kind.is_alone and rows),
        }

    def _belongs_here(self, kind: str) -> bool:
        return self.row_kind.key in ROW_MODELS[kind].belongs_to.values()

    def _is_optional(self, owner: str) -> bool:
        model = ROW_MODELS[self.row_kind.key]
        return any(model._meta.get_field(name).null for name, kind in model.belongs_to.items() if kind == owner)
