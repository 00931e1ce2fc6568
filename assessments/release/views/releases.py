from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Publication, ReleaseCopy, versions_to_release
from assessments.release.permissions import check_work_on_releases
from cia.ui.pages import PlainPage

STEPS = {
    ReleaseState.MARKING: "Somebody is deciding what is withheld.",
    ReleaseState.CHECKING: "The file is made. Somebody who made no mark reads it.",
    ReleaseState.APPROVED: "The file may be published.",
    ReleaseState.PUBLISHED: "Anybody can read the file.",
    ReleaseState.TAKEN_DOWN: "Nobody can fetch the file any more.",
}


class ReleasesView(PlainPage):
    heading = "Releases"
    template_name = "release/releases.html"

    def prepare(self) -> None:
        check_work_on_releases(self.user, at=self.at)

        self.releases = list(
            ReleaseCopy.objects.readable_by(self.user, at=self.at)
            .filter(state__in=[*STEPS])
            .select_related("snapshot__version__cover", "snapshot__version__assessment__unit", "made_by")
            .annotate(marks_standing=Count("marks", filter=Q(marks__removed_at=None)))
        )
        self.versions = list(versions_to_release(self.user, at=self.at).select_related("cover", "assessment__unit"))

    def get_marking(self) -> str:
        """The strictest of the records named: a stricter marking has the longer name."""
        covers = [release.snapshot.version.cover for release in self.releases]
        covers += [version.cover for version in self.versions]
        return max((cover.protective_marking for cover in covers), key=len, default="")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by_step = {step: [release for release in self.releases if release.state == step] for step in STEPS}
        publications = Publication.objects.may_be_taken_down_by(self.user, at=self.at)
        return super().get_context_data(**kwargs) | {
            "steps": [(step, step.label, STEPS[step], releases) for step, releases in by_step.items() if releases],
            "versions": self.versions,
            "publications": publications.exclude(number__in=[release.number for release in self.releases]),
        }
