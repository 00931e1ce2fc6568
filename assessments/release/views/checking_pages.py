from __future__ import annotations

from functools import cached_property
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from assessments.release.page_by_page import CannotTell, HiddenBehind, by_page, hidden_behind
from assessments.release.permissions import check_propose
from assessments.release.picturing import page_picture, page_texts
from assessments.release.redacting import PublicDocument
from assessments.release.views.pages import ReleasePage
from cia.authorisation import Conflict, verdict
from cia.ui.pages import PlainPage


class CandidatePage(ReleasePage):
    """One page of exactly one file: the address names the beginning of its digest."""

    def prepare(self) -> None:
        super().prepare()
        if not self.candidate.pdf_sha256.startswith(self.kwargs["digest"]) or not self.candidate.is_current:
            raise Conflict("The file that you were reading is not the one that is waiting now. Begin with the new one.")
        if not 1 <= self.page_number <= self.candidate.pages:
            raise Http404("This file has no such page.")

    @property
    def page_number(self) -> int:
        return int(self.kwargs["page"])


class CheckingPageView(CandidatePage, PlainPage):
    """A page as the public will see it, beside what each mark on it hides."""

    template_name = "release/checking_page.html"
    unredacted = True

    def get_heading(self) -> str:
        return f"Page {self.page_number} of {self.candidate.pages}"

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        checking = ("Check the file", reverse("release-checking", args=[self.release.number]))
        return [*super().get_breadcrumbs(), checking]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        marks, can_tell = self._marks
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "digest": self.kwargs["digest"],
            "number": self.page_number,
            "pages": self.candidate.pages,
            "picture": self._address("release-checking-picture", self.page_number),
            "words": self._texts[self.page_number - 1],
            "marks": marks,
            "can_tell": can_tell,
            "previous": self.page_number > 1 and self._address("release-checking-page", self.page_number - 1),
            "next": self.page_number < self.candidate.pages
            and self._address("release-checking-page", self.page_number + 1),
            "may_propose": verdict(check_propose, self.user, self.release, at=self.at),
        }

    @cached_property
    def _texts(self) -> list[str]:
        return page_texts(bytes(self.candidate.pdf))

    @cached_property
    def _marks(self) -> tuple[tuple[HiddenBehind, ...], bool]:
        """The marks of this page; all of them, and a warning, where nobody can tell which are on it."""
        document = msgspec.convert(self.candidate.public, PublicDocument)
        try:
            return by_page(self.content, self.standing_marks, document, self._texts)[self.page_number - 1], True
        except CannotTell:
            return tuple(hidden_behind(self.content, self.standing_marks)), False

    def _address(self, name: str, page: int) -> str:
        return reverse(name, args=[self.release.number, self.kwargs["digest"], page])


class CheckingPictureView(CandidatePage):
    """The picture of one page, kept by no browser."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponse(page_picture(bytes(self.candidate.pdf), self.page_number), content_type="image/png")
