"""The bases of the pages about one assessment, and about one version of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from assessments import permissions
from assessments.documents.shown import Shown, as_shown
from assessments.models import Assessment, Version
from cia.ui.pages import Page


class AssessmentPage(Page):
    """A page about one file; to anybody who may not read the file there is no such page."""

    unredacted = True
    assessment: Assessment

    def prepare(self) -> None:
        super().prepare()
        readable = Assessment.objects.readable_by(self.user, at=self.at)
        found = readable.select_related("unit").prefetch_related("versions__cover", "versions__author")
        self.assessment = get_object_or_404(found, reference=self.kwargs["reference"])

    @cached_property
    def latest(self) -> Version:
        return list(self.assessment.versions.all())[-1]

    def get_marking(self) -> str:
        return self.latest.cover.protective_marking

    def get_caption(self) -> str:
        return self.assessment.reference

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Assessments", reverse("assessments"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"assessment": self.assessment}


class BelowAssessment(AssessmentPage):
    """A page one step below the file."""

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), (self.assessment.reference, self.assessment.get_absolute_url())]


class VersionPage(BelowAssessment):
    """A page about one version, for those who may read that version."""

    version: Version

    def prepare(self) -> None:
        super().prepare()
        number = self.kwargs["number"]
        version = next((each for each in self.assessment.versions.all() if each.number == number), None)
        if version is None:
            raise Http404
        version.assessment = self.assessment
        self.version = version
        permissions.check_read_version(self.user, version, at=self.at)

    @cached_property
    def shown(self) -> Shown:
        """The document that this version shows."""
        return as_shown(self.version, at=self.at)

    def get_marking(self) -> str:
        return self.version.cover.protective_marking

    def get_caption(self) -> str:
        return str(self.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"version": self.version}


class BelowVersion(VersionPage):
    """A page one step below a version."""

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        above = (f"Version {self.version.printed_number}", self.version.get_absolute_url())
        return [*super().get_breadcrumbs(), above]
