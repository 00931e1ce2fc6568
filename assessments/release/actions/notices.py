"""The refusal notice that goes with a release, and the entry in the public disclosure log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assessments.release import request_permissions as permissions
from assessments.release.echoing import check_names_nobody_who_asked, check_says_nothing_hidden
from assessments.release.models import Disclosure, DisclosureTakenOut, NoticeText, ReleaseCopy, Request, notice_of
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical


@audited
def save_notice(*, release: ReleaseCopy, text: str, revision: int, by: User) -> NoticeText:
    """Save the notice over the revision that was seen. Refused where it has words that the release withholds."""
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    permissions.check_write_notice(by, release, at=clock.now())
    return _save(release, text, revision, hidden_by=[release], by=by)


@audited
def save_refusal_notice(*, request: Request, text: str, revision: int, by: User) -> NoticeText:
    """Save the notice of a request that is refused in full, over the revision that was seen.

    Refused where it has words that a copy of what was asked for withholds.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    permissions.check_refuse_in_full(by, request, at=clock.now())
    return _save(request, text, revision, hidden_by=ReleaseCopy.objects.about(request), by=by)


def _save(
    about: ReleaseCopy | Request, text: str, revision: int, *, hidden_by: Iterable[ReleaseCopy], by: User
) -> NoticeText:
    if not text.strip():
        raise Denied("Write the notice.")
    last = notice_of(about)
    if revision != (last.revision if last else 0):
        raise Conflict("Somebody else saved the notice while you were writing. Compare the two texts, then save again.")
    text = canonical(text)
    check_says_nothing_hidden(text, hidden_by)

    saved = about.notice_texts.create(revision=revision + 1, text=text, saved_at=clock.now(), saved_by=by)

    record("notice.saved", by=by, about=about, sentence=f"Saved the notice of {about}", revision=saved.revision)
    return saved


@audited
def enter_disclosure(
    *, request: Request, title: str, summary: str, reply: str, replied_on: date, by: User
) -> Disclosure:
    """Put an answered request in the public disclosure log, at once, without hidden words or the name of who asked."""
    moment = clock.now()
    request = Request.objects.select_for_update().get(pk=request.pk)
    permissions.check_enter_disclosure(by, request, at=moment)
    if replied_on > clock.today() or replied_on < request.received_on:
        raise Denied("Enter the day of the reply.")
    texts = [canonical(text) for text in (title, summary, reply)]
    if not all(text.strip() for text in texts):
        raise Denied("Write a title, what was asked and what was replied.")
    for text in texts:
        check_says_nothing_hidden(text, ReleaseCopy.objects.about(request))
        check_names_nobody_who_asked(text, Request.objects.beside(request))

    disclosure = request.disclosures.create(
        title=texts[0], summary=texts[1], reply=texts[2], replied_on=replied_on, entered_at=moment, entered_by=by
    )

    record("disclosure.entered", by=by, about=request, sentence=f"Entered {request.reference} in the disclosure log")
    return disclosure


@audited
def take_out_disclosure(*, disclosure: Disclosure, reason: str, by: User) -> DisclosureTakenOut:
    """Take an entry out of the public disclosure log, at once. Another may then be entered."""
    moment = clock.now()
    request = Request.objects.select_for_update().get(pk=disclosure.request_id)
    permissions.check_work_on_requests(by, at=moment)
    if not Disclosure.objects.standing().filter(pk=disclosure.pk).exists():
        raise Denied("This entry was taken out already.")
    if not reason.strip():
        raise Denied("Say why you are taking it out.")

    taken_out = DisclosureTakenOut.objects.create(
        disclosure=disclosure, reason=canonical(reason), taken_out_at=moment, taken_out_by=by
    )

    record("disclosure.taken_out", by=by, about=request, sentence=f"Took {request.reference} out of the disclosure log")
    return taken_out
