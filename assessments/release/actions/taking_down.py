"""After a publication was taken down: what the public is told, the clock of a breach, and putting it back by two."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse

from assessments.documents import snapshot as snapshots
from assessments.release import permissions
from assessments.release.alerting import foi_officers
from assessments.release.checking import Seen
from assessments.release.earlier_publications import one_publication_at_a_time
from assessments.release.echoing import check_names_nobody_who_asked, check_says_nothing_hidden
from assessments.release.gate import hidden_words_seen
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import (
    Breach,
    BreachEnd,
    Publication,
    Reinstatement,
    ReinstatementAsked,
    ReleaseCopy,
    Request,
    Withdrawal,
    WithdrawalNotice,
)
from assessments.release.prompting import marked_passages
from assessments.release.putting_back import who_may_confirm
from assessments.release.redacting import PublicDocument
from assessments.release.residual import hidden_texts
from cia import clock
from cia.accounts.models import User, force_setting
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical
from cia.notices.outbox import tell


@audited
def tell_the_public(*, publication: Publication, words: str, by: User) -> WithdrawalNotice:
    """Say in public words why a publication was withdrawn.

    Refused where they hold anything that it withheld, in whatever form, or that a later copy of the record withholds.
    """
    moment = clock.now()
    release = _locked(publication)
    permissions.check_tell_the_public(by, publication, at=moment)
    words = canonical(words)
    if not words.strip():
        raise Denied("Write what the public is told.")
    candidate = publication.candidate
    document = msgspec.convert(candidate.public, PublicDocument)
    hidden = hidden_texts(snapshots.content_of(release.snapshot), marked_passages(release))
    if hidden_words_seen(document, hidden, [Seen("the notice", words)], candidate.pages):
        raise Denied("The notice holds words that are withheld in this publication. Say it without them.")
    check_says_nothing_hidden(words, ReleaseCopy.objects.since(release))
    check_names_nobody_who_asked(words, Request.objects.about(release.snapshot.version.assessment))

    notice = WithdrawalNotice.objects.create(
        withdrawal=_withdrawal(publication), words=words, written_at=moment, written_by=by
    )
    record("withdrawal.told", by=by, about=release, sentence=f"Told the public why {publication.number} was withdrawn")
    return notice


@audited
def record_breach(*, publication: Publication, known_at: datetime, known_as_typed: str, by: User) -> Breach:
    """Record when it became known that personal data may have gone out; the limit runs from then."""
    moment = clock.now()
    release = _locked(publication)
    permissions.check_record_breach(by, publication, at=moment)
    if known_at > moment:
        raise Denied("It cannot have become known later than now.")
    withdrawal = _withdrawal(publication)
    if Breach.objects.filter(withdrawal=withdrawal).exists():
        raise Denied("This breach was already recorded.")

    breach = Breach.objects.create(
        withdrawal=withdrawal,
        known_at=known_at,
        known_as_typed=known_as_typed,
        limit_hours=force_setting("breach_limit_hours", on=clock.today()),
        recorded_at=moment,
        recorded_by=by,
    )
    record("breach.recorded", by=by, about=release, sentence=f"Recorded a possible breach by {publication.number}")
    return breach


@audited
def end_breach(*, breach: Breach, kind: str, words: str, by: User) -> BreachEnd:
    """Say whether a breach was reported to the Information Commissioner, and what was considered."""
    moment = clock.now()
    publication = breach.withdrawal.publication
    release = _locked(publication)
    permissions.check_end_breach(by, breach, at=moment)
    if kind not in BreachEnd.Kind.values:
        raise Denied("Choose whether it was reported.")
    if not words.strip():
        raise Denied("Say what was considered.")

    end = BreachEnd.objects.create(breach=breach, kind=kind, words=canonical(words), ended_at=moment, ended_by=by)
    record(f"breach.{kind}", by=by, about=release, sentence=f"{end.get_kind_display()}: breach by {publication.number}")
    return end


@audited
def ask_to_put_back(*, publication: Publication, reason: str, by: User) -> ReinstatementAsked:
    """The first of the two people whom it takes to publish again what was taken down."""
    moment = clock.now()
    release = _locked(publication)
    permissions.check_ask_to_put_back(by, publication, at=moment)
    if not reason.strip():
        raise Denied("Say why it may be published again.")

    asked = ReinstatementAsked.objects.create(
        withdrawal=_withdrawal(publication), reason=canonical(reason), asked_at=moment, asked_by=by
    )
    record("publication.putting_back_asked", by=by, about=release, sentence=f"Asked to put {publication.number} back")
    tell(
        who_may_confirm(publication, foi_officers(release), asked_by=by, at=moment),
        sentence=f"{by} asks to put {publication.number} back, and you may confirm it",
        link=reverse("release-put-back", args=[release.number]),
    )
    return asked


@audited
def put_back(*, publication: Publication, by: User) -> Reinstatement:
    """The second person confirms, and the very bytes that were approved are given out again."""
    moment = clock.now()
    one_publication_at_a_time(publication.candidate.release)
    release = _locked(publication)
    permissions.check_put_back(by, publication, at=moment)
    withdrawal = _withdrawal(publication)

    reinstatement = Reinstatement.objects.create(
        withdrawal=withdrawal, by=withdrawal.reinstatement_asked.asked_by, confirmed_at=moment, confirmed_by=by
    )
    release.state = ReleaseState.PUBLISHED
    release.save(update_fields=["state"])
    record("publication.put_back", by=by, about=release, sentence=f"Put {publication.number} back")
    tell(
        [release.snapshot.version.author, *foi_officers(release)],
        sentence=f"{publication.number} was put back, and is public again",
        link=publication.get_absolute_url(),
    )
    return reinstatement


def _locked(publication: Publication) -> ReleaseCopy:
    return ReleaseCopy.objects.select_for_update().get(pk=publication.candidate.release_id)


def _withdrawal(publication: Publication) -> Withdrawal:
    withdrawal = publication.withdrawal
    if withdrawal is None:
        raise Denied("This publication is not taken down.")
    return withdrawal
