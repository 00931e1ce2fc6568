"""Whether a text that is to leave the force echoes what a release hides, or names who asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assessments.documents.snapshot import content_of
from assessments.release.missed import Form, Mention, check_text
from assessments.release.models import ReleaseCopy, Request
from assessments.release.prompting import marked_passages
from assessments.release.residual import hidden_passages, says_nothing
from assessments.release.word_forms import Folded
from cia import clock
from cia.accounts.models import Unit, force_setting
from cia.authorisation import Denied

# These are the hidden words themselves, however they are spaced or spelled; anything else a person must look at.
_THE_WORDS = {Form.WHOLE, Form.SPACED, Form.LOOKALIKE, Form.ADDRESS, Form.TELEPHONE}
# An e-mail address or a telephone number: a street or a town is that of many.
_HOW_TO_REACH = re.compile(r"@|\d{3}")


def echoes(text: str, release: ReleaseCopy) -> tuple[Mention, ...]:
    """Where a text echoes what the marks of a release hide."""
    hidden = {
        passage.text
        for passage in hidden_passages(content_of(release.snapshot), marked_passages(release))
        if not passage.may_stand_elsewhere and not says_nothing(passage.text)
    }
    return check_text(text, sorted(hidden))


def to_look_at(text: str, release: ReleaseCopy) -> list[str]:
    """Words that only resemble what is hidden, for somebody to judge. Never to be logged or stored."""
    return list(dict.fromkeys(each.words for each in echoes(text, release) if each.form not in _THE_WORDS))


def check_says_nothing_hidden(text: str, releases: Iterable[ReleaseCopy]) -> None:
    """Raises Denied where the text has hidden words. The sentences give the line, and never the words."""
    sentences: dict[str, None] = {}
    for release in releases:
        for each in echoes(text, release):
            if each.form in _THE_WORDS:
                line = text.count("\n", 0, each.place.start) + 1
                sentences[f"Line {line} has words that release {release.number} withholds. Write it another way."] = (
                    None
                )
    if sentences:
        raise Denied(*sentences)


def has_hidden_words(text: str, release: ReleaseCopy) -> bool:
    """Whether a text has words that a release withholds."""
    return any(each.form in _THE_WORDS for each in echoes(text, release))


def check_names_nobody_who_asked(text: str, requests: Iterable[Request]) -> None:
    """Raises Denied where a text that leaves the FOI team names who asked."""
    if any(names_who_asked(text, request) for request in requests):
        raise Denied("This names who asked for information. A text that leaves the FOI team never does.")


def names_who_asked(text: str, request: Request) -> bool:
    """Whether a text names who asked, if only in part, or how they are reached.

    A word by which the force or one of its units is called names nobody.
    """
    of_the_force = [force_setting("force_name", on=clock.today()), *Unit.objects.values_list("name", flat=True)]
    known = {token.text for name in of_the_force for token in Folded(name).tokens}
    by_name = [
        each
        for each in check_text(text, [request.requester_name])
        if each.form in _THE_WORDS | {Form.PART} and not {token.text for token in Folded(each.words).tokens} <= known
    ]
    reached = [line for line in request.requester_contact.split("\n") if _HOW_TO_REACH.search(line)]
    return bool(by_name) or any(each.form in _THE_WORDS for each in check_text(text, reached))
