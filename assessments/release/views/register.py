from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.views.generic import TemplateView

from assessments.release.forms import RegisterSearchForm
from assessments.release.models import Publication
from cia.ui.pages import PublicPage

ON_ONE_PAGE = 20


class RegisterView(PublicPage, TemplateView):
    heading = "Published community impact assessments"
    template_name = "release/register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = RegisterSearchForm(self.request.GET)
        form.is_valid()  # what was typed wrongly is left out of the search
        asked = form.cleaned_data
        sought = {name: asked[name] for name in ("words", "unit", "year") if asked.get(name)}
        standing = Publication.objects.standing()
        found = standing.search(**sought)
        if last := Publication.objects.filter(number=asked.get("after") or "").first():
            found = found.older_than(last)
        shown = list(found.select_related("approval__candidate").defer(*_BYTES)[: ON_ONE_PAGE + 1])
        return super().get_context_data(**kwargs) | {
            "public_home": reverse("register"),
            "form": form,
            "sought": sought,
            "publications": shown[:ON_ONE_PAGE],
            "older": self._older(sought, shown),
            "units": standing.order_by("unit").values_list("unit", flat=True).distinct(),
            "years": [day.year for day in standing.dates("published_at", "year", order="DESC")],
            "withdrawn": Publication.objects.taken_down()[:ON_ONE_PAGE],
        }

    def _older(self, sought: dict[str, Any], shown: list[Publication]) -> str:
        if len(shown) <= ON_ONE_PAGE:
            return ""
        return f"{reverse('register')}?{urlencode(sought | {'after': shown[ON_ONE_PAGE - 1].number})}"


_BYTES = ["approval__candidate__pdf", "approval__candidate__html", "approval__candidate__public"]
