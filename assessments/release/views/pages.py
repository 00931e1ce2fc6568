"""What the pages of one release have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from assessments.documents.content import Content
from assessments.documents.snapshot import content_of
from assessments.release.extent import Extent, extent_of
from assessments.release.marked_text import StandingMark
from assessments.release.models import Candidate, ReleaseCopy
from assessments.release.offered import as_standing
from assessments.release.permissions import check_read
from assessments.release.prompting import marked_passages
from assessments.release.reasons import said_of_marks
from assessments.release.redacting import Withheld, put_in_place
from cia.clock import local
from cia.ui.pages import Page


class ReleasePage(Page):
    """A page about one release, for the FOI team. Its copy is frozen, so it is read once."""

    release: ReleaseCopy

    def prepare(self) -> None:
        known = ReleaseCopy.objects.known_to(self.user, at=self.at).select_related(
            "snapshot__version__assessment__unit", "made_by"
        )
        self.release = get_object_or_404(known, number=self.kwargs["number"])
        check_read(self.user, self.release, at=self.at)

    @cached_property
    def content(self) -> Content:
        return content_of(self.release.snapshot)

    @cached_property
    def standing_marks(self) -> list[StandingMark]:
        """The marks in the order that the document is read, with the reasons that they rest on."""
        places = [
            path for row in self.content.rows().values() for path in (row.path, *(field.path for field in row.fields))
        ]
        standing = self.release.standing_marks().select_related("made_by").prefetch_related("grounds__exemption")
        said = said_of_marks(self.release, on=self.day)
        marks = [replace(as_standing(mark), reasons=said.get(mark.pk, ())) for mark in standing]
        return sorted(marks, key=lambda mark: (places.index(mark.path), mark.start or 0, mark.number))

    @cached_property
    def extent(self) -> Extent:
        """How much the marks withhold, for the force alone."""
        return extent_of(self.content, marked_passages(self.release))

    @cached_property
    def withheld(self) -> Withheld:
        """What the marks come to, with all that goes because it rests on marked words or repeats them."""
        return put_in_place(self.content, marked_passages(self.release))

    @cached_property
    def candidate(self) -> Candidate:
        """The file that was made last. Its bytes are fetched only where they are wanted."""
        candidate = self.release.candidates.defer("pdf", "html").order_by("pk").last()
        if candidate is None:
            raise Http404("No file has been made of this release.")
        return candidate

    @property
    def day(self) -> date:
        """The day of the request, as the force counts it."""
        return local(self.at).date()

    def get_marking(self) -> str:
        return self.content.marking

    def get_caption(self) -> str:
        return f"Release {self.release.number}"

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Releases", reverse("releases")), (self.release.number, self.release.get_absolute_url())]
