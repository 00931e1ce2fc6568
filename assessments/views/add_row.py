from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from assessments.actions.row_drafts import keep_row_draft
from assessments.actions.rows import add_row
from assessments.forms.rows import FORMS
from assessments.models import ROW_MODELS, Revision, RowDraft, VersionRow
from assessments.views.rows import BelowRows
from cia import canonical
from cia.authorisation import Denied
from cia.ui.pages import FormPage


class AddRowView(BelowRows, FormPage):
    """Adds a row. ``revision`` is the highest number when the page was opened, so that pressing twice adds one.

    While somebody types, the page sends what stands in it, whole or not: it is kept apart, and offered again.
    """

    template_name = "assessments/part.html"

    def prepare(self) -> None:
        super().prepare()
        self.form_class = FORMS[self.row_kind.key]
        self.model = ROW_MODELS[self.row_kind.key]

    def get_heading(self) -> str:
        return self.row_kind.heading if self.row_kind.is_alone else f"Add {self.row_kind.one}"

    def get_initial(self) -> dict[str, Any]:
        rows = self.model._default_manager.filter(version__assessment=self.assessment)
        initial: dict[str, Any] = {"revision": rows.aggregate(n=Max("number"))["n"] or 0}
        if self.typed_before:
            initial |= self.typed_before.typed
        if (owner := self.request.GET.get("of", "")).isdecimal():
            initial |= dict.fromkeys(self.model.belongs_to, owner)
        return initial

    @cached_property
    def typed_before(self) -> RowDraft | None:
        """What this person typed into this page before, and never added."""
        return RowDraft.objects.filter(version=self.version, kind=self.row_kind.key, typed_by=self.user).first()

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.saves_by_itself = True  # type: ignore[attr-defined]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"typed_before": self.typed_before}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("X-Autosave") != "1":
            return super().post(request, *args, **kwargs)
        posted = request.POST
        names = [name for name in FORMS[self.row_kind.key].base_fields if name != "revision" and name in posted]
        typed = {name: posted[name].replace("\r\n", "\n")[: canonical.LONGEST] for name in names}
        try:
            keep_row_draft(version=self.version, kind=self.row_kind.key, typed=typed, by=self.user)
        except Denied:
            return JsonResponse({}, status=403)
        return JsonResponse({"revision": posted.get("revision", "")})

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"version": self.version}

    def form_valid(self, form: Any) -> HttpResponse:
        row = self._added_already(form)
        if row is None:
            row = add_row(version=self.version, kind=self.row_kind.key, answers=form.answers, by=self.user)
        messages.success(self.request, f"{row}: saved")
        return redirect(self.version if self.row_kind.is_alone else self.rows_url())

    def _added_already(self, form: Any) -> VersionRow | None:
        """The row that this very form added before: the button was pressed twice."""
        later = self.model._default_manager.filter(version=self.version, number__gt=form.cleaned_data["revision"])
        for row in later:
            first = Revision.objects.filter(version=self.version, part=row.part).first()
            is_same = all(getattr(row, name) == answer for name, answer in form.answers.items())
            if is_same and first is not None and first.saved_by == self.user:
                return row
        return None
