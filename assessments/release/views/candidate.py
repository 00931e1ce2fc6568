from __future__ import annotations

from typing import Any

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from assessments.release.serving import policy_for
from assessments.release.views.pages import ReleasePage


class CandidatePdfView(ReleasePage):
    """The file that may be published, for the FOI team alone until it is."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = HttpResponse(bytes(self.candidate.pdf), content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="{self.release.number}-candidate.pdf"'
        return response


class CandidateHtmlView(ReleasePage):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        page = bytes(self.candidate.html)
        response = HttpResponse(page, content_type="text/html; charset=utf-8")
        response.headers["Content-Disposition"] = f'inline; filename="{self.release.number}-candidate.html"'
        return csp(policy_for(page))(lambda _request: response)(self.request)
