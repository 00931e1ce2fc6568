from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import msgspec
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin

from assessments.release.models import Publication
from assessments.release.redacting import PublicDocument
from assessments.release.serving import (
    Altered,
    approved_html,
    approved_manifest,
    approved_pdf,
    approved_schedule,
    manifest_signature,
    policy_for,
)
from assessments.release.signing import public_keys
from cia.ui.pages import PublicPage


class PublishedPage(PublicPage):
    """Something of one publication. Once it was taken down, every address of it says so, with status 410."""

    caption = "Published community impact assessment"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.publication = get_object_or_404(
            Publication.objects.select_related("approval__candidate"), number=self.kwargs["number"]
        )
        if not self.publication.is_standing:
            return self._plain("release/withdrawn.html", "This document was withdrawn", HTTPStatus.GONE)
        try:
            return self.show()
        except Altered:
            heading = "This document cannot be shown at present"
            return self._plain("release/altered.html", heading, HTTPStatus.SERVICE_UNAVAILABLE)

    def show(self) -> HttpResponseBase:
        raise NotImplementedError

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("All publications", reverse("register"))]

    def _plain(self, template: str, heading: str, status: HTTPStatus) -> HttpResponse:
        context = {
            "heading": heading,
            "caption": self.publication.number,
            "breadcrumbs": self.get_breadcrumbs(),
            "public_home": reverse("register"),
            "publication": self.publication,
        }
        return render(self.request, template, context, status=status)

    def _file(self, content: bytes, *, content_type: str, ending: str) -> HttpResponse:
        response = HttpResponse(content, content_type=content_type)
        response.headers["Content-Disposition"] = f'inline; filename="{self.publication.number}.{ending}"'
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class PublicationView(TemplateResponseMixin, PublishedPage):
    template_name = "release/publication.html"

    def get_heading(self) -> str:
        return self.publication.title

    def show(self) -> HttpResponseBase:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        candidate = self.publication.candidate
        document = msgspec.convert(candidate.public, PublicDocument)
        return super().get_context_data(**kwargs) | {
            "public_home": reverse("register"),
            "publication": self.publication,
            "candidate": candidate,
            "document": document,
            "manifest_size": filesizeformat(len(approved_manifest(self.publication))),
            "schedule_size": filesizeformat(len(approved_schedule(self.publication))),
            "key": self.publication.pack.key,
            "marks": sum(entry.marks for entry in document.key),
            "pdf_size": filesizeformat(len(approved_pdf(self.publication))),
            "html_size": filesizeformat(len(approved_html(self.publication))),
            "complaints": [line for line in document.complaints.split("\n") if line.strip()],
        }


class SigningKeyView(PublicPage):
    """A public key with which the force signs, or signed, what it publishes."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = public_keys().get(self.kwargs["key"])
        if key is None:
            raise Http404("The force has no such key.")
        return HttpResponse(key, content_type="application/x-pem-file")


class PublicationManifestView(PublishedPage):
    def show(self) -> HttpResponseBase:
        manifest = approved_manifest(self.publication)
        return self._file(manifest, content_type="application/json", ending="manifest.json")


class PublicationSignatureView(PublishedPage):
    def show(self) -> HttpResponseBase:
        signature = manifest_signature(self.publication)
        return self._file(signature, content_type="application/octet-stream", ending="manifest.sig")


class PublicationScheduleView(PublishedPage):
    def show(self) -> HttpResponseBase:
        return self._file(approved_schedule(self.publication), content_type="text/csv", ending="schedule.csv")


class PublicationPdfView(PublishedPage):
    def show(self) -> HttpResponseBase:
        return self._file(approved_pdf(self.publication), content_type="application/pdf", ending="pdf")


class PublicationHtmlView(PublishedPage):
    def show(self) -> HttpResponseBase:
        page = approved_html(self.publication)
        response = self._file(page, content_type="text/html; charset=utf-8", ending="html")
        return csp(policy_for(page))(lambda _request: response)(self.request)
