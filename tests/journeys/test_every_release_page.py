"""Every page of the FOI team and of the public, on a wide screen and on a phone."""

import os
from pathlib import Path

import pytest

from assessments.release.actions.marking import make_release_copy, mark_passage, mark_whole
from assessments.release.actions.publishing import approve, give_back, publish, send_for_checking, take_down
from assessments.release.models import Exemption
from tests.factories import signed_off, submitted
from tests.journeys import steps
from tests.reasons import give_reasons
from tests.ui.accessibility import assert_accessible, assert_fits

# Where pictures of the pages go, for looking at them.
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def version(transactional_db, dana, priya, harrowmere):
    return signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version


@pytest.fixture
def release(version, tom):
    """A release copy with a mark of each kind."""
    release = make_release_copy(version=version, by=tom)
    personal, crime = (Exemption.objects.get(code=code) for code in ("s.40(2)", "s.31(1)(a)"))
    mark_passage(
        release=release,
        path="section.information",
        quote="Two cameras on a marked van outside the library",
        occurrence=1,
        exemptions=[crime],
        reason="Where the cameras stand could be used to avoid them.",
        by=tom,
    )
    mark_passage(
        release=release,
        path="section.methodology",
        quote="nine people",
        occurrence=1,
        exemptions=[personal, crime],
        reason="So few that they could be found out.",
        by=tom,
    )
    for path, whole in [("sign_off.name", "field"), ("row.section.caveats", "row")]:
        mark_whole(release=release, path=path, whole=whole, exemptions=[personal], reason="Names somebody.", by=tom)
    return release


def test_every_page_of_an_foi_officer_is_accessible_and_fits_a_phone(
    browser, live_server, version, release, dana, priya, harrowmere, tom, ruth
):
    other = signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version
    page = release.get_absolute_url()
    marker = steps.sign_in(browser, live_server.url, tom)
    _walk(
        marker,
        {
            "home-marker": "/",
            "start": f"/release/start/{other.assessment.reference}/{other.number}/",
            "release-marking": page,
            "marks": f"{page}marks/",
            "marks-place": f"{page}marks/?place=section.information",
            "marks-row": f"{page}marks/?place=section.caveats&extent=row",
            "mark-everywhere": f"{page}marks/everywhere/",
            "send-for-checking": f"{page}send-for-checking/",
            "abandon": f"{page}abandon/",
        },
    )
    marker.open(f"{page}marks/?place=section.information")
    marker.press("Withhold this")
    _look(marker, "marks-errors")
    marker.open(f"{page}marks/everywhere/")
    marker.press("Show every place")
    _look(marker, "mark-everywhere-errors")
    marker.page.get_by_label("The words to withhold everywhere").fill("nine people")
    marker.press("Show every place")
    _look(marker, "mark-everywhere-withheld")
    marker.page.goto(f"{live_server.url}{page}marks/everywhere/")
    marker.page.get_by_label("The words to withhold everywhere").fill("the")
    marker.press("Show every place")
    marker.page.locator("input[name=places]").first.wait_for()
    marker.press("Withhold those ticked")
    _look(marker, "mark-everywhere-places")

    candidate = send_for_checking(release=give_reasons(release, by=tom), by=tom)
    give_back(candidate=candidate, reasons="The traders' body can be recognised from the second line.", by=ruth)
    _walk(marker, {"release-given-back": page})
    candidate = send_for_checking(release=release, by=tom)
    checker = steps.sign_in(browser, live_server.url, ruth)
    _walk(marker, {"checking-marker": f"{page}checking/", "release-checking-marker": page})
    _walk(
        checker,
        {
            "home-checker": "/",
            "releases": "/release/",
            "release-checking": page,
            "checking": f"{page}checking/",
            "give-back": f"{page}give-back/",
        }
        | {
            f"checking-page-{number}": f"{page}checking/{candidate.pdf_sha256[:16]}/{number}/"
            for number in range(1, candidate.pages + 1)
        },
    )

    approval = approve(candidate=candidate, pdf_sha256=candidate.pdf_sha256, html_sha256=candidate.html_sha256, by=ruth)
    _walk(checker, {"release-approved": page, "publish": f"{page}publish/"})

    publication = publish(approval=approval, by=ruth)
    address = publication.get_absolute_url()
    _walk(checker, {"release-published": page, "take-down": f"{page}take-down/"})
    reader = steps.visit(browser, live_server.url)
    _walk(reader, {"register": "/register/", "register-found": "/register/?words=lantern", "publication": address})
    reader.open(f"{address}{publication.number}.html")
    _picture(reader, "published")

    take_down(publication=publication, reason="A name was left in.", by=priya)
    _walk(checker, {"release-taken-down": page, "releases-taken-down": "/release/"})
    _walk(reader, {"register-withdrawn": "/register/"})
    reader.page.goto(live_server.url + address)
    _look(reader, "withdrawn")


def _walk(visitor, paths):
    for name, path in paths.items():
        visitor.open(path)
        _look(visitor, name)


def _look(visitor, name):
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    assert_accessible(visitor.page)
    _picture(visitor, f"{name}-1280")
    assert_fits(visitor.page)
    assert_accessible(visitor.page)
    _picture(visitor, f"{name}-360")


def _picture(visitor, name):
    if PICTURES:
        visitor.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
