from __future__ import annotations

from functools import cached_property
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments.release.actions.publishing import publish
from assessments.release.earlier_publications import Together, key_of, together_with
from assessments.release.forms import PublishForm
from assessments.release.models import Approval
from assessments.release.permissions import check_publish
from assessments.release.redacting import PublicDocument
from assessments.release.register import register_title, register_unit
from assessments.release.views.pages import ReleasePage
from cia.authorisation import Denied, verdict
from cia.ui.pages import FormPage


class PublishView(ReleasePage, FormPage):
    form_class = PublishForm
    heading = "Publish"
    template_name = "release/publish.html"
    unredacted = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_publish = verdict(check_publish, self.user, self.release, at=self.at)
        context = super().get_context_data(**kwargs) | {"may_publish": may_publish, "release": self.release}
        return context | self._what_will_be_public() if may_publish else context

    @cached_property
    def together(self) -> list[Together]:
        return [each for each in together_with(self.candidate) if each.passages]

    def get_form_kwargs(self) -> dict[str, Any]:
        told = key_of(self.together) if self.release.candidates.exists() else ""
        return super().get_form_kwargs() | {"told": told, "request": self.request, "at": self.at}

    def form_valid(self, form: PublishForm) -> HttpResponse:
        approval = Approval.objects.filter(candidate__release=self.release).order_by("pk").last()
        if approval is None:
            raise Denied("Nothing of this release was approved.")
        publication = publish(
            approval=approval,
            accepts=form.cleaned_data.get("accepts", ""),
            seen=form.cleaned_data["seen"],
            by=self.user,
        )
        address = self.request.build_absolute_uri(publication.get_absolute_url())
        messages.success(self.request, f"Published at {address}")
        return redirect(self.release)

    def _what_will_be_public(self) -> dict[str, Any]:
        document = msgspec.convert(self.candidate.public, PublicDocument)
        addresses = [
            (label, self.request.build_absolute_uri(reverse(name, args=[self.release.number])))
            for label, name in [
                ("Page", "publication"),
                ("PDF", "publication-pdf"),
                ("Web page of the document", "publication-html"),
                ("Schedule of what is withheld", "publication-schedule"),
                ("Manifest", "publication-manifest"),
                ("Signature on the manifest", "publication-signature"),
            ]
        ]
        return {
            "candidate": self.candidate,
            "together": self.together,
            "rows": [
                {"key": "Title in the register", "value": register_title(document)},
                {"key": "Unit in the register", "value": register_unit(document)},
                *({"key": label, "value": address} for label, address in addresses),
                {"key": "Pages", "value": self.candidate.pages},
                {"key": "SHA-256 of the PDF", "value": self.candidate.pdf_sha256},
                {"key": "SHA-256 of the web page", "value": self.candidate.html_sha256},
            ],
        }
