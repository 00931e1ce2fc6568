"""A rehearsal: an assessment, the people and what they do, from one file, through the actions of the service itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, NoReturn

import msgspec
from django.db.models import Choices
from msgspec import Meta, Struct

from assessments.actions.deciding import sign_off, submit
from assessments.actions.deciding_risks import decide_risk
from assessments.actions.ending import cancel_version, close_version
from assessments.actions.importing import import_assessment
from assessments.actions.logging import Chosen, log, reassess
from assessments.documents.exchange import NotSuchAFile, WrittenAssessment
from assessments.documents.exchange_log import WrittenEntry, answers_of_entry, levels_of_entry
from assessments.documents.lines import Lines, text_of
from assessments.documents.snapshot import fingerprint
from assessments.models import RiskDecision, Submission, Version
from assessments.release import contact_acts, copy_acts, prompt_acts, reason_acts, returning_acts
from assessments.release.actions.marking import make_release_copy, mark_passage, mark_whole
from assessments.release.actions.publishing import approve, publish, send_for_checking
from assessments.release.acts import Act, Identity
from assessments.release.contact_acts import ContactAct
from assessments.release.copy_acts import CopyAct
from assessments.release.models import Approval, Candidate, Exemption, Publication, ReleaseCopy
from assessments.release.prompt_acts import PromptAct
from assessments.release.reason_acts import ReasonAct
from assessments.release.returning_acts import ReturningAct
from cia import clock
from cia.accounts.models import ForceSetting, Posting, Unit, User
from cia.accounts.roles import Role
from cia.authorisation import Denied
from cia.canonical import Unacceptable

NUMBER = "P-REHEARSAL"


class Person(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody who acts. Without a unit they are posted force-wide."""

    id: Identity
    name: Annotated[str, Meta(min_length=1, max_length=100)]
    role: Role
    rank: Annotated[str, Meta(max_length=60)] = ""
    unit: Annotated[str, Meta(min_length=1, max_length=100)] | None = None


