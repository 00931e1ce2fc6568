"""What was promised in the contacts of an assessment, each promise with its state at the moment of the document.

A promise keeps the number of its contact and its place in it, whatever is linked later. Where the contact is withheld
whole, its promises go with it: they would tell with how many people somebody spoke.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from assessments.documents.content import Field, Row, Section
from assessments.documents.sections.contacts import party_fields
from assessments.documents.sections.pieces import choice, line, of_force, prose
from assessments.models import AssessmentContact
from cia.ui.moments import moment_in_words
from stakeholders.models import Commitment, CommitmentEvent


def promises_of(links: Sequence[AssessmentContact], *, at: datetime) -> Iterator[Section]:
    """Left out where nothing was promised: a contact would say so."""
    promises = defaultdict(list)
    for promise in (
        Commitment.objects.filter(contact__in=[link.contact_id for link in links], recorded_at__lte=at)
        .select_related("owner")
        .prefetch_related("events", "keeper_changes__passed_to")
        .order_by("recorded_at", "pk")
    ):
        promises[promise.contact_id].append(promise)
    rows = tuple(
        Row(
            path=path,
            heading=f"{link}, promise {place}",
            fields=tuple(_fields(promise, link, path, places, at=at)),
            rests_on=(f"contact.{link.number}",),
        )
        for link in links
        for places in [{promise.pk: place for place, promise in enumerate(promises[link.contact_id], start=1)}]
        for place, promise in enumerate(promises[link.contact_id], start=1)
        for path in [f"promise.{link.number}.{place}"]
    )
    if rows:
        yield Section(key="promises", heading="Promises", layout="records", rows=rows)


def _fields(
    promise: Commitment, link: AssessmentContact, path: str, places: Mapping[int, int], *, at: datetime
) -> Iterator[Field]:
    due = f"{path}.due"
    yield prose(f"{path}.what", "What was promised", promise.what)
    for source, label, words in party_fields(link.contact, link.number):
        name = source.removeprefix(f"contact.{link.number}.")
        to_whom = line(f"{path}.{name}", _to_whom(label), words)
        yield replace(to_whom, derived_from=(source,))
    if promise.corrects_id is not None:
        yield choice(f"{path}.corrects", "Corrects", f"{link}, promise {places[promise.corrects_id]}")
    keeper = promise.keeper_at(at)
    if keeper.rank:
        yield of_force(f"{path}.owner.rank", "To be kept by: rank", keeper.rank)
    yield of_force(f"{path}.owner.name", "To be kept by: name", keeper.name)
    yield line(due, "Due", promise.due)
    events = [event for event in promise.events.all() if event.recorded_at <= at]
    sources = [due]
    for place, event in enumerate(sorted(events, key=lambda event: (event.recorded_at, event.pk)), start=1):
        here = f"{path}.event.{place}"
        yield line(here, "What became of it", f"{event.get_kind_display()}, {moment_in_words(event.happened_at)}")
        yield prose(f"{here}.note", "How", event.note)
        sources.append(here)
    yield replace(line(f"{path}.state", "State", _state(promise, events, at=at)), derived_from=tuple(sources))


def _to_whom(label: str) -> str:
    party, _, part = label.partition(": ")
    return f"To whom: {part}" if party == "Who" else f"To whom, {party.lower()}: {part}"


def _state(promise: Commitment, events: Sequence[CommitmentEvent], *, at: datetime) -> str:
    """Kept, waived, overdue or open, by what was written down until the moment of the document."""
    end = next((event for event in events if event.kind != CommitmentEvent.Kind.CARRIED), None)
    if end is not None:
        is_late = promise.due_at is not None and end.happened_at > promise.due_at
        return f"{end.get_kind_display()}, late" if is_late else end.get_kind_display()
    if promise.due_at is not None and promise.due_at < at:
        return "Overdue"
    return "On the unit's list" if events else "Open"
