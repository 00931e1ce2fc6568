"""The demonstration: an invented force in the middle of its work."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Point, Version
from assessments.release.actions import marking
from assessments.release.demonstration import PASSWORD, moved
from assessments.release.models import Publication, ReleaseCopy, Request
from cia import clock
from cia.accounts.models import User
from cia.audit.models import Event
from cia.audit.trail import faults


@pytest.fixture
def loading_day():
    """A Sunday in winter."""
    with clock.stopped_at(datetime(2027, 1, 10, 9, 30, tzinfo=UTC)) as day:
        yield day


@pytest.fixture
def loaded(db, loading_day, gate_once, monkeypatch, settings, tmp_path, capsys):
    """What loading said. The numbers are not left to chance, so that the gate need not be asked for every test."""
    monkeypatch.setattr(marking, "_new_number", iter(["P-DEMO-0001", "P-DEMO-0002"]).__next__)
    settings.VAR = tmp_path
    call_command("load_demonstration")
    return capsys.readouterr().out


def latest(title):
    return Version.objects.get(cover__title__startswith=title)


def test_everybody_finds_something_to_do(loaded):
    draft, submitted = latest("Knife arch"), latest("Operation Lantern, second day")
    returned = latest("Plain-clothes patrols on the late buses")
    signed_off, checking = latest("Harrowmere night market"), latest("Derby match")

    assert (draft.state, draft.author.username) == ("draft", "dana")
    assert submitted.state == "submitted"
    assert [point.is_answered for point in Point.objects.on(returned)] == [True, False]
    assert (signed_off.state, ReleaseCopy.objects.filter(snapshot__version=signed_off).count()) == ("signed_off", 0)
    assert ReleaseCopy.objects.get(snapshot__version=checking).state == "checking"
    assert Publication.objects.get().title.startswith("Operation Lantern: live facial recognition")
    assert list(faults()) == []


def test_whom_the_second_day_s_author_says_they_reached_is_recorded(loaded):
    version = latest("Operation Lantern, second day")
    reached = [link.contact for link in version.assessment.assessment_contacts.order_by("number")]

    assert "reached six of them" in version.narrative()["methodology"].text
    assert len(reached) == 6
    assert {f"{contact.recorded_at:%d/%m/%Y}" for contact in reached} == {"09/01/2027"}
    assert {f"{contact.occurred_at:%d/%m/%Y}" for contact in reached} == {"08/01/2027", "09/01/2027"}
    assert all(contact.occurred_at < contact.recorded_at for contact in reached)


def test_an_foi_officer_finds_requests_and_the_one_that_is_nearly_due_first(loaded, client):
    client.force_login(User.objects.get(username="tom"))

    shown = client.get("/").content.decode()

    assert shown.index("2 working days left") < shown.index("17 working days left")
    searched = Request.objects.get(asked__contains="drafts included")
    assert searched.scopes.filter(assessment=latest("Operation Lantern: live").assessment, hold__ended_at=None).exists()
    assert "We hold none" in client.get("/disclosure-log/").content.decode()


def test_its_days_are_counted_from_the_day_of_loading(loaded):
    deployment = latest("Operation Lantern, second day")

    assert "On Monday 11 January 2027, between 1400hrs" in deployment.narrative()["information"].text
    assert f"{deployment.cover.review_on:%d/%m/%Y}" == "11/01/2027"
    assert f"{Publication.objects.get().published_at:%H%Mhrs %d/%m/%Y}" == "1040hrs 09/01/2027"
    assert Event.objects.latest("at").at < clock.now()


def test_it_says_who_may_sign_in_and_where_the_redacted_pdf_is(loaded):
    number = Publication.objects.get().number
    (named,) = [line for line in loaded.splitlines() if line.endswith(f"{number}.pdf")]

    for username in ["dana", "lee", "priya", "tom", "ruth", "bryn", "alex", "jo"]:
        assert f"    {username} " in loaded
        assert User.objects.get(username=username).check_password(PASSWORD)
    assert PASSWORD in loaded
    assert Path(named.partition(": ")[2]).read_bytes() == bytes(Publication.objects.get().candidate.pdf)


def test_a_second_time_changes_nothing_and_says_so(loaded, capsys):
    events = Event.objects.count()

    call_command("load_demonstration")

    assert "The demonstration is as you left it." in capsys.readouterr().out
    assert Event.objects.count() == events


@pytest.mark.django_db
def test_a_production_service_refuses_it(settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError, match="This is a production service"):
        call_command("load_demonstration")

    assert not User.objects.exists()


def test_a_database_with_people_in_it_refuses_it(dana):
    with pytest.raises(CommandError, match="There are people in this database already"):
        call_command("load_demonstration")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("on Friday 13 March 2026, at 1000hrs", "on Tuesday 31 March 2026, at 1000hrs"),
        ("by 20 March 2026", "by 7 April 2026"),
        ('"review_on": "2026-03-13"', '"review_on": "2026-03-31"'),
        ('"2026-03-12T15:10:00Z"', '"2026-03-30T15:10:00+01:00"'),
        ("sections 19 and 34 of 2018", "sections 19 and 34 of 2018"),
    ],
)
def test_every_way_of_writing_a_date_is_moved(before, after):
    assert moved(before, days=18) == after
