"""What still stands between a release and its check, each with the page that settles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from assessments.release.models import CheckProposal, ReleaseCopy
from assessments.release.prompting import prompt_groups, undecided
from assessments.release.reasons import Reasons, hidden_words_in, reasons_of
from assessments.release.standing_words import standing_words_hidden_by


@dataclass(frozen=True)
class Outstanding:
    """One thing to be settled before a release may be sent for checking: a sentence, and where it is settled."""

    sentence: str
    link: str


def marks_not_carried(release: ReleaseCopy, on: date) -> list[Outstanding]:
    """Marks of an earlier copy on which nobody has decided."""
    number = release.offers.undecided().count()
    if not number:
        return []
    left = "1 mark of the earlier copy is" if number == 1 else f"{number} marks of the earlier copy are"
    link = reverse("release-carry-marks", args=[release.number])
    return [Outstanding(f"{left} neither carried over nor left off. Decide on each.", link)]


def proposals_unanswered(release: ReleaseCopy, on: date) -> list[Outstanding]:
    """What the checker proposed, and nobody has adopted, declined or answered."""
    return [
        Outstanding(
            f"Proposal {number} of the checker is not answered. Adopt or decline it.",
            reverse("release-answer-proposal", args=[release.number, proposal.pk]),
        )
        for number, proposal in enumerate(CheckProposal.objects.of_release(release), start=1)
        if not proposal.is_answered
    ]


def mentions_undecided(release: ReleaseCopy, on: date) -> list[Outstanding]:
    """Hidden words that stand elsewhere in some form, and are neither marked there nor kept with a reason."""
    link = reverse("release-missed", args=[release.number])
    return [Outstanding(sentence, link) for sentence in undecided(prompt_groups(release))]


def reasons_missing(release: ReleaseCopy, on: date) -> list[Outstanding]:
    """What each exemption in use needs, and nobody has written."""
    return [
        Outstanding(f"Of {each.name}: {part.missing}.", f"{link_to(release, each)}#id_{part.name}")
        for each in reasons_of(release, on=on)
        for part in each.missing
    ]


def reasons_with_hidden_words(release: ReleaseCopy, on: date) -> list[Outstanding]:
    """Reasons go to whoever asked, in the notice, so no withheld word may stand in them."""
    return [
        Outstanding(f"The reasons for {each.name} have words that are withheld. Write them in other words.", link)
        for each in hidden_words_in(release, reasons_of(release, on=on))
        if (link := link_to(release, each))
    ]


def public_words_with_hidden_ones(release: ReleaseCopy, on: date) -> list[Outstanding]:
    """What the public already reads beside the files of this record may not say what this copy withholds."""
    return [
        Outstanding(f"{each.name} has words that this copy withholds. {each.mend}", each.link)
        for each in standing_words_hidden_by(release)
    ]


# Each gives what it finds outstanding, by the release and the day. The order is that of the page.
ASKS: tuple[Callable[[ReleaseCopy, date], list[Outstanding]], ...] = (
    marks_not_carried,
    proposals_unanswered,
    mentions_undecided,
    reasons_missing,
    reasons_with_hidden_words,
    public_words_with_hidden_ones,
)


def link_to(release: ReleaseCopy, reasons: Reasons) -> str:
    """The page where these reasons are written."""
    return reverse("release-write-reasons", args=[release.number, reasons.exemption.pk, reasons.number])


def outstanding(release: ReleaseCopy, *, on: date) -> list[Outstanding]:
    """All that must be settled first; a release may go on when nothing is left."""
    return [found for ask in ASKS for found in ask(release, on)]
