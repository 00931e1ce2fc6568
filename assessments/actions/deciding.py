"""Submitting a version, and what the authorising officer decides about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from assessments import permissions
from assessments.completeness import missing_from
from assessments.documents import snapshot as snapshots
from assessments.lifecycle import State
from assessments.models import Decision, Submission, Version
from assessments.open_questions import questions_of
from assessments.parts import PARTS_OF_THE_FORM
from assessments.questions import Question
from assessments.roles import Permission
from assessments.since_submission import since
from cia import clock
from cia.accounts.models import User
from cia.accounts.roles import roles_with
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical
from cia.notices.outbox import tell


@audited
def submit(*, version: Version, by: User) -> Submission:
    """Put a complete version before the authorising officers of its unit, frozen as it reads now."""
    moment = clock.now()
    version = Version.objects.select_for_update().get(pk=version.pk)
    permissions.check_submit(by, version, at=moment)
    if missing := missing_from(version):
        raise Denied("; ".join(item.sentence for item in missing) + ".")

    version.state = State.SUBMITTED
    version.save(update_fields=["state"])
    submission = version.submissions.create(
        snapshot=snapshots.cut(version, at=moment), submitted_at=moment, submitted_by=by
    )

    record("version.submitted", by=by, about=version.assessment, sentence=f"Submitted version {version.printed_number}")
    tell(
        _who_may_decide(version),
        sentence=f"{version} was sent to you for a decision",
        link=version.get_absolute_url(),
    )
    return submission


@audited
def sign_off(
    *, submission: Submission, fingerprint: str, reasons: str, by: User, answers: Mapping[str, str] | None = None
) -> Decision:
    """Approve exactly what the officer saw, by its fingerprint; the version before is superseded.

    ``answers`` holds, by its sentence, what is answered to each thing that the document leaves open.
    """
    decision = _decide(
        submission, Decision.Kind.SIGNED_OFF, reasons=reasons, by=by, fingerprint=fingerprint, answers=answers or {}
    )
    version = submission.version
    for earlier in version.assessment.versions.filter(state=State.SIGNED_OFF):
        earlier.state = State.SUPERSEDED
        earlier.save(update_fields=["state"])
        record(
            "version.superseded",
            by=by,
            about=version.assessment,
            sentence=f"Superseded version {earlier.printed_number} by version {version.printed_number}",
        )
    _become(version, State.SIGNED_OFF)
    _tell_author(version, f"{version} was signed off")
    return decision


@audited
def cut_afresh(*, submission: Submission, by: User) -> Submission:
    """Take what was logged since it was submitted into what waits for a decision, as it stands now.

    What was written in the version stays as it is, and so does what was decided about its risks.
    """
    moment = clock.now()
    version = _waiting(submission, by=by, at=moment)
    if not since(submission):
        raise Denied("Nothing was logged since it was submitted, so there is nothing to take in.")

    fresh = version.submissions.create(
        snapshot=snapshots.cut(version, at=moment),
        submitted_at=submission.submitted_at,
        submitted_by=submission.submitted_by,
    )
    for decided in submission.risk_decisions.all():
        decided.pk = None
        decided.submission = fresh
        decided.save(force_insert=True)

    record(
        "version.cut_afresh",
        by=by,
        about=version.assessment,
        sentence=f"Took what was logged since into version {version.printed_number}",
        content=fresh.snapshot.hmac,
    )
    return fresh


@audited
def return_version(
    *, submission: Submission, reasons: str, by: User, points: Sequence[tuple[str, str]] = ()
) -> Decision:
    """Give a version back to its author, who answers and submits again.

    ``points`` ask about single parts of the form, as (part, text); where there is one, ``reasons`` may be empty.
    """
    points = [(part, canonical(text)) for part, text in points if text.strip()]
    if any(part not in PARTS_OF_THE_FORM for part, _ in points):
        raise Denied("A point is about a part of the form.")
    if not points and not reasons.strip():
        raise Denied("Say what must change, or ask about a part of it.")
    decision = _decide(submission, Decision.Kind.RETURNED, reasons=reasons, by=by)
    for number, (part, text) in enumerate(points, start=1):
        decision.points.create(number=number, part=part, text=text)
    _become(submission.version, State.RETURNED)
    _tell_author(submission.version, f"{submission.version} was returned to you with questions")
    return decision


@audited
def refuse(*, submission: Submission, reasons: str, by: User) -> Decision:
    """Refuse a version for good. The file stays, and a new version may be opened."""
    decision = _decide(submission, Decision.Kind.REFUSED, reasons=reasons, by=by)
    _become(submission.version, State.REFUSED)
    _tell_author(submission.version, f"{submission.version} was refused")
    return decision


def _decide(
    submission: Submission,
    kind: Decision.Kind,
    *,
    reasons: str,
    by: User,
    fingerprint: str = "",
    answers: Mapping[str, str] | None = None,
) -> Decision:
    moment = clock.now()
    version = _waiting(submission, by=by, at=moment)
    if kind != Decision.Kind.RETURNED and not reasons.strip():
        raise Denied("Give the reasons for your decision.")
    if kind == Decision.Kind.SIGNED_OFF and fingerprint != snapshots.fingerprint(submission.snapshot):
        raise Denied("What you read is not what is waiting now. Read it anew, then decide.")
    content = snapshots.content_of(submission.snapshot)
    if kind == Decision.Kind.SIGNED_OFF:
        _check_no_new_concern(submission)
        _answer_findings(submission, questions_of(content, at=moment), answers or {}, by=by, at=moment)

    posting = by.posted(at=moment).filter(role__in=roles_with(Permission.ASSESSMENT_SIGN_OFF)).first()
    decision = Decision.objects.create(
        submission=submission,
        kind=kind,
        reasons=canonical(reasons),
        decided_at=moment,
        decided_by=by,
        rank_then=by.rank,
        name_then=by.name,
        role_then=str(posting) if posting else "",
    )
    record(
        f"version.{kind.value}",
        by=by,
        about=version.assessment,
        sentence=f"{kind.label} version {version.printed_number}",
        content=submission.snapshot.hmac,
    )
    return decision


def _waiting(submission: Submission, *, by: User, at: datetime) -> Version:
    """The version, locked, of a submission that waits for a decision by this officer; it is the last of its own."""
    version = Version.objects.select_for_update().get(pk=submission.version_id)
    permissions.check_decide(by, version, at=at)
    if version.submissions.latest("pk").pk != submission.pk:
        raise Denied("This was submitted again, or cut afresh, since you opened it. Read it anew, then decide.")
    return version


def _check_no_new_concern(submission: Submission) -> None:
    """A concern that was raised meanwhile belongs into what is signed off."""
    if raising := since(submission).raising:
        raise Denied(
            f"A concern was raised since this was submitted: {', '.join(map(str, raising))}. Take it into the "
            "document, read it, then decide."
        )


def _answer_findings(
    submission: Submission, questions: Sequence[Question], answers: Mapping[str, str], *, by: User, at: datetime
) -> None:
    """Keep what is answered to each question; nothing is signed off while one is open."""
    answers = {sentence: canonical(text) for sentence, text in answers.items() if text.strip()}
    if open_ones := [question.sentence for question in questions if question.sentence not in answers]:
        raise Denied("Before you sign off, answer this or say why you accept it:", *open_ones)
    if unasked := answers.keys() - {question.sentence for question in questions}:
        raise Denied("This is not asked about what was submitted:", *sorted(unasked))
    for number, question in enumerate(questions, start=1):
        submission.finding_answers.create(
            number=number,
            finding=question.sentence,
            about=list(question.about),
            text=answers[question.sentence],
            answered_at=at,
            answered_by=by,
            rank_then=by.rank,
            name_then=by.name,
        )


def _become(version: Version, state: State) -> None:
    version.state = state
    version.save(update_fields=["state"])
    if state in {State.SIGNED_OFF, State.REFUSED}:
        version.row_drafts.all().delete()  # what was typed and can be added no more


def _tell_author(version: Version, sentence: str) -> None:
    tell([version.author], sentence=sentence, link=version.get_absolute_url())


def _who_may_decide(version: Version) -> list[User]:
    roles = roles_with(Permission.ASSESSMENT_SIGN_OFF)
    moment = clock.now()
    candidates = User.objects.filter(is_active=True, postings__role__in=roles).distinct()
    return [
        user
        for user in candidates.exclude(contributions__version=version)
        if user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=version.assessment.unit, at=moment)
    ]
