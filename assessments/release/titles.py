"""What releases are called where somebody was told of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import ResolverMatch

from assessments.release.models import HarmRequest, ReleaseCopy
from cia.accounts.models import User
from cia.notices import home
from cia.notices.home import Titled


def register() -> None:
    home.register_titles(name="releases", ask=_titles)


def _titles(user: User, places: Mapping[str, ResolverMatch], *, at: datetime) -> dict[str, Titled]:
    """By link, the title of the version that a release or a question about one was made of."""
    numbers = {link: place.kwargs["number"] for link, place in places.items() if place.url_name in _PAGES}
    questions = {link: place.kwargs["asked"] for link, place in places.items() if place.url_name == "answer-harm"}
    copies = ReleaseCopy.objects.known_to(user, at=at).filter(number__in=set(numbers.values()))
    asked = HarmRequest.objects.readable_by(user, at=at).filter(pk__in=set(questions.values()))
    releases = {release.number: release for release in copies.select_related(_COVER)}
    asked_of = {question.pk: question.release for question in asked.select_related(f"release__{_COVER}")}
    found = {link: releases.get(number) for link, number in numbers.items()}
    found |= {link: asked_of.get(number) for link, number in questions.items()}
    return {
        link: Titled(release.snapshot.version.cover.title, release.snapshot.version.cover.protective_marking)
        for link, release in found.items()
        if release is not None
    }


_COVER = "snapshot__version__cover"
_PAGES = {"release", "publication"}