class WrittenMark(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is withheld: quoted words, where they stand for the given time, or the whole of a field or row.

    ``at`` is the field's path. Without exemptions the mark is neutral and names none. ``reasoning`` is the number of
    the reasons that it rests on, ``role`` a label that the public reads beside it, like "police officer".
    """

    at: Annotated[str, Meta(min_length=1)]
    exemptions: tuple[str, ...]
    reason: str
    quote: str = ""
    occurrence: Annotated[int, Meta(ge=1)] = 1
    whole: Literal["field", "row"] | None = None
    reasoning: Annotated[int, Meta(ge=1)] = 1
    role: str = ""


class Start(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="start"):
    """Start the assessment and write all of it."""


class Submit(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="submit"):
    """Put it before the authorising officers."""


class WrittenAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """What is answered to one thing that the document leaves open, in the sentence that the page shows."""

    finding: Annotated[str, Meta(min_length=1)]
    answer: Lines


class SignOff(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="sign_off"):
    """Sign off what was submitted. What it leaves open is answered, or it is not signed off."""

    reasons: Lines
    answers: tuple[WrittenAnswer, ...] = ()


class DecideRisk(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="decide_risk"):
    """Decide on one risk of what was submitted, by its number."""

    risk: Annotated[int, Meta(ge=1)]
    decision: RiskDecision.Kind
    reasons: Lines


class Log(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="log"):
    """Write in the log; with levels, reassess. ``on_behalf_of`` is who said it, where it came by radio."""

    entry: WrittenEntry
    on_behalf_of: Identity | None = None


class Cancel(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="cancel"):
    """Take what was signed off out of force."""

    reasons: Lines


class Close(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="close"):
    """End what was signed off, its matter being over."""

    reasons: Lines


class MakeReleaseCopy(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="make_release_copy"):
    """Freeze it for release, under a publication number."""

    number: Annotated[str, Meta(pattern=r"^[A-Z0-9-]{1,30}$")] = NUMBER


class MakeMarks(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="mark"):
    """Mark what is withheld."""

    marks: tuple[WrittenMark, ...]


class SendForChecking(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="send_for_checking"):
    """Have the public file made and examined, and hand it to somebody else."""


class Approve(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="approve"):
    """Approve exactly that file."""


class Publish(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="publish"):
    """Publish it. ``accepts`` says why, where an earlier publication shows what this one withholds."""

    accepts: Lines = ()


ReleaseAct = MakeReleaseCopy | CopyAct | MakeMarks | PromptAct | ReasonAct | SendForChecking | Approve | Publish
AnyAct = Start | Submit | ReturningAct | DecideRisk | SignOff | Log | Cancel | Close | ContactAct | ReleaseAct


class Force(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The force's own words, where they are not those that the service starts with."""

    name: str | None = None
    strapline: str | None = None
    document_type: str | None = None
    release_marking: str | None = None
    complaints: str | None = None


class Rehearsal(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who acts, and what they do, in the order of time."""

    people: Annotated[tuple[Person, ...], Meta(min_length=1)]
    acts: Annotated[tuple[AnyAct, ...], Meta(min_length=1)]
    force: Force = Force()


class RehearsalFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An assessment, and for a rehearsal what is done with it. Import and export use the assessment alone."""

    format: Literal[1]
    assessment: WrittenAssessment
    rehearsal: Rehearsal | None = None
    schema: str = msgspec.field(name="$schema", default="")


def schema() -> bytes:
    """The JSON Schema of the file, as ``docs/reference`` holds it."""
    described = msgspec.json.schema(RehearsalFile, schema_hook=_choices)
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Assessment file"}
    return msgspec.json.format(msgspec.json.encode(title | described)) + b"\n"


class Refused(Exception):
    """The rehearsal ended before anything was published; the sentence says at which act, and why."""


@dataclass(frozen=True)
class Rehearsed:
    """What came of a rehearsal, and what was done, in words."""

    publication: Publication
    said: tuple[str, ...]


class Rehearsing:
    """The acts of a file carried out one after another. ``said`` tells in words what was done."""

    def __init__(self, assessment: WrittenAssessment, people: dict[str, User]) -> None:
        self.assessment = assessment
        self.people = people
        self.said: list[str] = []
        self.version: Version | None = None
        self.submission: Submission | None = None
        self.release: ReleaseCopy | None = None
        self.candidate: Candidate | None = None
        self.approval: Approval | None = None
        self.publication: Publication | None = None

    def carry_out(self, acts: Sequence[AnyAct]) -> None:
        """Every act in turn. Raises ``Refused`` at the first to which the service says no."""
        earlier = acts[0].when
        for number, act in enumerate(acts, start=1):
            try:
                if act.when < earlier:
                    raise Denied("This is earlier than the act before it. Put the acts in the order of time.")
                self.do(act)
            except (Denied, Unacceptable) as reason:
                raise Refused(f"Act {number}, {_doing(act)}, by {act.by}: {reason}") from reason
            earlier = act.when

    def do(self, act: AnyAct) -> None:
        """One act, at its moment. Raises ``Denied`` or ``Unacceptable`` where the service says no."""
        with clock.stopped_at(act.when):
            self._do(act, by=self.people[act.by])
        self.said.append(f"{clock.local(act.when):%H%Mhrs %d/%m/%Y}  {_doing(act)}, by {act.by}")

    def _do(self, act: AnyAct, *, by: User) -> None:
        match act:
            case Start():
                unit = Unit.objects.get(name=self.assessment.unit)
                self.version = import_assessment(written=self.assessment, unit=unit, by=by)
            case Submit():
                self.submission = submit(version=self.version or _not_yet("started"), by=by)
            case returning_acts.Return() | returning_acts.AnswerPoint():
                returning_acts.carry_out(act, submission=self.submission or _not_yet("submitted"), by=by)
            case DecideRisk():
                submission, reasons = self.submission or _not_yet("submitted"), text_of(act.reasons)
                decide_risk(submission=submission, risk=act.risk, kind=act.decision, reasons=reasons, by=by)
            case SignOff():
                submission = self.submission or _not_yet("submitted")
                reasons, seen = text_of(act.reasons), fingerprint(submission.snapshot)
                answers = {each.finding: text_of(each.answer) for each in act.answers}
                sign_off(submission=submission, fingerprint=seen, reasons=reasons, answers=answers, by=by)
            case Log():
                self._log(act, by=by)
            case contact_acts.LogContact() | contact_acts.EndConcern() | contact_acts.EndPromise():
                version = self.version or _not_yet("started")
                contact_acts.carry_out(act, about=version.assessment, people=self.people, by=by)
            case Cancel():
                cancel_version(version=self.version or _not_yet("started"), reasons=text_of(act.reasons), by=by)
            case Close():
                close_version(version=self.version or _not_yet("started"), reasons=text_of(act.reasons), by=by)
            case MakeReleaseCopy():
                self.version = Version.objects.get(pk=(self.version or _not_yet("started")).pk)
                self.release = make_release_copy(version=self.version, number=act.number, by=by)
            case prompt_acts.KeepMentions():
                prompt_acts.carry_out(act, release=self.release or _not_yet("copied for release"), by=by)
            case copy_acts.CarryMarks():
                copy_acts.carry_out(act, release=self.release or _not_yet("copied for release"), by=by)
            case MakeMarks():
                for number, mark in enumerate(act.marks, start=1):
                    self._mark(number, mark, by=by)
            case reason_acts.WriteReasons():
                release = self.release or _not_yet("copied for release")
                reason_acts.carry_out(act, release=release, exemption_of=_exemption, by=by)
            case SendForChecking():
                self.candidate = send_for_checking(release=self.release or _not_yet("copied for release"), by=by)
            case Approve():
                self._approve(by=by)
            case Publish():
                self.publication = publish(
                    approval=self.approval or _not_yet("approved"), accepts=text_of(act.accepts), by=by
                )

    def _log(self, act: Log, *, by: User) -> None:
        """With levels it is a reassessment."""
        assessment = (self.version or _not_yet("started")).assessment
        told_by = self.people[act.on_behalf_of] if act.on_behalf_of else None
        answers = answers_of_entry(act.entry, assessment) | {"on_behalf_of": told_by}
        levels = levels_of_entry(act.entry)
        if levels:
            ratings = {axis: Chosen(*chosen) for axis, chosen in levels.items()}
            reassess(assessment=assessment, ratings=ratings, by=by, **answers)
        else:
            log(assessment=assessment, by=by, **answers)

    def _mark(self, number: int, mark: WrittenMark, *, by: User) -> None:
        release = self.release or _not_yet("copied for release")
        try:
            common: dict[str, Any] = {
                "release": release,
                "path": mark.at,
                "exemptions": [_exemption(code) for code in mark.exemptions],
                "reason": mark.reason,
                "reasoning": mark.reasoning,
                "role": mark.role,
                "by": by,
            }
            if mark.whole:
                if mark.quote:
                    raise Denied("Give either 'quote' or 'whole', not both.")
                mark_whole(whole=mark.whole, **common)
            else:
                mark_passage(quote=mark.quote, occurrence=mark.occurrence, **common)
        except (Denied, Unacceptable) as reason:
            raise Denied(f"mark {number}, at {mark.at}: {reason}") from reason

    def _approve(self, *, by: User) -> None:
        candidate = self.candidate or _not_yet("sent for checking")
        self.approval = approve(
            candidate=candidate, pdf_sha256=candidate.pdf_sha256, html_sha256=candidate.html_sha256, by=by
        )


def rehearse(file: RehearsalFile) -> Rehearsed:
    """Carry a file out in a database that holds the reference data alone. Raises ``Refused`` unless it is published."""
    if file.rehearsal is None:
        raise NotSuchAFile("This file has an assessment but no rehearsal: it does not say who does what with it.")
    if file.assessment.log:
        raise NotSuchAFile("Assessment, log: in a rehearsal what is logged stands among the acts. Move it there.")
    check_people(file.rehearsal)
    first = file.rehearsal.acts[0].when
    _decide_settings(file.rehearsal.force)
    Unit.objects.get_or_create(name=file.assessment.unit)
    people = {person.id: posted(person, from_at=first) for person in file.rehearsal.people}
    rehearsing = Rehearsing(file.assessment, people)
    rehearsing.carry_out(file.rehearsal.acts)
    if rehearsing.publication is None:
        raise Refused("The acts of this file end before anything is published.")
    return Rehearsed(rehearsing.publication, tuple(rehearsing.said))


def check_people(rehearsal: Rehearsal) -> None:
    """Everybody is named once, and everybody who acts is named."""
    named = [person.id for person in rehearsal.people]
    if twice := next((name for name in named if named.count(name) > 1), None):
        raise NotSuchAFile(f"Rehearsal, people: '{twice}' stands there twice.")
    for number, act in enumerate(rehearsal.acts, start=1):
        if act.by not in named:
            raise NotSuchAFile(f"Rehearsal, act {number}, by: there is nobody called '{act.by}' among the people.")
        besides = getattr(act, "on_behalf_of", None) or getattr(act, "made_by", None)
        if besides and besides not in named:
            raise NotSuchAFile(f"Rehearsal, act {number}: there is nobody called '{besides}' among the people.")


def posted(person: Person, *, from_at: datetime, password: str | None = None) -> User:
    """A user with one posting. Without a password nobody can sign in as them."""
    user = User.objects.create_user(username=person.id, name=person.name, rank=person.rank, password=password)
    unit = Unit.objects.get_or_create(name=person.unit)[0] if person.unit else None
    Posting.objects.create(user=user, role=person.role, unit=unit, from_at=from_at)
    return user


def _decide_settings(force: Force) -> None:
    for name, value in msgspec.structs.asdict(force).items():
        if value is not None:
            key = f"force_{name}" if name in {"name", "strapline"} else name
            ForceSetting.objects.filter(key=key).update(value=value)


def _choices(kind: type) -> dict[str, Any]:
    if issubclass(kind, Choices):
        return {"enum": [str(value) for value in kind.values]}
    raise NotImplementedError


def _exemption(code: str) -> Exemption:
    on = clock.today()
    exemption = Exemption.objects.in_force(on=on).filter(code=code).first()
    if exemption is None:
        raise Denied(f"There is no exemption '{code}' in force on {on:%d/%m/%Y}. Write it like s.40(2) or s.31(1)(a).")
    return exemption


def _doing(act: AnyAct) -> str:
    doing: dict[Any, str] = {
        Start: "writing the assessment",
        Submit: "submitting it",
        DecideRisk: "deciding on a risk",
        SignOff: "signing it off",
        Log: "writing in the log",
        **returning_acts.DOING,
        **contact_acts.DOING,
        Cancel: "cancelling it",
        Close: "closing it",
        MakeReleaseCopy: "making the release copy",
        **copy_acts.DOING,
        **prompt_acts.DOING,
        MakeMarks: "marking",
        **reason_acts.DOING,
        SendForChecking: "sending it for checking",
        Approve: "approving the file",
        Publish: "publishing it",
    }
    return doing[type(act)]


def _not_yet(done: str) -> NoReturn:
    raise Denied(f"Nothing was {done} before.")
