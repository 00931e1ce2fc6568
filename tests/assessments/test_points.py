"""Points that the authorising officer raises when returning a version, and their answers."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessments.actions.answering import answer_point
from assessments.actions.deciding import refuse, return_version, submit
from assessments.actions.drafting import name_person, save_section
from assessments.documents.snapshot import reading_of
from assessments.models import Point, PointAnswer
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Conflict, Denied
from tests import rows
from tests.factories import signed_off, submitted
from tests.ui.forms import fields_of

ASKED = [("section.purpose", "Purpose: **for whom**?"), ("rows.risk", "Who owns the risks?")]


@pytest.fixture
def returned(whole, dana, priya):
    """Dana's version, returned with two points."""
    return_version(submission=submit(version=whole, by=dana), reasons="Say more.", points=ASKED, by=priya)
    whole.refresh_from_db()
    return whole


def answer_all(version, *, by):
    for point in Point.objects.on(version).unanswered():
        answer_point(point=point, text=f"Answered about {point.about}.", by=by)


def test_points_are_raised_part_by_part_on_the_decide_page(signed_in, dana, priya, harrowmere):
    version = submitted(by=dana, unit=harrowmere).version
    address = f"{version.get_absolute_url()}decide/"
    answers = {"decision": "returned", "reasons_to_return": "Say more.", "point-section-purpose": "For whom?"}

    signed_in(priya).post(address, fields_of(signed_in(priya).get(address).text) | answers)

    assert [(point.part, point.text) for point in Point.objects.on(version)] == [("section.purpose", "For whom?")]


def test_a_version_is_not_signed_off_with_points_written_for_its_author(signed_in, dana, priya, harrowmere):
    version = submitted(by=dana, unit=harrowmere).version
    address = f"{version.get_absolute_url()}decide/"
    answers = {"decision": "refused", "reasons_to_refuse": "Say more.", "point-section-purpose": "For whom?"}

    page = signed_in(priya).post(address, fields_of(signed_in(priya).get(address).text) | answers)

    assert "You wrote points for the author. Return the assessment, or empty them" in page.text
    assert fields_of(page.text)["point-section-purpose"] == "For whom?"
    assert not Point.objects.exists()


def test_only_who_may_answer_a_point_is_led_to_its_answer(returned, signed_in, dana, priya):
    point = Point.objects.on(returned).first()
    address = f"{returned.get_absolute_url()}points/{point.pk}/"

    assert address in signed_in(dana).get(returned.get_absolute_url()).text
    page = signed_in(priya).get(returned.get_absolute_url())
    assert point.about in page.text
    assert address not in page.text


def test_it_is_not_submitted_again_while_a_point_waits(returned, dana):
    answer_point(point=Point.objects.on(returned).first(), text="For the traders.", by=dana)

    with pytest.raises(Denied, match="Answer the authorising officer on 'Risks, one by one'"):
        submit(version=returned, by=dana)

    answer_all(returned, by=dana)
    submit(version=returned, by=dana)


def test_each_point_stands_on_the_task_list_and_on_the_page_of_its_part(signed_in, returned, dana):
    at, point = returned.get_absolute_url(), Point.objects.on(returned).first()
    client = signed_in(dana)

    assert "Answer the authorising officer on &#x27;Purpose&#x27;." in client.get(at).text
    for page in (f"{at}sections/purpose/", at, f"{at}check-answers/"):
        assert f"{at}points/{point.pk}/" in client.get(page).text
    assert "Who owns the risks?" in client.get(f"{at}rows/risk/").text
    assert "Who owns the risks?" in client.get(f"{at}rows/risk/add/").text
    assert f"points/{point.pk}/" not in client.get(f"{at}sections/caveats/").text


def test_a_point_is_answered_on_its_page_and_once(signed_in, returned, dana, lee):
    point = Point.objects.on(returned).first()
    name_person(assessment=returned.assessment, person=lee, part="contributor", by=dana)

    signed_in(lee).post(f"{returned.get_absolute_url()}points/{point.pk}/", {"text": "For the traders."})

    assert PointAnswer.objects.get().answered_by == lee
    with pytest.raises(Conflict, match="Lee Marsh answered this meanwhile"):
        answer_point(point=point, text="For everybody.", by=dana)


def test_an_answer_makes_nobody_a_contributor(returned, dana, lee):
    name_person(assessment=returned.assessment, person=lee, part="contributor", by=dana)

    answer_point(point=Point.objects.on(returned).first(), text="For the traders.", by=lee)

    assert not returned.contributions.filter(user=lee).exists()


def test_the_next_decision_sees_each_point_its_answer_and_what_changed(signed_in, returned, dana, priya):
    save_section(version=returned, key="purpose", text="For the **traders**.", revision=1, by=dana)
    save_section(version=returned, key="caveats", text="None.", revision=1, by=dana)
    rows.add(returned, "risk", by=dana)
    answer_all(returned, by=dana)
    submit(version=returned, by=dana)

    page = signed_in(priya).get(f"{returned.get_absolute_url()}decide/").text

    since = page[page.index("Since it was returned") : page.index("Before you decide")]
    points, besides = since.split("Changed besides")
    assert "Answered about Purpose." in points
    assert "For the traders." in points
    assert "Young people may feel watched." in points
    assert "None." in besides


def test_points_and_answers_are_printed_beside_the_sign_off(returned, dana, priya):
    answer_all(returned, by=dana)
    signed_off(submit(version=returned, by=dana), by=priya)

    fields = reading_of(returned, at=clock.now()).fields()

    assert fields["point.1.text"].plain_text == "Purpose: for whom?"
    assert fields["point.1.about"].plain_text == "Purpose"
    assert fields["point.1.answer"].plain_text == "Answered about Purpose."
    assert fields["point.2.name"].plain_text == "Priya Raman"
    assert fields["point.2.answer.name"].plain_text == "Dana Okafor"


def test_the_trail_says_no_word_of_points_and_answers(returned, dana):
    answer_all(returned, by=dana)

    said = " ".join(str(event.__dict__) for event in Event.objects.all())

    assert "for whom" not in said
    assert "Answered about" not in said


def test_the_database_keeps_points_to_returns_and_changes_none(returned, dana, priya, harrowmere):
    refused = refuse(submission=submitted(by=dana, unit=harrowmere), reasons="No.", by=priya)

    for wrong in (
        lambda: refused.points.create(number=1, part="cover", text="Why?"),
        lambda: Point.objects.update(text="Never mind."),
        lambda: Point.objects.create(decision=returned.submissions.get().decision, number=9, part="moon", text="?"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()


def test_the_database_takes_no_answer_to_what_was_submitted_again(returned, dana):
    point = Point.objects.on(returned).last()
    answer_all(returned, by=dana)
    submit(version=returned, by=dana)

    with pytest.raises(IntegrityError, match="while its version is returned"), transaction.atomic():
        PointAnswer.objects.create(
            point=point, text="Late.", answered_at=clock.now(), answered_by=dana, name_then="Dana"
        )
