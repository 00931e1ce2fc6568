"""Asking the owner, or anybody who may read the assessment, what harm publishing would do; and their answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assessments.documents.snapshot import content_of
from assessments.release import permissions
from assessments.release.echoing import check_names_nobody_who_asked
from assessments.release.models import HarmAnswer, HarmPassage, HarmRequest, ReleaseCopy, Request
from assessments.release.passages import Passage, check_passage
from assessments.release.redacting import NotThere
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical
from cia.notices.outbox import tell


@audited
def ask_for_harm(
    *, release: ReleaseCopy, passages: Sequence[Passage], of: User, question: str, due_on: date, by: User
) -> HarmRequest:
    """Ask somebody about passages, by a day. They get a notice, which says nothing of the passages."""
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    moment = clock.now()
    permissions.check_ask_for_harm(by, release, of=of, at=moment)
    if not passages:
        raise Denied("Say which passage you ask about.")
    if not question.strip():
        raise Denied("Say what you ask.")
    if due_on < clock.local(moment).date():
        raise Denied("The answer cannot be due on a day that is past.")
    assessment = release.snapshot.version.assessment
    check_names_nobody_who_asked(question, Request.objects.about(assessment))
    content = content_of(release.snapshot)
    for passage in passages:
        try:
            check_passage(content, passage)
        except NotThere as not_there:
            raise Denied(str(not_there)) from not_there

    request = HarmRequest.objects.create(
        release=release,
        asked_of=of,
        question=canonical(question),
        due_on=due_on,
        asked_at=moment,
        asked_by=by,
    )
    for passage in dict.fromkeys(passages):
        HarmPassage.objects.create(
            request=request, path=passage.path, start=passage.start, end=passage.end, whole=passage.whole
        )
    sentence = f"Asked {of} what harm publishing would do"
    record("harm.asked", by=by, about=release, sentence=sentence, request=request.pk, passages=len(passages))
    sentence = f"You are asked what harm would come of publishing part of {assessment}, by {due_on:%d/%m/%Y}"
    tell([of], sentence=sentence, link=request.get_absolute_url())
    return request


@audited
def answer_harm(*, request: HarmRequest, kind: str, text: str, by: User) -> HarmAnswer:
    """Answer what one was asked, once. Whoever asked is told that there is an answer."""
    ReleaseCopy.objects.select_for_update().get(pk=request.release_id)
    permissions.check_answer_harm(by, request, at=clock.now())
    if kind not in HarmAnswer.Kind.values:
        raise Denied("Say whether publishing it would do harm.")
    if kind == HarmAnswer.Kind.HARM and not text.strip():
        raise Denied("Say what harm would come of it.")

    answer = HarmAnswer.objects.create(
        request=request, kind=kind, text=canonical(text), answered_at=clock.now(), answered_by=by
    )
    record("harm.answered", by=by, about=request.release, sentence="Answered what harm publishing would do")
    sentence = f"{by} answered what harm would come of publishing part of {request.release}"
    tell([request.asked_by], sentence=sentence, link=request.get_absolute_url())
    return answer
