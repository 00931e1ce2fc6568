"""The list of files."""

from assessments.views import assessments as page
from tests.factories import draft, signed_off, submitted

ADDRESS = "/assessments/"


def test_the_list_holds_what_somebody_may_read_and_nothing_else(signed_in, dana, lee, harrowmere):
    theirs = draft(by=lee, unit=harrowmere, title="Lee's own").assessment
    hers = draft(by=dana, unit=harrowmere, title="Dana's own").assessment

    listed = signed_in(lee).get(ADDRESS).text

    assert theirs.reference in listed
    assert hers.reference not in listed


def test_foi_officers_see_only_what_was_signed_off(signed_in, dana, priya, tom, harrowmere):
    finished = submitted(by=dana, unit=harrowmere)
    signed_off(finished, by=priya)
    waiting = submitted(by=dana, unit=harrowmere)

    listed = signed_in(tom).get(ADDRESS).text

    assert finished.version.assessment.reference in listed
    assert waiting.version.assessment.reference not in listed


def test_each_file_says_how_it_stands(signed_in, dana, begun):
    assert "No version is in force: version 1.0 is a draft." in signed_in(dana).get(ADDRESS).text


def test_a_long_list_goes_on_on_the_next_page(signed_in, dana, harrowmere, monkeypatch):
    monkeypatch.setattr(page, "ON_A_PAGE", 2)
    files = [draft(by=dana, unit=harrowmere).assessment for _time in range(3)]

    first = signed_in(dana).get(ADDRESS).text
    second = signed_in(dana).get(f"{ADDRESS}?before={files[1].pk}").text

    assert f"?before={files[1].pk}" in first
    assert files[0].reference not in first
    assert files[0].reference in second
    assert files[1].reference not in second


def test_a_list_costs_as_many_queries_however_long_it_is(signed_in, dana, harrowmere, django_assert_max_num_queries):
    for _time in range(6):
        draft(by=dana, unit=harrowmere)
    client = signed_in(dana)

    with django_assert_max_num_queries(24):
        client.get(ADDRESS)
