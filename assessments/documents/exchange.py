"""The file in which an assessment is kept, sent and rehearsed: its content and the times that people claim for it.

What the service itself records (reference, versions, who saved what and when) is not in it:
an import makes a new draft.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from assessments.documents.exchange_contacts import WrittenContact, written_contacts
from assessments.documents.exchange_log import WrittenEntry, WrittenPlan, written_log, written_plan
from assessments.documents.exchange_rows import (
    WrittenCheck,
    WrittenDeployment,
    WrittenDocument,
    WrittenFacialRecognition,
    WrittenIntervention,
    WrittenRisk,
    WrittenSource,
    WrittenSubject,
    written_rows,
)
from assessments.documents.lines import Lines, lines_of
from assessments.models import About, Version
from assessments.parts import HIGHER_TIERS, WHY_NO_HIGHER_TIER, Axis, Kind, Marking

LARGEST = 5_000_000


class WrittenCover(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The cover sheet. ``review_on`` is the day by which the author means to look at it again."""

    title: Annotated[str, Meta(max_length=200)] = ""
    summary: Lines = ""
    protective_marking: Marking = Marking.OFFICIAL
    publication_recommended: bool | None = None
    review_on: date | None = None
    distribution_list: Lines = ""


class WrittenSections(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The narrative, in small Markdown. A text may be given as a list of its lines."""

    information: Lines = ""
    purpose: Lines = ""
    methodology: Lines = ""
    caveats: Lines = ""
    engagement: Lines = ""
    legislative_assessment: Lines = ""
    identified_risks: Lines = ""
    intervention_options: Lines = ""


class WrittenRating(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The level chosen on one axis, 1 the most serious, and why."""

    level: Annotated[int, Meta(ge=1, le=6)] | None = None
    reasons: Lines = ""


class WrittenRatings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    experienced: WrittenRating = WrittenRating()
    evidenced: WrittenRating = WrittenRating()
    potential: WrittenRating = WrittenRating()


class WrittenAssessment(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that people write in an assessment. A draft may lack any of it but the unit and what it is about."""

    unit: Annotated[str, Meta(min_length=1, max_length=100)]
    about: About
    kind: Kind = Kind.INITIAL
    cover: WrittenCover = WrittenCover()
    sections: WrittenSections = WrittenSections()
    ratings: WrittenRatings = WrittenRatings()
    subject: WrittenSubject | None = None
    deployments: tuple[WrittenDeployment, ...] = ()
    facial_recognition: WrittenFacialRecognition | None = None
    evidence: tuple[WrittenSource, ...] = ()
    documents: tuple[WrittenDocument, ...] = ()
    checks: tuple[WrittenCheck, ...] = ()
    risks: tuple[WrittenRisk, ...] = ()
    interventions: tuple[WrittenIntervention, ...] = ()
    reassessment_plan: WrittenPlan | None = None
    contacts: tuple[WrittenContact, ...] = ()
    log: tuple[WrittenEntry, ...] = ()


class AssessmentFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The file as import and export see it; what is to be rehearsed with it is left unread."""

    format: Literal[1]
    assessment: WrittenAssessment
    rehearsal: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    schema: str = msgspec.field(name="$schema", default="")


class NotSuchAFile(ValueError):
    """The file cannot be read as an assessment; the sentence says where and what to do."""


F = TypeVar("F")


def read_file(content: bytes, kind: type[F]) -> F:
    """What a file says, strictly: nothing unknown, nothing twice. Raises ``NotSuchAFile`` with the place in words."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if len(content) > LARGEST:
        raise NotSuchAFile(f"The file is larger than {LARGEST // 1_000_000} MB.")
    try:
        json.loads(content, object_pairs_hook=_named_once)
        return msgspec.json.decode(content, type=kind)
    except (NotSuchAFile, msgspec.ValidationError) as error:
        raise NotSuchAFile(in_plain_words(str(error))) from error
    except (ValueError, RecursionError) as error:
        raise NotSuchAFile(f"This is not a JSON file: {_malformed(error)}.") from error


def exported(version: Version) -> bytes:
    """A version in the form of the file, for people to read: indented, long texts as lists of lines."""
    return msgspec.json.format(msgspec.json.encode(AssessmentFile(format=1, assessment=written(version)))) + b"\n"


def written(version: Version) -> WrittenAssessment:
    """What people wrote in a version, as its rows hold it now."""
    cover = version.cover
    ratings = {
        rating.axis: WrittenRating(level=rating.level, reasons=lines_of(rating.reasons))
        for rating in version.ratings.all()
    }
    sections = {key: lines_of(section.text) for key, section in version.narrative().items()}
    return WrittenAssessment(
        unit=version.assessment.unit.name,
        about=About(version.assessment.about),
        kind=Kind(version.kind),
        cover=WrittenCover(
            title=cover.title,
            summary=lines_of(cover.summary),
            protective_marking=Marking(cover.protective_marking),
            publication_recommended=cover.publication_recommended,
            review_on=cover.review_on,
            distribution_list=lines_of(cover.distribution_list),
        ),
        sections=WrittenSections(**sections),
        ratings=WrittenRatings(**{axis.value: ratings[axis] for axis in Axis}),
        **written_rows(version),
        reassessment_plan=written_plan(version),
        contacts=written_contacts(version),
        log=written_log(version),
    )


def in_plain_words(complaint: str) -> str:
    """What msgspec found wrong, as a sentence that begins with the place."""
    said, _, place = complaint.partition(" - at `$")
    said = _in_words(said)
    steps = [_step(name, number) for name, number in re.findall(r"\.?(\w+)|\[(\d+|\.\.\.)\]", place.rstrip("`"))]
    where = re.sub(r"(\w+), (\d+)", lambda found: f"{_ONE_OF.get(found[1], found[1])} {found[2]}", ", ".join(steps))
    return f"{where[:1].upper()}{where[1:]}: {said}." if where else f"{said[:1].upper()}{said[1:]}."


_ONE_OF = {
    "people": "person",
    "acts": "act",
    "contacts": "contact",
    "log": "entry",
    "marks": "mark",
    "exemptions": "exemption",
}
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "bool": "true or false",
    "object": "names and values in { }",
    "array": "a list in [ ]",
    "date": "a day like 2026-03-13",
    "datetime": "a moment like 2026-03-13T18:00:00Z",
    "null": "nothing",
    "float": "a number",
}
_COMPLAINTS = (
    (r"Object missing required field `(.+)`", "'{0}' is missing"),
    (r"Object contains unknown field `(.+)`", "there is no '{0}' in this format. Correct its name or take it out"),
    (rf"Invalid enum value '({'|'.join(HIGHER_TIERS)})'", WHY_NO_HIGHER_TIER),
    (r"Invalid enum value (.+)", "{0} is none of the values that may stand here"),
    (r"Invalid value (.+)", "{0} is none of the values that may stand here"),
    (r"Invalid RFC3339 encoded datetime", "give a moment like 2026-03-13T18:00:00Z"),
    (r"Invalid RFC3339 encoded date", "give a day like 2026-03-13"),
    (r"Expected `datetime` with a timezone component", "say the zone of this time too, like 2026-03-13T18:00:00Z"),
    (r"Expected `int` >= (\d+)", "give a number that is at least {0}"),
    (r"Expected `int` <= (\d+)", "give a number that is at most {0}"),
    (r"Expected `str` of length >= 1", "this must not be empty"),
    (r"Expected `array` of length >= 1", "this must not be empty"),
    (r"Expected `str` of length <= (\d+)", "shorten this to {0} characters"),
    (r"Expected `str` matching regex .+", "use only letters, digits and hyphens here"),
)


def _in_words(said: str) -> str:
    for pattern, words in _COMPLAINTS:
        if found := re.fullmatch(pattern, said):
            return words.format(*found.groups())
    if found := re.fullmatch(r"Expected `(.+)`, got `(.+)`", said):
        wanted, given = ([_KINDS.get(kind, kind) for kind in kinds.split(" | ")] for kinds in found.groups())
        return f"this should be {' or '.join(wanted)}, not {' or '.join(given)}"
    return said[:1].lower() + said[1:]


def _step(name: str, number: str) -> str:
    return name or (str(int(number) + 1) if number.isdigit() else "one of them")


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise NotSuchAFile(f"'{twice}' stands twice in the same place: take one of them out")
    return dict(pairs)


def _malformed(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, character {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}"
    if isinstance(error, UnicodeDecodeError):
        return "its text is not UTF-8"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
