"""What a checker proposes, and what the marker makes of it. Who adopts a proposal has made the mark."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.documents import snapshot as snapshots
from assessments.release import permissions
from assessments.release.actions.marking import change_mark, mark_stretches, mark_whole, remove_mark
from assessments.release.grounding import check_is_offered
from assessments.release.locating import locate
from assessments.release.models import Candidate, CheckProposal, Exemption, Mark, ProposalAnswer, ReleaseCopy
from assessments.release.occurrences import Stretch
from assessments.release.redacting import NotThere
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical


@audited
def propose_mark(
    *,
    candidate: Candidate,
    path: str,
    exemptions: Sequence[Exemption],
    words: str,
    by: User,
    whole: str = "",
    quote: str = "",
    occurrence: int = 1,
    role: str = "",
) -> CheckProposal:
    """Propose to withhold quoted words of a field, or the whole of a field or row, and say why."""
    release = _lock_for_proposing(candidate, by=by)
    content = snapshots.content_of(release.snapshot)
    places = content.rows() if whole == Mark.Whole.ROW else content.fields()
    if whole not in Mark.Whole.values or path not in places:
        raise Denied(f"There is no {whole or 'field'} '{path}' in this document.")
    start = end = None
    if not whole:
        field = content.fields()[path]
        if field.level is not None:
            raise Denied(f"{field.label} can only be withheld as a whole.")
        try:
            start, end = locate(field, canonical(quote), occurrence)
        except NotThere as not_there:
            raise Denied(str(not_there)) from not_there
    if release.standing_marks().filter(path=path, start=start, end=end, whole=whole).exists():
        raise Denied("These words are marked already. Propose to change the exemptions of that mark instead.")
    check_is_offered(role)
    place = {"path": path, "start": start, "end": end, "whole": whole}
    return _propose(candidate, release, CheckProposal.Kind.ADD, words, exemptions, by=by, role=role, **place)


@audited
def propose_on_mark(
    *,
    candidate: Candidate,
    mark: Mark,
    kind: str,
    words: str,
    by: User,
    exemptions: Sequence[Exemption] = (),
    role: str = "",
) -> CheckProposal:
    """Propose to take one mark off, or to change its exemptions or its label, or ask about it, and say why."""
    release = _lock_for_proposing(candidate, by=by)
    if kind not in CheckProposal.Kind.values or kind == CheckProposal.Kind.ADD:
        raise Denied("Choose what you propose.")
    if not release.standing_marks().filter(pk=mark.pk).exists():
        raise Denied("There is no such mark on this release.")
    if kind != CheckProposal.Kind.CHANGE:
        return _propose(candidate, release, kind, words, (), by=by, mark=mark)
    rests_on = set(mark.grounds.values_list("exemption__code", flat=True))
    if {each.code for each in exemptions} == rests_on and role == mark.role:
        raise Denied("The mark rests on these exemptions already, and its label is the same.")
    if role != mark.role:
        check_is_offered(role)
    return _propose(candidate, release, kind, words, exemptions, by=by, mark=mark, role=role)


@audited
def take_proposal_back(*, proposal: CheckProposal, by: User) -> ProposalAnswer:
    """Take back what one proposed oneself, while the file is still being checked."""
    release = ReleaseCopy.objects.select_for_update().get(pk=proposal.candidate.release_id)
    permissions.check_propose(by, release, at=clock.now())
    if proposal.made_by != by:
        raise Denied("Only who made a proposal can take it back.")
    return _answer(proposal, release, ProposalAnswer.Kind.TAKEN_BACK, "", by=by)


@audited
def adopt_proposal(*, proposal: CheckProposal, sentence: str, by: User) -> ProposalAnswer:
    """Do what was proposed. The mark is then the adopter's, who may not approve the release."""
    release = ReleaseCopy.objects.select_for_update().get(pk=proposal.candidate.release_id)
    permissions.check_mark(by, release, at=clock.now())
    if proposal.is_question:
        raise Denied("A question is answered, not adopted.")
    answer = _answer(proposal, release, ProposalAnswer.Kind.ADOPTED, sentence, by=by)
    grounds = [each.exemption for each in proposal.exemptions.select_related("exemption")]
    match proposal.kind:
        case CheckProposal.Kind.ADD:
            _make_proposed(proposal, release, grounds, by=by)
        case CheckProposal.Kind.TAKE_OFF:
            remove_mark(mark=_marked(proposal), by=by)
        case CheckProposal.Kind.CHANGE:
            change_mark(mark=_marked(proposal), exemptions=grounds, reason=proposal.words, role=proposal.role, by=by)
    return answer


