"""What assessments are called where somebody was told of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import ResolverMatch

from assessments.models import Assessment
from cia.accounts.models import User
from cia.notices import home
from cia.notices.home import Titled


def register() -> None:
    home.register_titles(name="assessments", ask=_titles)


def _titles(user: User, places: Mapping[str, ResolverMatch], *, at: datetime) -> dict[str, Titled]:
    """By link, the title of the version that it leads to, or of a file's last, for whoever may read it now."""
    asked = {link: place.kwargs for link, place in places.items() if "reference" in place.kwargs}
    files = Assessment.objects.readable_by(user, at=at).filter(
        reference__in={each["reference"] for each in asked.values()}
    )
    covers = {
        file.reference: {version.number: version.cover for version in file.versions.all()}
        for file in files.prefetch_related("versions__cover")
    }
    return {
        link: Titled(cover.title, cover.protective_marking)
        for link, each in asked.items()
        if (of_file := covers.get(each["reference"]))
        and (cover := of_file.get(each.get("number", max(of_file)))) is not None
        and cover.title
    }
