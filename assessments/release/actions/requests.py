"""Requests for information, from receipt to the Information Commissioner. Nothing told names who asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from assessments.release import request_permissions as permissions
from assessments.release.deadlines import deadline_of
from assessments.release.echoing import check_says_nothing_hidden
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Exemption, NoticeText, ReleaseCopy, Request, RequestEvent, notice_of
from assessments.release.notice import unwritten
from assessments.release.request_lifecycle import Step, leads_to
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical


@audited
def record_request(*, received_on: date, asked: str, requester_name: str, requester_contact: str, by: User) -> Request:
    """Write a request down under the next reference; it may have been received days before, on any day."""
    moment = clock.now()
    permissions.check_work_on_requests(by, at=moment)
    if received_on > clock.today():
        raise Denied("A request cannot be received on a day that is still to come.")
    if not asked.strip():
        raise Denied("Write down what was asked for.")

    request = Request.objects.create(
        reference=_next_reference(clock.local(moment).year),
        received_on=received_on,
        asked=canonical(asked),
        requester_name=canonical(requester_name),
        requester_contact=canonical(requester_contact),
        recorded_at=moment,
        recorded_by=by,
    )

    record("request.recorded", by=by, about=request, sentence=f"Recorded request {request.reference}")
    return request


@audited
def take_step(
    *,
    request: Request,
    step: str,
    on: date,
    note: str,
    by: User,
    until_on: date | None = None,
    exemption: Exemption | None = None,
    release: ReleaseCopy | None = None,
) -> RequestEvent:
    """Write down one step of a request and the day of it. An extension names a qualified exemption and a new day.

    A reply names the release that was sent, if one was: a published one. Its notice as it stands goes with it. With a
    refusal goes the notice of the request, which has to be finished where exemptions are relied on.
    """
    moment = clock.now()
    request = Request.objects.select_for_update().get(pk=request.pk)
    permissions.check_take_step(by, request, step, at=moment)
    _check_day(request, on)
    if not note.strip():
        raise Denied("Write down what is to be known of it.")
    if step == Step.EXTENDED:
        _check_extension(request, until_on=until_on, exemption=exemption)

    notice = None
    if release is not None:
        if step != Step.REPLIED:
            raise Denied("Only a reply sends a release.")
        notice = _notice_to_send(request, ReleaseCopy.objects.select_for_update().get(pk=release.pk))
    elif step == Step.REFUSED:
        notice = _refusal_to_send(request)

    became = leads_to(step, at_state=request.state)
    event = request.events.create(
        step=step,
        became=became,
        on=on,
        note=canonical(note),
        until_on=until_on,
        exemption=exemption,
        release=release,
        notice=notice,
        recorded_at=moment,
        recorded_by=by,
    )
    request.state = became
    request.save(update_fields=["state"])

    record(f"request.{step}", by=by, about=request, sentence=f"{request.reference}: {Step(step).label}")
    return event


def _check_day(request: Request, on: date) -> None:
    if on > clock.today():
        raise Denied("Enter a day that has come.")
    if on < (last := request.last_day()):
        raise Denied(f"Enter {last:%d/%m/%Y} or a later day: what was written down before happened on that day.")


def _check_extension(request: Request, *, until_on: date | None, exemption: Exemption | None) -> None:
    """Only to weigh the public interest, and so only where a qualified exemption is engaged (section 10(3))."""
    if exemption is None or exemption.test != Exemption.Test.QUALIFIED:
        raise Denied(
            "Time is extended only to weigh the public interest: name the qualified exemption that is engaged."
        )
    due = deadline_of(request, on=clock.today()).due_on
    if until_on is None or (due is not None and until_on <= due):
        raise Denied("Enter the new day by which you will reply, later than the day before the extension.")


def _notice_to_send(request: Request, release: ReleaseCopy) -> NoticeText | None:
    """The notice that goes with a release: finished, and without anything that the release withholds by now."""
    if release.request_id != request.pk:
        raise Denied("This release was not made for this request.")
    if release.state != ReleaseState.PUBLISHED:
        raise Denied(
            f"{release.number} is at '{release.get_state_display()}'. Only what is published is sent with a reply, "
            "so publish it first."
        )
    notice = notice_of(release)
    if notice is None:
        if release.standing_marks().exists():
            raise Denied(f"{release.number} withholds something, so it needs a notice. Write and save it first.")
        return None
    _check_is_finished(notice, [release])
    return notice


def _refusal_to_send(request: Request) -> NoticeText | None:
    """The notice of a request that is refused in full. None is needed where nothing is withheld: nothing is held."""
    notice = notice_of(request)
    if notice is None:
        if request.refusal_grounds.standing():
            raise Denied("Exemptions are relied on, so this refusal needs a notice. Write and save it first.")
        return None
    _check_is_finished(notice, ReleaseCopy.objects.about(request))
    return notice


def _check_is_finished(notice: NoticeText, hidden_by: Iterable[ReleaseCopy]) -> None:
    if unwritten(notice.text):
        raise Denied("Something in the notice is still to be written: it stands in square brackets.")
    check_says_nothing_hidden(notice.text, hidden_by)


def _next_reference(year: int) -> str:
    last = (
        Request.objects.select_for_update().filter(reference__startswith=f"FOI-{year}-").aggregate(n=Max("reference"))
    )
    number = int(last["n"].rsplit("-", 1)[1]) + 1 if last["n"] else 1
    return f"FOI-{year}-{number:04d}"
