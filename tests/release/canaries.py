"""Assessments in which every text is a token: whatever can be withheld, written by the real actions.

The answers of rows are found by walking their models, so a text that is added to one gets a token without being named.
"""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import models

from assessments.actions.answering import answer_point
from assessments.actions.deciding import return_version, sign_off, submit
from assessments.actions.deciding_risks import decide_risk
from assessments.actions.drafting import name_person, plan_reassessment, rate, save_section
from assessments.actions.flagging import flag_sensitive
from assessments.actions.logging import Chosen, log, log_contact_for, reassess
from assessments.actions.rows import add_row
from assessments.documents.content import Content, Field
from assessments.documents.snapshot import content_of, fingerprint
from assessments.models import ROW_MODELS, Assessment, NamedPerson, Point, Version
from assessments.parts import NARRATIVES, Axis
from assessments.release.actions.marking import make_release_copy, mark_stretches, mark_whole
from assessments.release.actions.prompts import leave_rows
from assessments.release.actions.publishing import approve, publish, send_for_checking
from assessments.release.models import Exemption, Publication, ReleaseCopy
from assessments.release.occurrences import Stretch
from assessments.release.prompting import prompt_groups, row_prompts
from cia import clock
from cia.accounts.models import Unit, User
from cia.accounts.roles import Role
from stakeholders.actions.contacts import (
    Conversation,
    Newcomer,
    Promise,
    Worry,
    correct_contact,
    end_commitment,
    end_concern,
)
from stakeholders.actions.directory import add_stakeholder
from stakeholders.models import Stakeholder
from tests import rows
from tests.enriching import ENDS
from tests.factories import accepted, draft, posted, write_cover
from tests.reasons import give_reasons

TOKEN = 24
BEGINNING = 10
# What no author types: chosen from a list, counted, dated, or worded by the service.
NOT_TYPED = {
    "cover.protective_marking",
    "cover.publication_recommended",
    "cover.branch",
    "cover.kind",
    "cover.date_created",
    "cover.review_date",
    "cover.version",
    "contact.*.recorded_at",
    "promise.*.*.event.*",
    "finding_answer.*.finding",
    "risk_decision.*.decision",
    "risk_decision.*.decided_at",
    "point.*.asked_at",
    "point.*.answer.when",
    "sign_off.decision",
    "sign_off.role",
    "sign_off.decided_at",
    "log.*.recorded_at",
}


@dataclass
class Canaries:
    """Tokens that stand for hidden words, each of its own, all with the beginning by which they are found."""

    beginning: str = field(
        default_factory=lambda: "".join(secrets.choice(string.ascii_uppercase) for _ in range(BEGINNING))
    )
    given: set[str] = field(default_factory=set)

    def one(self) -> str:
        token = self.beginning + "".join(secrets.choice(string.ascii_uppercase) for _ in range(TOKEN - BEGINNING))
        self.given.add(token)
        return token

    def said(self) -> str:
        """A token between words that may be read, where only it is withheld."""
        return f"Then {self.one()} too."

    def are_in(self, found: str | bytes) -> bool:
        text = found if isinstance(found, str) else found.decode("latin-1")
        return self.beginning.casefold() in text.casefold()

    def in_order(self, text: str) -> list[re.Match[str]]:
        return list(re.finditer(rf"{self.beginning}[A-Z]{{{TOKEN - BEGINNING}}}", text))


@dataclass
class Flock:
    """Tokens by who may read them: what is written in assessments, who is in the directory, who is of the force."""

    written: Canaries = field(default_factory=Canaries)
    directory: Canaries = field(default_factory=Canaries)
    force: Canaries = field(default_factory=Canaries)

    @property
    def kinds(self) -> dict[str, Canaries]:
        return vars(self)

    def are_in(self, found: str | bytes) -> bool:
        return any(each.are_in(found) for each in self.kinds.values())


@dataclass(frozen=True)
class Authors:
    """Who writes and decides. ``inga`` and ``sora`` are named by tokens, in name and rank."""

    unit: Unit
    dana: User
    inga: User
    sora: User
    tom: User
    ruth: User


