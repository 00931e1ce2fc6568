"""Words that are withheld and stand in a heading, a name or a place: what lists headings shows a mark, or nothing."""

from __future__ import annotations

import io

import msgspec
import pikepdf
import pytest
from bs4 import BeautifulSoup

from assessments.actions.deciding import submit
from assessments.actions.drafting import save_section
from assessments.release import expected
from assessments.release.actions.marking import make_release_copy, mark_passage, mark_whole
from assessments.release.actions.publishing import send_for_checking
from assessments.release.redacting import PublicDocument
from tests.factories import draft, signed_off, write_whole
from tests.reasons import give_reasons
from tests.release.conftest import NUMBER
from tests.release.test_gate import reading_of
from tests.rows import add

pytestmark = pytest.mark.django_db

HIDDEN = ("Tannery", "Quillet", "Ashlar", "Pomeroy", "Drovers")
MARK = "[Redacted: s.31(1)(a)]"
SAID = "# Beside the Tannery\n\n" + "A stall stands there, and people ask what the van is for.\n\n" * 60


@pytest.fixture
def candidate(noon, dana, priya, tom, crime, harrowmere):
    """A long record whose title, sub-heading, source, deployment and place each bear a word that is withheld."""
    version = write_whole(draft(by=dana, unit=harrowmere, title="Operation Quillet"), by=dana)
    section = version.sections.get(key="purpose")
    save_section(version=version, key="purpose", text=SAID, revision=section.revision, by=dana)
    add(version, "deployment", by=dana, name="The Drovers day", objectives="Find wanted people.")
    add(version, "place", by=dana, place="Ashlar Yard", begins_at=None)
    add(version, "source", by=dana, heading="What the Pomeroy panel says")
    release = make_release_copy(
        version=signed_off(submit(version=version, by=dana), by=priya).submission.version, by=tom, number=NUMBER
    )
    common = {"release": release, "exemptions": [crime], "reason": "It tells where.", "by": tom}
    for path, word in {
        "section.purpose": "Tannery",
        "cover.title": "Quillet",
        "deployment.1.name": "Drovers",
        "source.1.heading": "Pomeroy",
    }.items():
        mark_passage(path=path, quote=word, occurrence=1, **common)
    mark_whole(path="place.1.place", whole="field", **common)
    return send_for_checking(release=give_reasons(release, by=tom), by=tom)


def outline_of(pdf: bytes) -> list[str]:
    """Every title in the outline of a file, at whatever depth."""
    found: list[str] = []

    def walk(items):
        for item in items:
            found.append(item.title)
            walk(item.children)

    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        walk(outline.root)
    return found


def test_the_outline_names_the_fixed_headings_and_no_word_that_was_typed(candidate):
    titles = outline_of(bytes(candidate.pdf))

    assert titles == expected.headings(msgspec.convert(candidate.public, PublicDocument))
    assert "Contents" in titles
    assert not any(word in title for word in HIDDEN for title in titles)


def test_headings_of_both_files_show_a_mark_in_the_place_of_what_is_withheld(candidate):
    page = BeautifulSoup(bytes(candidate.html), "html.parser")
    headings = [
        " ".join(each.get_text().split()) for each in page.find_all(["h1", "h2", "h3", "h4", "title", "caption"])
    ]
    listed = [" ".join(each.get_text().split()) for each in page.find_all("nav")]
    read = "".join(reading_of(bytes(candidate.pdf)))

    assert f"Beside the {MARK}" in headings
    assert not any(word in text for word in HIDDEN for text in [*headings, *listed, read, str(page)])
    assert f"Beside the {MARK}" in " ".join(read.split())
