from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from assessments.actions.drafting import Part
from assessments.actions.rows import change_row
from assessments.forms.rows import FORMS
from assessments.models import ROW_MODELS, VersionRow
from assessments.views.part import PartPage
from assessments.views.rows import BelowRows


class RowView(BelowRows, PartPage):
    """Changes one row."""

    autosaves = True
    row: VersionRow

    def prepare(self) -> None:
        super().prepare()
        self.form_class = FORMS[self.row_kind.key]
        rows = ROW_MODELS[self.row_kind.key]._default_manager.filter(version=self.version)
        self.row = get_object_or_404(rows, number=self.kwargs["row"])

    @property
    def name(self) -> str:
        return self.row.part

    def get_heading(self) -> str:
        return str(self.row)

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.row.is_removed:
            raise Http404
        return super().get(*args, **kwargs)

    def get_part(self) -> VersionRow:
        self.row.refresh_from_db()
        return self.row

    def initial_of(self, part: Part) -> dict[str, Any]:
        """The row as the form shows it: a moment as it was typed."""
        initial = super().initial_of(part)
        moments = [name.removesuffix("_at") for name in initial if name.endswith("_at")]
        return initial | {f"{moment}_at": self.row.as_typed(moment) for moment in moments}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"version": self.version}

    def save(self, answers: dict[str, Any], *, revision: int) -> None:
        self._change(answers, revision=revision, as_typed=False)

    def save_as_typed(self, answers: dict[str, Any], *, revision: int) -> None:
        self._change(answers, revision=revision, as_typed=True)

    def _change(self, answers: dict[str, Any], *, revision: int, as_typed: bool) -> None:
        change_row(
            version=self.version,
            kind=self.row_kind.key,
            number=self.row.number,
            answers=answers,
            revision=revision,
            by=self.user,
            as_typed=as_typed,
        )

    def _saved(self) -> HttpResponse:
        messages.success(self.request, f"{self.get_heading()}: saved")
        return redirect(self.version if self.row_kind.is_alone else self.rows_url())
