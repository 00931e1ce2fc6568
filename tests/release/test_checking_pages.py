"""The file page by page: each page as the public will see it, beside what each mark on it hides."""

import io
import re

import msgspec
import pytest
from PIL import Image

from assessments.documents.snapshot import content_of
from assessments.release.actions.marking import mark_whole
from assessments.release.actions.publishing import give_back
from assessments.release.marked_text import StandingMark
from assessments.release.models import ReleaseCopy
from assessments.release.page_by_page import CannotTell, by_page, hidden_behind
from assessments.release.picturing import page_texts
from assessments.release.redacting import PublicDocument
from tests.release.conftest import HIDDEN_AUTHOR, HIDDEN_WORDS, NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(candidate):
    def address(page, ending="/"):
        return f"/release/{NUMBER}/checking/{candidate.pdf_sha256[:16]}/{page}{ending}"

    return address


def standing(release):
    return [
        StandingMark(
            number=mark.pk, path=mark.path, codes=mark.codes(), whole=mark.whole, start=mark.start, end=mark.end
        )
        for mark in release.standing_marks()
    ]


def test_every_mark_stands_beside_the_page_that_shows_its_words(candidate, as_ruth, address):
    texts = page_texts(bytes(candidate.pdf))
    assert len(texts) == candidate.pages
    seen = []
    for number, text in enumerate(texts, start=1):
        response = as_ruth.get(address(number))
        for each in response.context["marks"]:
            assert each.words in re.sub(r"\s+", " ", text)
            seen.append(each.hidden)
        assert response.context["can_tell"]

    assert seen == [HIDDEN_AUTHOR, HIDDEN_WORDS, "Priya Raman"]


def test_a_page_says_what_a_mark_hides_on_what_grounds_and_who_made_it(candidate, as_ruth, address):
    page = as_ruth.get(address(1)).content.decode()

    assert f">{HIDDEN_WORDS}</q>" in page
    assert "s.31(1)(a): Where the cameras stand could be used to avoid them. (Tom Ashdown)" in page
    assert f'src="{address(1, ".png")}"' in page
    assert f'alt="Page 1 of {candidate.pages} as the public will see it.' in page


def test_the_first_page_leads_on_and_the_last_to_the_decision(candidate, as_ruth, address):
    first, last = (as_ruth.get(address(page)).content.decode() for page in (1, candidate.pages))

    assert ">Next page</a>" in first
    assert ">Previous page</a>" not in first
    assert ">Next page</a>" not in last
    assert f'href="/release/{NUMBER}/checking/#decide"' in last


def test_a_picture_is_of_the_page_and_kept_by_no_browser(candidate, as_ruth, address):
    response = as_ruth.get(address(1, ".png"))

    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "no-store"
    picture = Image.open(io.BytesIO(response.content))
    assert picture.width == 1100
    assert len(picture.convert("L").getcolors()) > 10


@pytest.mark.parametrize("page", [0, 999])
def test_a_page_that_is_not_there_is_not_found(candidate, as_ruth, address, page):
    assert as_ruth.get(address(page)).status_code == 404
    assert as_ruth.get(address(page, ".png")).status_code == 404


def test_pages_of_another_file_are_refused(candidate, as_ruth):
    assert as_ruth.get(f"/release/{NUMBER}/checking/{'0' * 16}/1/").status_code == 409


def test_pages_are_not_shown_once_the_marks_have_changed(candidate, as_ruth, ruth, tom, personal, address):
    give_back(candidate=candidate, reasons="Look at the title.", by=ruth)
    release = ReleaseCopy.objects.get()
    mark_whole(release=release, path="cover.title", whole="field", exemptions=[personal], reason="A name.", by=tom)

    response = as_ruth.get(address(1))

    assert response.status_code == 409
    assert "Begin with the new one" in response.content.decode()


def test_where_the_words_do_not_show_each_mark_once_nobody_guesses(candidate):
    release = candidate.release
    content, marks = content_of(release.snapshot), standing(release)
    document = msgspec.convert(candidate.public, PublicDocument)

    for texts in ([], ["[Redacted"], ["[Redacted " * 50]):
        with pytest.raises(CannotTell):
            by_page(content, marks, document, texts)
    with pytest.raises(CannotTell):
        by_page(content, marks[1:], document, page_texts(bytes(candidate.pdf)))


def test_marks_that_touch_hide_together_and_a_row_hides_all_its_fields(marked, tom, personal):
    mark_whole(release=marked, path="row.section.caveats", whole="row", exemptions=[personal], reason="Names.", by=tom)
    content = content_of(marked.snapshot)

    behind = hidden_behind(content, standing(ReleaseCopy.objects.get()))

    caveats = next(each for each in behind if each.place.endswith("the whole row"))
    assert caveats.hidden == content.fields()["section.caveats"].plain_text
    assert caveats.words == "[Redacted: s.40(2)]"
