"""Starting a file."""

from assessments.models import Assessment
from cia.accounts.roles import Role
from tests.factories import PostingFactory, UnitFactory
from tests.ui.forms import fields_of

ADDRESS = "/assessments/start/"


def test_an_officer_starts_a_file_at_their_unit(signed_in, dana, harrowmere):
    answer = signed_in(dana).post(
        ADDRESS, {"about": "event", "kind": "initial", "title": "Lantern parade", "unit": harrowmere.pk}
    )

    assessment = Assessment.objects.get()
    assert (assessment.about, assessment.unit, assessment.started_by) == ("event", harrowmere, dana)
    assert answer.headers["Location"] == assessment.latest_version.get_absolute_url()
    assert assessment.latest_version.cover.title == "Lantern parade"
    assert assessment.latest_version.kind == "initial"


def test_the_first_version_of_a_file_may_be_about_what_is_over(signed_in, dana, harrowmere):
    page = fields_of(signed_in(dana).get(ADDRESS).text)
    assert page["kind"] == "initial"

    signed_in(dana).post(ADDRESS, page | {"about": "incident", "kind": "post_event", "title": "The flood at Mill Row"})

    assert Assessment.objects.get().latest_version.kind == "post_event"


def test_an_officer_of_two_units_says_for_which(signed_in, dana, harrowmere):
    other = UnitFactory(name="Saltmarsh BCU")
    PostingFactory(user=dana, role=Role.OFFICER, unit=other)

    answer = signed_in(dana).post(ADDRESS, {"about": "event", "kind": "initial", "title": "Lantern parade"})

    assert "Choose the unit" in answer.text
    assert not Assessment.objects.exists()


def test_a_unit_that_is_not_theirs_is_refused(signed_in, dana):
    answer = signed_in(dana).post(
        ADDRESS, {"about": "event", "kind": "initial", "title": "No", "unit": UnitFactory().pk}
    )

    assert "Choose one of the answers offered" in answer.text
    assert not Assessment.objects.exists()


def test_somebody_who_is_no_officer_is_told_why_they_cannot_start(signed_in, tom):
    answer = signed_in(tom).get(ADDRESS)

    assert answer.status_code == 403
    assert "Only an officer posted to a unit can start an assessment." in answer.text
