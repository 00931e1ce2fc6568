"""What the record knows of a release copy, gathered for ``suggesting``; and which of its suggestions are still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Q

from assessments.documents.content import Content
from assessments.models import Decision, LogEntry, NamedPerson, Version
from assessments.release.marked_text import StandingMark
from assessments.release.models import HarmAnswer, ReleaseCopy
from assessments.release.names import Kind, Person
from assessments.release.suggesting import Known, Suggested, Suggestion, Warned, still_open, suggested
from assessments.roles import Permission
from assessments.sensitive import sensitive_flags, stretches
from cia.accounts.models import Posting, Unit, User, force_setting
from cia.accounts.roles import roles_with
from cia.clock import local
from stakeholders.models import Contact, ContactParty, KeeperChange, Stakeholder


def suggested_in(release: ReleaseCopy, content: Content) -> Suggested:
    """All that probably needs a mark in a release copy, whatever was decided."""
    return suggested(content, known_of(release, content))


def open_in(
    release: ReleaseCopy, content: Content, found: Suggested, marks: Sequence[StandingMark]
) -> list[Suggestion]:
    """The suggestions to decide."""
    dismissed = [decision.key for decision in release.suggestion_decisions.dismissed()]
    return still_open(found.suggestions, content, marks, dismissed)


def known_of(release: ReleaseCopy, content: Content) -> Known:
    """Who is who, which bodies there are, and what was warned of, as far as the record says by the copy's moment."""
    on = local(release.made_at).date()
    parties = list(_parties(release))
    return Known(
        people=(*_people_of_the_force(release), *_people_talked_to(parties)),
        bodies=tuple(sorted({body for party in parties for body in _bodies(party)} | set(_units()))),
        flags=tuple(_flags(release, content)),
        harm=tuple(_harm(release)),
        names_stay_from=force_setting("names_stay_from_rank", on=on),
    )


def _flags(release: ReleaseCopy, content: Content) -> Iterator[Warned]:
    """What those who work on the file flagged as sensitive, at every place where the words stand."""
    fields = content.fields()
    for flag in sensitive_flags(release.snapshot.version, content):
        because = f"Flagged by {flag.by}: {flag.because}"
        if not flag.words:
            yield Warned(flag.path, because)
            continue
        for start, end in stretches(fields[flag.path].plain_text, flag.words):
            yield Warned(flag.path, because, start, end)


def _harm(release: ReleaseCopy) -> Iterator[Warned]:
    """The passages of which somebody said, when asked, that publishing would do harm."""
    answers = HarmAnswer.objects.filter(request__release=release, kind=HarmAnswer.Kind.HARM)
    for answer in answers.select_related("answered_by").prefetch_related("request__passages").order_by("pk"):
        because = f"{answer.answered_by} said what harm would come of it: {answer.text}"
        for passage in answer.request.passages.all():
            yield Warned(passage.path, because, passage.start, passage.end)


def may_be_asked(release: ReleaseCopy, *, at: datetime) -> list[User]:
    """Whoever wrote the assessment, its readers and those who may sign it off; its author first."""
    version = release.snapshot.version
    assessment = version.assessment
    named = NamedPerson.objects.filter(assessment=assessment, ended_at=None)
    posted = Posting.objects.held(at=at).filter(role__in=roles_with(Permission.ASSESSMENT_SIGN_OFF))
    people = User.objects.filter(
        Q(contributions__version__assessment=assessment)
        | Q(pk__in=Version.objects.filter(assessment=assessment).values("author"))
        | Q(pk__in=named.values("person"))
        | Q(pk__in=posted.filter(Q(unit=None) | Q(unit=assessment.unit)).values("user")),
        is_active=True,
    )
    return sorted(people.distinct(), key=lambda person: (person.pk != version.author_id, person.name))


def _people_of_the_force(release: ReleaseCopy) -> Iterator[Person]:
    """Whoever wrote, logged, decided, made a contact or owes a promise."""
    assessment = release.snapshot.version.assessment_id
    entries = LogEntry.objects.filter(assessment=assessment)
    contacts = Contact.objects.filter(assessment_links__assessment=assessment)
    passed_on = KeeperChange.objects.filter(commitment__contact__in=contacts)
    took_part = (
        Q(contributions__version__assessment=assessment)
        | Q(commitments__contact__assessment_links__assessment=assessment)
        | Q(pk__in=passed_on.values("passed_to"))
        | Q(pk__in=Version.objects.filter(assessment=assessment).values("author"))
        | Q(pk__in=NamedPerson.objects.filter(assessment=assessment).values("person"))
        | Q(pk__in=Decision.objects.filter(submission__version__assessment=assessment).values("decided_by"))
        | Q(pk__in=entries.values("recorded_by"))
        | Q(pk__in=entries.values("on_behalf_of"))
        | Q(pk__in=contacts.values("made_by"))
        | Q(pk__in=contacts.values("recorded_by"))
    )
    for user in User.objects.filter(took_part).distinct():
        yield Person(user.name, Kind.OFFICER, user.rank)


def _parties(release: ReleaseCopy) -> Iterator[ContactParty]:
    links = {"contact__assessment_links__assessment": release.snapshot.version.assessment_id}
    yield from ContactParty.objects.filter(**links).select_related("stakeholder").distinct()


def _people_talked_to(parties: Sequence[ContactParty]) -> Iterator[Person]:
    """In the name they had that day and in the one they have now."""
    for party in parties:
        kind = Kind.OFFICE if party.stakeholder.kind == Stakeholder.Kind.PUBLIC_OFFICE else Kind.PRIVATE
        for name in {party.name_then, party.stakeholder.name} - {""}:
            yield Person(name, kind)


def _bodies(party: ContactParty) -> set[str]:
    stakeholder = party.stakeholder
    return {party.body_then, stakeholder.body, party.role_then, stakeholder.role} - {""}


def _units() -> Iterator[str]:
    yield from Unit.objects.values_list("name", flat=True)