def authors(flock: Flock, *, unit: Unit, dana: User, tom: User, ruth: User) -> Authors:
    inga, sora = (
        posted(username, f"{first} {flock.force.one()}", rank=flock.force.one(), role=role, unit=unit)
        for username, first, role in (("inga", "Inga", Role.OFFICER), ("sora", "Sora", Role.AUTHORISING_OFFICER))
    )
    return Authors(unit, dana, inga, sora, tom, ruth)


def everything_written(flock: Flock, people: Authors, *, by: User) -> Version:
    """An assessment in which every text is a token: written, returned, answered, signed off, and logged after."""
    told_by = people.dana if by == people.inga else people.inga
    words = flock.written
    version = _drafted(words, people, by=by)
    file = version.assessment
    first = submit(version=version, by=by)
    asked = [("section.purpose", words.said())]
    return_version(submission=first, reasons=words.one(), points=asked, by=people.sora)
    answer_point(point=Point.objects.get(decision__submission=first), text=words.said(), by=by)
    submission = submit(version=Version.objects.get(pk=version.pk), by=by)
    decide_risk(submission=submission, risk=1, kind="not_accepted", reasons=words.said(), by=people.sora)
    sign_off(
        submission=submission,
        fingerprint=fingerprint(submission.snapshot),
        reasons=words.said(),
        answers={question: words.said() for question in accepted(submission)},
        by=people.sora,
    )
    _log(words, file, on_behalf_of=told_by, by=by)
    _log_contact(flock, people, file, by=by)
    return submission.version


def _drafted(words: Canaries, people: Authors, *, by: User) -> Version:
    version = draft(by=by, unit=people.unit, title=words.said())
    if by != people.dana:
        part = NamedPerson.Part.CONTRIBUTOR
        name_person(assessment=version.assessment, person=people.dana, part=part, by=by)
    # not recommended, so that one question is asked about something that no mark hides
    write_cover(version, by=by, summary=words.said(), distribution_list=words.said(), publication_recommended=False)
    for narrative in NARRATIVES:
        save_section(version=version, key=narrative.key, text=words.said(), revision=0, by=by)
    for axis in Axis:
        rate(version=version, axis=axis, level=4, reasons=words.said(), revision=0, by=by)
    for kind in rows.ANSWERS:
        add_row(version=version, kind=kind, answers=_row(words, kind), by=by)
    plan_reassessment(
        version=version,
        reassess_at=clock.now() + timedelta(days=1),
        reassess_as_typed=words.said(),
        text=words.said(),
        revision=0,
        by=by,
    )
    hidden = words.in_order(version.sections.get(key="purpose").text)[0].group()
    flag_sensitive(assessment=version.assessment, part="section.purpose", words=hidden, because=words.one(), by=by)
    return Version.objects.get(pk=version.pk)


def _row(words: Canaries, kind: str) -> dict[str, Any]:
    """The answers of Operation Lantern, with a token in the place of every text; what is chosen or dated stays."""
    answers: dict[str, Any] = {**rows.ANSWERS[kind], **ENDS.get(kind, {})}
    for each in ROW_MODELS[kind].answer_fields():
        if isinstance(each, models.CharField | models.TextField) and not each.choices:
            answers[each.name] = f"https://panel.example/{words.one()}/of" if each.name == "link" else words.said()
    return answers


def _log_contact(flock: Flock, people: Authors, file: Assessment, *, by: User) -> None:
    """A contact with somebody of the directory and a private newcomer, corrected after; both with every text."""
    ward = add_stakeholder(
        unit=people.unit,
        kind="for_a_body",
        name=flock.directory.said(),
        role=flock.directory.said(),
        body=flock.directory.said(),
        speaks_for=flock.directory.said(),
        telephone=flock.directory.said(),
        email=f"{flock.directory.one()}@traders.example",
        by=by,
    )
    conversation = _conversation(flock, ward, made_by_then=flock.written.said())
    first = log_contact_for(assessment=file, conversation=conversation, by=by)
    second = correct_contact(contact=first, conversation=_conversation(flock, ward, made_by=people.inga), by=by)
    end_concern(concern=second.concerns.get(), kind="answered", reason=flock.written.said(), by=by)
    promise = second.commitments.get()
    end_commitment(commitment=promise, kind="kept", note=flock.written.said(), happened_at=clock.now(), by=by)


