from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.models import Assessment, Version
from assessments.release.actions.marking import make_release_copy
from assessments.release.forms import StartForm
from assessments.release.permissions import check_make_copy
from cia.ui.pages import FormPage


class StartView(FormPage):
    form_class = StartForm
    heading = "Make a release copy"
    template_name = "release/start.html"
    unredacted = True

    def prepare(self) -> None:
        readable = Assessment.objects.readable_by(self.user, at=self.at)
        self.version = get_object_or_404(
            Version.objects.filter(assessment__in=readable).select_related("cover", "assessment__unit", "author"),
            assessment__reference=self.kwargs["reference"],
            number=self.kwargs["version"],
        )
        check_make_copy(self.user, self.version, at=self.at)

    def get_marking(self) -> str:
        return self.version.cover.protective_marking

    def get_caption(self) -> str:
        return str(self.version)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Releases", reverse("releases"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rows": [
                {"key": "Title", "value": self.version.cover.title},
                {"key": "Unit", "value": self.version.assessment.unit},
                {"key": "Author", "value": self.version.author},
            ]
        }

    def form_valid(self, form: StartForm) -> HttpResponse:
        release = make_release_copy(version=self.version, by=self.user)
        messages.success(self.request, f"Release copy {release.number} made")
        return redirect(release)
