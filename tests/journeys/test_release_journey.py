"""From a typed assessment to what anybody can fetch, in a real browser."""

import hashlib
import subprocess

import pytest

from assessments.release.models import Publication
from tests.factories import TITLE
from tests.journeys import steps

WITHHELD = "Two cameras on a marked van outside the library"


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_typed_assessment_to_the_public_register(
    browser, live_server, dana, priya, tom, ruth, has_scripts, tmp_path
):
    officer = steps.sign_in(browser, live_server.url, dana, has_scripts=has_scripts)
    steps.start_assessment(officer)
    steps.write_cover(officer)
    steps.write_sections(officer)
    steps.rate_axes(officer)
    steps.submit(officer)
    officer.leave()

    authorising_officer = steps.sign_in(browser, live_server.url, priya, has_scripts=has_scripts)
    steps.sign_off(authorising_officer)
    authorising_officer.leave()

    marker = steps.sign_in(browser, live_server.url, tom, has_scripts=has_scripts)
    steps.make_release_copy(marker)
    steps.mark_words(marker, "Information", WITHHELD, exemption="s.31(1)(a)", reason="It helps to avoid the cameras.")
    steps.mark_whole_field(marker, "Cover: Author", exemption="s.40(2)", reason="Not the public face of this.")
    steps.mark_whole_field(marker, "Sign-off: Name", exemption="s.40(2)", reason="Not needed.")
    steps.write_reasons(marker)
    steps.send_for_checking(marker)
    marker.leave()

    checker = steps.sign_in(browser, live_server.url, ruth, has_scripts=has_scripts)
    steps.check_file(checker, withheld=WITHHELD)
    steps.publish(checker)

    reader = steps.visit(browser, live_server.url, has_scripts=has_scripts)
    publication = Publication.objects.get()
    pdf = steps.fetch_pdf(reader)
    assert hashlib.sha256(pdf).hexdigest() == publication.approval.pdf_sha256
    (tmp_path / "public.pdf").write_bytes(pdf)
    text = subprocess.run(
        ["pdftotext", tmp_path / "public.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "Operation Lantern" in text
    assert "[Redacted: s.31(1)(a)]" in text
    for hidden in ["library", "Okafor", "Raman"]:
        assert hidden not in text

    steps.take_down(checker, title=TITLE)
    checker.leave()
    for ending in ["", f"{publication.number}.pdf", f"{publication.number}.html"]:
        answer = reader.page.goto(live_server.url + publication.get_absolute_url() + ending)
        assert answer.status == 410
    reader.assert_on("This document was withdrawn")
    assert reader.context.cookies() == []
