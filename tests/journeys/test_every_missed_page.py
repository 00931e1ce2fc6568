"""The pages on which what the marks missed is decided, on a wide screen and on a phone."""

from assessments.release.actions.marking import make_release_copy, mark_passage
from assessments.release.actions.prompts import keep_mentions, leave_rows
from assessments.release.models import Exemption
from assessments.release.prompting import prompt_groups, row_prompts
from tests.factories import signed_off, submitted
from tests.journeys import steps
from tests.journeys.test_every_release_page import _look, _walk


def test_what_was_missed_is_accessible_and_fits_a_phone(
    browser, live_server, transactional_db, dana, priya, harrowmere, tom
):
    version = signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version
    release = make_release_copy(version=version, by=tom)
    crime = Exemption.objects.get(code="s.31(1)(a)")
    for path, quote in [("section.information", "Harrowmere High Street"), ("sign_off.role", "Harrowmere BCU")]:
        mark_passage(
            release=release, path=path, quote=quote, occurrence=1, exemptions=[crime], reason="Where it is.", by=tom
        )
    page = release.get_absolute_url()
    marker = steps.sign_in(browser, live_server.url, tom)

    _walk(marker, {"missed": f"{page}missed/", "beside-marks": f"{page}missed/beside/"})
    marker.open(f"{page}missed/")
    marker.press("Keep these, for the reason given")
    marker.page.get_by_text("There is a problem").wait_for()
    _look(marker, "missed-errors")

    first = prompt_groups(release)[0].undecided[0]
    keep_mentions(release=release, mentions=[first.key], reason="The street is named on every map.", by=tom)
    rows = [each.advisory.path for each in row_prompts(release)]
    leave_rows(release=release, rows=rows, reason="A role that everybody knows.", by=tom)
    _walk(
        marker,
        {
            "missed-kept": f"{page}missed/",
            "beside-marks-read": f"{page}missed/beside/",
            "marks-missed": f"{page}marks/",
            "send-missed": f"{page}send-for-checking/",
        },
    )
