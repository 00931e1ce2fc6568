"""Words that stand about a record beside its files, searched again whenever a copy of it withholds more.

Who asked for a record after they were written may stand in them too; that is said on the page of the request.

A register title is the public document's own: what it shows is asked about with everything else that an earlier
publication shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from assessments.models import Assessment
from assessments.release.echoing import has_hidden_words, names_who_asked
from assessments.release.models import Disclosure, ReleaseCopy, Request, Withdrawal


@dataclass(frozen=True)
class StandingWords:
    """One public text: what it is called, what may be done about it, and where."""

    name: str
    text: str
    mend: str
    link: str


def standing_words(assessment: Assessment) -> Iterator[StandingWords]:
    """Every entry of the disclosure log and every word on a withdrawal that stands and is about a record."""
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
    standing = standing_words(release.snapshot.version.assessment)
    return [each for each in standing if has_hidden_words(each.text, release)]


def standing_words_that_name(request: Request) -> list[StandingWords]:
    """What stands about the records asked for, is read outside the FOI team, and names who asked for them since."""
    return [
        each
        for scope in request.scopes.select_related("assessment")
        for each in (*standing_words(scope.assessment), *_holds(scope.assessment))
        if names_who_asked(each.text, request)
    ]


def _holds(assessment: Assessment) -> Iterator[StandingWords]:
    for hold in assessment.holds.standing():
        yield StandingWords(
            name=f"A hold on {assessment.reference}",
            text=hold.reason,
            mend="End it, then place it anew.",
            link=reverse("hold-end", args=[hold.pk]),
        )
