"""A request for information, from its receipt to the Commissioner."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, transaction

from assessments.release.actions.requests import record_request, take_step
from assessments.release.deadlines import deadline_of
from assessments.release.models import BankHoliday, Exemption, Request, RequestEvent
from assessments.release.request_lifecycle import STEPS, RequestState, Step
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Denied
from cia.notices.models import Notice

pytestmark = pytest.mark.django_db

NAME = "Quillon Thistlewood"
TODAY = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def monday():
    with clock.stopped_at(datetime(2026, 1, 5, 9, 30, tzinfo=UTC)):
        yield


@pytest.fixture
def asked(tom):
    return record_request(
        received_on=date(2025, 12, 12),
        asked="Any community impact assessment of the market in Harrowmere.",
        requester_name=NAME,
        requester_contact="quillon@example.org",
        by=tom,
    )


def take(asked, step, by, on=TODAY, **more):
    take_step(request=asked, step=step, on=on, note="As agreed.", by=by, **more)
    asked.refresh_from_db()
    return asked


def test_a_request_is_recorded_under_the_next_reference_of_its_year(asked, tom):
    another = record_request(
        received_on=TODAY, asked="Another", requester_name="N. Body", requester_contact="post", by=tom
    )

    assert [asked.reference, another.reference] == ["FOI-2026-0001", "FOI-2026-0002"]
    assert asked.state == RequestState.RECEIVED


def test_its_clock_counts_from_the_day_of_receipt(asked):
    deadline = deadline_of(asked, on=TODAY)

    assert deadline.due_on == date(2026, 1, 15)
    assert deadline.in_words == "8 working days left"
    assert deadline_of(asked, on=date(2026, 1, 15)).in_words == "Due today"
    assert deadline_of(asked, on=date(2026, 1, 19)).in_words == "2 working days overdue"


def test_a_day_beyond_the_known_bank_holidays_is_warned_of(asked):
    assert not deadline_of(asked, on=TODAY).warning
    BankHoliday.objects.filter(on__gt=date(2025, 12, 31)).delete()

    assert "known up to 31/12/2025 only" in deadline_of(asked, on=TODAY).warning


def test_clarification_stops_the_clock_and_starts_it_anew(asked, tom):
    take(asked, Step.CLARIFICATION_ASKED, tom, on=date(2025, 12, 15))
    assert deadline_of(asked, on=TODAY).in_words == "Nothing due from us"

    take(asked, Step.CLARIFIED, tom)

    assert asked.state == RequestState.IN_PROGRESS
    assert deadline_of(asked, on=TODAY).due_on == date(2026, 2, 2)


def test_time_is_extended_only_for_a_qualified_exemption_and_to_a_later_day(asked, tom):
    take(asked, Step.STARTED, tom)
    crime, personal = (Exemption.objects.get(code=code) for code in ("s.31(1)(a)", "s.40(2)"))

    with pytest.raises(Denied, match="qualified exemption"):
        take(asked, Step.EXTENDED, tom, exemption=personal, until_on=date(2026, 2, 12))
    with pytest.raises(Denied, match="later than"):
        take(asked, Step.EXTENDED, tom, exemption=crime, until_on=date(2026, 1, 15))
    take(asked, Step.EXTENDED, tom, exemption=crime, until_on=date(2026, 2, 12))

    assert deadline_of(asked, on=TODAY).due_on == date(2026, 2, 12)


def test_a_reply_may_be_reviewed_and_complained_of(asked, tom):
    for step in (Step.STARTED, Step.SEARCHED, Step.REPLIED):
        take(asked, step, tom)
    assert deadline_of(asked, on=TODAY).due_on is None

    take(asked, Step.REVIEW_ASKED, tom)
    assert deadline_of(asked, on=TODAY).due_on == date(2026, 2, 2)
    take(asked, Step.REVIEW_ANSWERED, tom)
    with pytest.raises(Denied):
        take(asked, Step.REVIEW_ANSWERED, tom)
    take(asked, Step.COMPLAINED, tom)

    assert asked.state == RequestState.ICO


def test_it_is_said_until_when_a_review_may_be_asked_for_and_a_later_one_is_still_recorded(asked, tom, as_tom):
    for step in (Step.STARTED, Step.REFUSED):
        take(asked, step, tom)
    assert "Until Monday 02/03/2026" in as_tom.get(asked.get_absolute_url()).content.decode()

    with clock.stopped_at(datetime(2026, 3, 4, 9, tzinfo=UTC)):
        take(asked, Step.REVIEW_ASKED, tom, on=date(2026, 3, 4))

    assert asked.state == RequestState.INTERNAL_REVIEW


@pytest.mark.parametrize("step", [step for step, (starts, _) in STEPS.items() if RequestState.RECEIVED not in starts])
def test_nothing_is_written_down_that_does_not_follow(asked, tom, step):
    with pytest.raises(Denied, match="cannot be written down"):
        take(asked, step, tom)


@pytest.mark.parametrize("on", [date(2025, 12, 11), date(2026, 1, 6)])
def test_a_step_happens_between_the_last_one_and_today(asked, tom, on):
    with pytest.raises(Denied):
        take(asked, Step.STARTED, tom, on=on)


@pytest.mark.parametrize("name", ["dana", "priya", "alex", "jo"])
def test_only_foi_officers_record_and_read_requests(asked, name, request):
    person = request.getfixturevalue(name)

    assert not Request.objects.readable_by(person, at=clock.now()).exists()
    with pytest.raises(Denied, match="Only an FOI officer"):
        take(asked, Step.STARTED, person)


def test_who_asked_is_neither_on_the_trail_nor_in_a_notice(asked, tom):
    take(asked, Step.STARTED, tom)

    said = " ".join(f"{event.sentence} {event.detail}" for event in Event.objects.all())
    said += " ".join(notice.sentence + notice.link for notice in Notice.objects.all())
    assert "Recorded request FOI-2026-0001" in said
    assert not any(word in said for word in ("Quillon", "quillon", "market"))


def test_the_start_page_says_what_is_asked_for_beside_its_number(asked, as_tom):
    (task,) = BeautifulSoup(as_tom.get("/").content, "html.parser").select(".govuk-task-list__link")

    assert task.get_text() == "Answer FOI-2026-0001: Any community impact assessment of the market in Harrowmere."
    assert task.select_one(".cia-number").get_text() == "FOI-2026-0001"


def refused_by_the_database(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_the_database_refuses_other_states_and_any_change_of_what_happened(asked, tom):
    refused_by_the_database(lambda: Request.objects.update(state=RequestState.REPLIED))
    take(asked, Step.STARTED, tom)

    refused_by_the_database(lambda: Request.objects.update(state=RequestState.RECEIVED))
    refused_by_the_database(lambda: Request.objects.update(received_on=TODAY))
    refused_by_the_database(lambda: Request.objects.update(requester_name="Somebody else"))
    refused_by_the_database(lambda: RequestEvent.objects.update(note="Otherwise"))
    refused_by_the_database(
        lambda: asked.events.create(
            step=Step.CLARIFIED, became="in_progress", on=TODAY, note="No", recorded_at=clock.now(), recorded_by=tom
        )
    )
    absolute = Exemption.objects.get(code="s.40(2)")
    refused_by_the_database(
        lambda: asked.events.create(
            step=Step.EXTENDED,
            became="extended",
            on=TODAY,
            note="No",
            until_on=date(2026, 2, 12),
            exemption=absolute,
            recorded_at=clock.now(),
            recorded_by=tom,
        )
    )


def test_the_pages_lead_from_receipt_to_the_reply(asked, as_tom):
    assert "8 working days left" in as_tom.get("/requests/").content.decode()

    as_tom.post(f"{asked.get_absolute_url()}step/started/", {"on": "5/1/26", "note": "Ruth looks."})
    page = as_tom.get(asked.get_absolute_url())

    assert "Ruth looks." in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert as_tom.get(f"{asked.get_absolute_url()}step/started/").status_code == 403


def test_a_request_is_recorded_on_its_page(as_tom):
    sent = {
        "received_on": "3/1/2026",
        "asked": "All assessments of the market",
        "requester_name": NAME,
        "requester_contact": "by post",
    }

    response = as_tom.post("/requests/record/", sent)

    assert response.headers["Location"] == Request.objects.get().get_absolute_url()
    assert "Enter the day on which it was received" in as_tom.post("/requests/record/", {}).content.decode()
