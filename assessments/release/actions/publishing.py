"""From marks to the world: a checked file, a second person's approval of its bytes, publication, taking down."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime

import msgspec
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

from assessments.documents import snapshot as snapshots
from assessments.release import permissions
from assessments.release.actions.taking_down import record_breach
from assessments.release.alerting import alert, foi_officers, foi_postings
from assessments.release.checking import Seen, Step
from assessments.release.earlier_publications import key_of, one_publication_at_a_time, together_with
from assessments.release.gate import Examined, Refused, examining, hidden_words_seen, last_of
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import (
    Approval,
    Candidate,
    CheckProposal,
    CheckReturn,
    CombinationAcceptance,
    Publication,
    PublicationPack,
    ReleaseCopy,
    Withdrawal,
)
from assessments.release.pack import manifest, said_in, schedule_table
from assessments.release.preparing import DependsOnHidden, Prepared, prepare
from assessments.release.prompting import marked_passages
from assessments.release.readiness import outstanding
from assessments.release.reading import TOOLS, tool_version
from assessments.release.redacting import PublicDocument
from assessments.release.register import register_title, register_unit
from assessments.release.residual import hidden_texts
from assessments.release.serving import file_names, is_altered
from assessments.release.signing import key_id, sign
from assessments.release.standing_words import standing_words_hidden_by
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical
from cia.notices.outbox import tell


def send_for_checking(*, release: ReleaseCopy, by: User) -> Candidate:
    """Make the very file that would be published, put it through the gate, and hand it to another person.

    Raises Denied with a sentence, and changes nothing, when anything of the gate refuses or cannot run. The file is
    made outside any transaction; if a mark changes meanwhile, the file is thrown away.
    """
    return last_of(send_step_by_step(release=release, by=by))


def send_step_by_step(*, release: ReleaseCopy, by: User) -> Generator[Step, None, Candidate]:
    """The same, giving each step of the gate as it ends. What may not be sent at all is denied at once.

    Left before the end, it changes nothing.
    """
    try:
        with transaction.atomic():
            release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
            permissions.check_send_for_checking(by, release, at=clock.now())
            if left := outstanding(release, on=clock.today()):
                raise Denied(*(each.sentence for each in left))
            prepared = prepare(release, on=clock.today())
    except DependsOnHidden:
        _stop(release=release, by=by)
        raise
    return _through_the_gate(release=release, prepared=prepared, by=by)


def _through_the_gate(*, release: ReleaseCopy, prepared: Prepared, by: User) -> Generator[Step, None, Candidate]:
    try:
        examined = yield from examining(
            prepared.document,
            hidden=prepared.hidden,
            from_swapped=prepared.from_swapped,
            must_have_no_network=settings.PUBLICATION_SANDBOX_REQUIRED,
        )
    except Refused as refused:
        _stop(release=release, by=by)
        raise Denied(*refused.sentences) from refused
    try:
        return _keep_candidate(release=release, prepared=prepared, examined=examined, by=by)
    except (InterfaceError, OperationalError) as gone:
        connection.close()  # the next thing asked of the database opens a new one
        _stop(release=release, by=by)
        raise Denied("The database could not be reached, so nothing was sent. Send it for checking again.") from gone


@audited
def give_back(*, candidate: Candidate, reasons: str, by: User) -> CheckReturn:
    """Give a release back for marking, with what is to be changed; anything approved before counts no more.

    What was proposed goes with it, and then needs no further words.
    """
    moment = clock.now()
    release = ReleaseCopy.objects.select_for_update().get(pk=candidate.release_id)
    permissions.check_give_back(by, release, at=moment)
    _check_is_current(candidate, release)
    proposed = CheckProposal.objects.of_release(release).unanswered().count()
    if not reasons.strip() and not proposed:
        raise Denied("Say what is to be changed.")
    reasons = reasons if reasons.strip() else f"Proposals to answer: {proposed}."

    _become(release, ReleaseState.MARKING)
    check_return = CheckReturn.objects.create(
        candidate=candidate, reasons=canonical(reasons), returned_at=moment, returned_by=by
    )
    record("release.given_back", by=by, about=release, sentence=f"Gave {release.number} back for marking")
    tell(
        [candidate.made_by],
        sentence=f"Release {release.number} was given back to you for marking",
        link=release.get_absolute_url(),
    )
    return check_return


def approve(*, candidate: Candidate, pdf_sha256: str, html_sha256: str, by: User) -> Approval:
    """Approve exactly the bytes that the checker saw: the digests are those of the page they decided on.

    Other bytes than those that wait raise Conflict; that is put on the trail, and the FOI team is told.
    """
    try:
        return _approve(candidate=candidate, pdf_sha256=pdf_sha256, html_sha256=html_sha256, by=by)
    except Conflict:
        _stop(release=candidate.release, by=by)
        raise


@audited
def _approve(*, candidate: Candidate, pdf_sha256: str, html_sha256: str, by: User) -> Approval:
    moment = clock.now()
    release = ReleaseCopy.objects.select_for_update().get(pk=candidate.release_id)
    permissions.check_approve(by, release, at=moment)
    _check_is_current(candidate, release)
    if (pdf_sha256, html_sha256) != (candidate.pdf_sha256, candidate.html_sha256):
        raise Conflict("The file you checked is not the one that is waiting now. Check the new file.")

    approval = Approval.objects.create(
        candidate=candidate, pdf_sha256=pdf_sha256, html_sha256=html_sha256, approved_at=moment, approved_by=by
    )
    _become(release, ReleaseState.APPROVED)
    record(
        "release.approved", by=by, about=release, sentence=f"Approved the file of {release.number}", sha256=pdf_sha256
    )
    tell([candidate.made_by], sentence=f"Release {release.number} was approved", link=release.get_absolute_url())
    return approval


def publish(*, approval: Approval, by: User, accepts: str = "", seen: str | None = None) -> Publication:
    """Give the approved bytes to the world, under their number; raises Denied where they are no longer those.

    Where an earlier publication of the record shows what this one withholds, the publisher ``accepts`` that in
    writing. ``seen`` is the key of what they were shown, where a page showed it. Whatever is refused is put on the
    trail, and the FOI team is told.
    """
    approval = Approval.objects.select_related("candidate__release").get(pk=approval.pk)
    release = approval.candidate.release
    try:
        permissions.check_publish(by, release, at=clock.now())
        if is_altered(approval):
            raise Denied("The file that is kept is no longer the one that was approved, so it was not published.")
        return _publish(approval=approval, by=by, accepts=accepts, seen=seen)
    except Denied:
        _stop(release=release, by=by)
        raise


@audited
def _publish(*, approval: Approval, by: User, accepts: str, seen: str | None) -> Publication:
    moment = clock.now()
    candidate = approval.candidate
    one_publication_at_a_time(candidate.release)
    release = ReleaseCopy.objects.select_for_update().get(pk=candidate.release_id)
    permissions.check_publish(by, release, at=moment)
    _check_is_current(candidate, release)
    if standing := standing_words_hidden_by(release):
        raise Denied(*(f"{each.name} has words that this copy withholds. {each.mend}" for each in standing))
    told = key_of(together_with(candidate))
    if seen is not None and seen != told:
        raise Conflict("Another publication of this assessment was made meanwhile. Look at what they tell together.")
    if told and not accepts.strip():
        raise Denied(
            "Earlier publications of this assessment show words that this one withholds. "
            "Accept that in writing, or give it back for marking."
        )

    document = msgspec.convert(candidate.public, PublicDocument)
    publication = Publication.objects.create(
        approval=approval,
        number=release.number,
        title=register_title(document),
        unit=register_unit(document),
        published_at=moment,
        published_by=by,
    )
    _pack(publication, document, on=clock.local(moment).date())
    if told:
        CombinationAcceptance.objects.create(
            publication=publication, earlier=told, reason=canonical(accepts), accepted_at=moment, accepted_by=by
        )
    _become(release, ReleaseState.PUBLISHED)
    record(
        "release.published",
        by=by,
        about=release,
        sentence=f"Published {release.number}",
        pdf_sha256=candidate.pdf_sha256,
        html_sha256=candidate.html_sha256,
        told_together_with=told,
    )
    version = release.snapshot.version
    tell(
        [version.author, candidate.made_by],
        sentence=f"A redacted copy was published as {release.number}",
        link=publication.get_absolute_url(),
    )
    return publication


@audited
def take_down(
    *,
    publication: Publication,
    reason: str,
    by: User,
    breach_known_at: datetime | None = None,
    breach_known_as_typed: str = "",
) -> Withdrawal:
    """Stop giving a publication out, at once, every copy of it. One person is enough.

    Where personal data may have gone out, it is recorded with it when that became known.
    """
    moment = clock.now()
    release = ReleaseCopy.objects.select_for_update().get(pk=publication.candidate.release_id)
    permissions.check_take_down(by, publication, at=moment)
    if not reason.strip():
        raise Denied("Say why you are taking this down.")

    withdrawal = Withdrawal.objects.create(
        publication=publication, reason=canonical(reason), withdrawn_at=moment, withdrawn_by=by
    )
    _become(release, ReleaseState.TAKEN_DOWN)
    record("publication.taken_down", by=by, about=release, sentence=f"Took {publication.number} down")
    if breach_known_at is not None:
        record_breach(publication=publication, known_at=breach_known_at, known_as_typed=breach_known_as_typed, by=by)
    tell(
        User.objects.filter(is_active=True, postings__in=foi_postings(moment)).exclude(pk=by.pk).distinct(),
        sentence=f"{publication.number} was taken down",
        link=release.get_absolute_url(),
    )
    author = release.snapshot.version.author
    if author != by:
        tell([author], sentence=f"{publication.number} was taken down", link=publication.get_absolute_url())
    return withdrawal


@audited
def _stop(*, release: ReleaseCopy, by: User) -> None:
    """Put on the trail that nothing went further, and tell the FOI team. What failed is said to who acted, at once.

    Of what is out already there is nothing to tell: somebody pressed twice, or after somebody else.
    """
    if ReleaseCopy.objects.get(pk=release.pk).state == ReleaseState.PUBLISHED:
        record("gate.refused", by=by, about=release, sentence=f"Refused to publish {release.number} again")
        return
    record("gate.refused", by=by, about=release, sentence=f"The gate refused {release.number}")
    alert(release, f"The gate refused {release.number}: nothing of it went further")


@audited
def _keep_candidate(*, release: ReleaseCopy, prepared: Prepared, examined: Examined, by: User) -> Candidate:
    moment = clock.now()
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    permissions.check_send_for_checking(by, release, at=moment)
    if release.marks_revision != prepared.marks_revision:
        raise Conflict("A mark was changed while the file was being made. Send it for checking again.")

    candidate = release.candidates.create(
        marks_revision=prepared.marks_revision,
        public=msgspec.to_builtins(prepared.document),
        pdf=examined.pdf,
        html=examined.html.encode(),
        pdf_sha256=examined.pdf_sha256,
        html_sha256=examined.html_sha256,
        pages=examined.pages,
        gate_report=msgspec.to_builtins(examined.report),
        tools={name: tool_version(name) for name in TOOLS},
        made_at=moment,
        made_by=by,
    )
    _become(release, ReleaseState.CHECKING)
    record(
        "release.sent_for_checking",
        by=by,
        about=release,
        sentence=f"Sent {release.number} for checking",
        sha256=candidate.pdf_sha256,
    )
    tell(
        [user for user in foi_officers(release) if user != by],
        sentence=f"Release {release.number} was sent for checking",
        link=release.get_absolute_url(),
    )
    return candidate


def _pack(publication: Publication, document: PublicDocument, *, on: date) -> PublicationPack:
    """What goes out beside the files, and the force's signature. Refused where it would show a hidden word."""
    candidate, names = publication.candidate, file_names(publication)
    release = candidate.release
    hidden = hidden_texts(snapshots.content_of(release.snapshot), marked_passages(release))
    said = Seen("the manifest", said_in(document, title=publication.title, unit=publication.unit))
    if hidden_words_seen(document, hidden, [said], candidate.pages):
        raise Denied("The manifest or the schedule would show words that are withheld, so nothing was published.")
    table = schedule_table(document)
    written = manifest(
        document,
        title=publication.title,
        unit=publication.unit,
        published_on=on,
        pages=candidate.pages,
        files={
            names["pdf"]: bytes(candidate.pdf),
            names["html"]: bytes(candidate.html),
            names["schedule"]: table,
        },
        tools=candidate.tools,
    )
    return PublicationPack.objects.create(
        publication=publication, manifest=written, signature=sign(written), key=key_id(), schedule=table
    )


def _check_is_current(candidate: Candidate, release: ReleaseCopy) -> None:
    if not candidate.is_current or candidate.release_id != release.pk:
        raise Conflict("The marks have changed since this file was made. Look at the release again.")


def _become(release: ReleaseCopy, state: ReleaseState) -> None:
    release.state = state
    release.save(update_fields=["state"])