def _conversation(
    flock: Flock, ward: Stakeholder, *, made_by: User | None = None, made_by_then: str = ""
) -> Conversation:
    words, names = flock.written, flock.directory
    due = clock.now() + timedelta(days=2)
    return Conversation(
        [ward],
        method="visit",
        outcome="concerns",
        occurred_at=clock.now(),
        occurred_as_typed=words.said(),
        newcomers=[Newcomer("private", name=names.said(), role=names.said(), body=names.said())],
        made_by=made_by,
        made_by_then=made_by_then,
        reached=words.said(),
        narrative=words.said(),
        response=words.said(),
        stance_as_they_said=words.said(),
        stance_as_judged=words.said(),
        concerns=[Worry("privacy", words.said())],
        promises=[Promise(words.said(), due_at=due, due_as_typed=words.said(), owner=made_by)],
    )


def _log(words: Canaries, file: Assessment, *, on_behalf_of: User, by: User) -> None:
    common: dict[str, Any] = {"assessment": file, "happened_at": clock.now(), "on_behalf_of": on_behalf_of, "by": by}

    def due() -> dict[str, Any]:
        later = clock.now() + timedelta(hours=4)
        return {"happened_as_typed": words.said(), "next_due_at": later, "next_due_as_typed": words.said()}

    entry = log(**common, **due(), text=words.said(), team=words.said())
    log(**common, **due(), text=words.said(), team=words.said(), corrects=entry)
    chosen = {axis: Chosen(3, words.said()) for axis in Axis}
    reassess(**common, **due(), text=words.said(), team=words.said(), ratings=chosen)


def all_rows_withheld(version: Version, *, number: str, by: User) -> ReleaseCopy:
    """A release copy of which no row may be read."""
    release = make_release_copy(version=version, by=by, number=number)
    for path in content_of(release.snapshot).rows():
        mark_whole(release=release, path=path, whole="row", exemptions=[_crime()], reason="Their methods.", by=by)
    return release


def all_tokens_withheld(flock: Flock, version: Version, *, number: str, by: User) -> ReleaseCopy:
    """A release copy of which each token is withheld where it stands, and the words around it may be read."""
    release = make_release_copy(version=version, by=by, number=number)
    found = [
        Stretch(path, token.start(), token.end(), token.group())
        for path, each in content_of(release.snapshot).fields().items()
        for canaries in flock.kinds.values()
        for token in canaries.in_order(each.plain_text)
    ]
    mark_stretches(release=release, stretches=found, exemptions=[_crime()], reason="Their methods.", by=by)
    return release


def _crime() -> Exemption:
    return Exemption.objects.get(code="s.31(1)(a)")


def published(release: ReleaseCopy, *, marker: User, checker: User) -> Publication:
    """The release after all that stands between its marks and the world."""
    release = give_reasons(release, by=marker)
    assert [group for group in prompt_groups(release) if group.undecided] == []  # every token is withheld everywhere
    if beside := [each.advisory.path for each in row_prompts(release)]:
        leave_rows(release=release, rows=beside, reason="They say nothing.", by=marker)
    candidate = send_for_checking(release=ReleaseCopy.objects.get(pk=release.pk), by=marker)
    digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
    return publish(approval=approve(candidate=candidate, by=checker, **digests), by=checker)


def typed(content: Content) -> Iterator[tuple[str, Field]]:
    """Every field that somebody types, under its path without numbers.

    Left out are what is chosen from a list, levels, and what is worked out from another field.
    """
    for path, each in content.fields().items():
        place = re.sub(r"\.\d+(?=\.|$)", ".*", path)
        if each.common != "choice" and each.level is None and not each.derived_from and place not in NOT_TYPED:
            yield place, each
