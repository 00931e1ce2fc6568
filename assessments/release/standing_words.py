"""Words that the public reads of a record beside its files, searched again whenever a copy of it withholds more.

A register title is the public document's own: what it shows is asked about with everything else that an earlier
publication shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from assessments.release.echoing import has_hidden_words
from assessments.release.models import Disclosure, ReleaseCopy, Withdrawal


@dataclass(frozen=True)
class StandingWords:
    """One public text: what it is called, what may be done about it, and where."""

    name: str
    text: str
    mend: str
    link: str


def standing_words(release: ReleaseCopy) -> Iterator[StandingWords]:
    """Every entry of the disclosure log and every word on a withdrawal that stands and is about the same record."""
    assessment = release.snapshot.version.assessment
    for entry in Disclosure.objects.standing().about(assessment).select_related("request"):
        yield StandingWords(
            name=f"The disclosure-log entry of {entry.request.reference}",
            text="\n".join((entry.title, entry.summary, entry.reply)),
            mend="Take it out, then write it anew.",
            link=reverse("disclosure-take-out", args=[entry.request.reference]),
        )
    for withdrawal in Withdrawal.objects.open().of_record(assessment).select_related("publication"):
        if words := withdrawal.public_words:
            number = withdrawal.publication.number
            yield StandingWords(
                name=f"What the public is told of the withdrawal of {number}",
                text=words,
                mend="Write it anew.",
                link=reverse("release-tell-the-public", args=[number]),
            )


def standing_words_hidden_by(release: ReleaseCopy) -> list[StandingWords]:
    """Those that have words which this copy withholds, as its marks stand now."""
    return [each for each in standing_words(release) if has_hidden_words(each.text, release)]
