"""The contacts that bear on an assessment: every one as it was written down, the corrected beside their corrections.

Of the people only rank, name, role and body are read: how to reach them stays in the directory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from assessments.documents.content import Field, Row, Section
from assessments.documents.sections.pieces import choice, line, of_force, prose
from assessments.models import AssessmentContact, Version
from cia.clock import local
from cia.ui.moments import moment_in_words
from stakeholders.models import Concern, ConcernEvent, Contact

LATE = timedelta(minutes=30)
NOT_RECORDED = "Not recorded"
_PARTY = (("name_then", "name"), ("role_then", "role"), ("body_then", "body"))


def linked_contacts(version: Version, *, at: datetime) -> list[AssessmentContact]:
    """The contacts of a file that were linked by a moment, in the order in which they were linked."""
    return list(
        version.assessment.assessment_contacts.filter(linked_at__lte=at)
        .select_related("contact__made_by", "contact__recorded_by", "contact__corrects")
        .prefetch_related("contact__parties", "contact__concerns__events")
        .order_by("number")
    )


def contacts_of(links: Sequence[AssessmentContact], *, at: datetime) -> Section:
    numbers = {link.contact_id: link.number for link in links}
    rows = tuple(
        Row(path=f"contact.{link.number}", heading=str(link), fields=tuple(_fields(link, numbers, at=at)))
        for link in links
    )
    return Section(key="contacts", heading="Contacts", layout="records", rows=rows)


def party_fields(contact: Contact, number: int) -> Iterator[tuple[str, str, str]]:
    """Where the document says who took part: the path, the label and the words of each answer."""
    parties = list(contact.parties.all())
    for place, party in enumerate(parties, start=1):
        for attribute, name in _PARTY:
            if words := getattr(party, attribute):
                label = f"Who: {name}" if len(parties) == 1 else f"Party {place}: {name}"
                yield f"contact.{number}.party.{place}.{name}", label, words


def _fields(link: AssessmentContact, numbers: Mapping[int, int], *, at: datetime) -> Iterator[Field]:
    contact, path = link.contact, f"contact.{link.number}"
    for of_party, label, words in party_fields(contact, link.number):
        yield line(of_party, label, words)
    yield line(f"{path}.when", "When", _when(contact))
    yield choice(f"{path}.method", "How", contact.get_method_display())
    yield choice(f"{path}.started_by", "Who got in touch", contact.get_started_by_display())
    yield from _people("made_by", "Made by", *_made_by(contact), path=path)
    if contact.reached:
        yield line(f"{path}.reached", "Person reached", contact.reached)
    yield choice(f"{path}.outcome", "Outcome", contact.get_outcome_display())
    if contact.narrative:
        yield prose(f"{path}.narrative", "What they said", contact.narrative)
    for place, concern in enumerate(contact.concerns.all(), start=1):
        yield from _concern(concern, f"{path}.concern.{place}", at=at)
    for name, label in (
        ("response", "What we answered"),
        ("stance_as_they_said", "Where they stand, as they said"),
        ("stance_as_judged", "Where they stand, as the officer judged"),
    ):
        if words := getattr(contact, name):
            yield prose(f"{path}.{name}", label, words)
    if contact.attendance != Contact.Attendance.NOT_DISCUSSED:
        yield choice(f"{path}.attendance", "Coming on the day", contact.get_attendance_display())
    yield choice(f"{path}.openness", "Publication", contact.get_openness_display())
    yield from _corrections(contact, numbers, path=path)
    if contact.made_by_id != contact.recorded_by_id:
        written_by = (contact.recorded_by.rank, contact.recorded_by.name)
        yield from _people("recorded_by", "Written down by", *written_by, path=path)
    if contact.made_by_id != contact.recorded_by_id or _is_late(contact):
        yield line(f"{path}.recorded_at", "Written down", moment_in_words(contact.recorded_at))


def _people(name: str, label: str, rank: str, who: str, *, path: str) -> Iterator[Field]:
    """Somebody of the force: rank and name apart, so that each can be marked."""
    if rank:
        yield of_force(f"{path}.{name}.rank", f"{label}: rank", rank)
    yield of_force(f"{path}.{name}.name", f"{label}: name", who or NOT_RECORDED)


def _made_by(contact: Contact) -> tuple[str, str]:
    """Rank and name as they were that day; where a name was typed in one piece, that."""
    whole = contact.made_by_whom
    if contact.made_by is not None and whole.endswith(f" {contact.made_by.name}"):
        return whole.removesuffix(contact.made_by.name).strip(), contact.made_by.name
    return "", whole


def _when(contact: Contact) -> str:
    known = {Contact.Precision.DAY: " (only the day is known)", Contact.Precision.MONTH: " (only the month is known)"}
    return contact.when + known.get(Contact.Precision(contact.precision), "")


def _concern(concern: Concern, path: str, *, at: datetime) -> Iterator[Field]:
    yield choice(f"{path}.tag", "Concern", concern.get_tag_display())
    if concern.text:
        yield prose(f"{path}.text", "In their words", concern.text)
    events = [event for event in concern.events.all() if event.recorded_at <= at]
    if not events:
        yield choice(f"{path}.state", "What became of it", "Open")
    for place, event in enumerate(sorted(events, key=lambda event: (event.recorded_at, event.pk)), start=1):
        yield choice(f"{path}.event.{place}", "What became of it", ConcernEvent.Kind(event.kind).label)
        yield prose(f"{path}.event.{place}.reason", "Reason", event.reason)


def _corrections(contact: Contact, numbers: Mapping[int, int], *, path: str) -> Iterator[Field]:
    if contact.corrects is not None:
        number = numbers.get(contact.corrects_id or 0)
        first = f"Contact {number}" if number else "An earlier text, which is not linked to this assessment"
        yield choice(f"{path}.corrects", "Corrects", first)
    correction = contact.correction
    if correction is not None and correction.pk in numbers:
        number = numbers[correction.pk]
        said = line(f"{path}.corrected_in", "Corrected in", f"Contact {number}")
        yield Field(path=said.path, label=said.label, blocks=said.blocks, derived_from=(f"contact.{number}.corrects",))


def _is_late(contact: Contact) -> bool:
    """Whether it was written down well after it happened, as far as that is known."""
    if contact.occurred_at is None:
        return True
    if contact.precision == Contact.Precision.MINUTE:
        return contact.recorded_at - contact.occurred_at > LATE
    return local(contact.recorded_at).date() > local(contact.occurred_at).date()