@audited
def answer_proposal(*, proposal: CheckProposal, sentence: str, by: User) -> ProposalAnswer:
    """Answer a question, or decline a proposal, in a sentence. The marks stay as they are."""
    release = ReleaseCopy.objects.select_for_update().get(pk=proposal.candidate.release_id)
    permissions.check_mark(by, release, at=clock.now())
    kind = ProposalAnswer.Kind.ANSWERED if proposal.is_question else ProposalAnswer.Kind.DECLINED
    return _answer(proposal, release, kind, sentence, by=by)


def _lock_for_proposing(candidate: Candidate, *, by: User) -> ReleaseCopy:
    release = ReleaseCopy.objects.select_for_update().get(pk=candidate.release_id)
    permissions.check_propose(by, release, at=clock.now())
    if not candidate.is_current:
        raise Conflict("The marks have changed since this file was made. Look at the release again.")
    return release


def _propose(
    candidate: Candidate,
    release: ReleaseCopy,
    kind: str,
    words: str,
    exemptions: Sequence[Exemption],
    *,
    by: User,
    **about: Mark | str | int | None,
) -> CheckProposal:
    if not words.strip():
        raise Denied("Say why.")
    proposal = CheckProposal(
        candidate=candidate, kind=kind, words=canonical(words), made_at=clock.now(), made_by=by, **about
    )
    proposal.save()
    for exemption in exemptions:
        proposal.exemptions.create(exemption=exemption)
    record(
        "proposal.made",
        by=by,
        about=release,
        sentence=f"Made proposal {proposal.pk}",
        proposal=proposal.pk,
        kind=str(kind),
        mark=proposal.mark_id,
    )
    return proposal


def _answer(proposal: CheckProposal, release: ReleaseCopy, kind: str, sentence: str, *, by: User) -> ProposalAnswer:
    if proposal.is_answered:
        raise Denied("This proposal was already answered.")
    if not sentence.strip() and kind != ProposalAnswer.Kind.TAKEN_BACK:
        raise Denied("Say why, in a sentence.")
    answer = ProposalAnswer.objects.create(
        proposal=proposal, kind=kind, sentence=canonical(sentence), answered_at=clock.now(), answered_by=by
    )
    said = {"adopted": "Adopted", "declined": "Declined", "answered": "Answered", "taken_back": "Took back"}[kind]
    record(f"proposal.{kind}", by=by, about=release, sentence=f"{said} proposal {proposal.pk}", proposal=proposal.pk)
    return answer


def _make_proposed(proposal: CheckProposal, release: ReleaseCopy, grounds: Sequence[Exemption], *, by: User) -> None:
    common = {
        "release": release,
        "exemptions": grounds,
        "reason": proposal.words,
        "role": proposal.role,
        "by": by,
    }
    if proposal.whole:
        mark_whole(path=proposal.path, whole=proposal.whole, **common)  # type: ignore[arg-type]
        return
    assert proposal.start is not None  # noqa: S101
    assert proposal.end is not None  # noqa: S101
    text = snapshots.content_of(release.snapshot).fields()[proposal.path].plain_text
    stretch = Stretch(proposal.path, proposal.start, proposal.end, text[proposal.start : proposal.end])
    mark_stretches(stretches=[stretch], **common)  # type: ignore[arg-type]


def _marked(proposal: CheckProposal) -> Mark:
    assert proposal.mark is not None  # noqa: S101
    return proposal.mark
