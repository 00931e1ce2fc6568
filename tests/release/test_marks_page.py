import pytest
from bs4 import BeautifulSoup

from assessments.release.models import Mark
from tests.release.conftest import HIDDEN_WORDS, NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/marks/"


@pytest.fixture
def typed(crime):
    """What the marker types to hide some words; a test says what is different."""

    def typed(**others):
        return {
            "place": "section.information",
            "extent": "passage",
            "quote": HIDDEN_WORDS,
            "exemptions": [crime.pk],
            "reason": "Where the cameras stand could be used to avoid them.",
        } | others

    return typed


def errors(response):
    """Each error of the summary, with the input that it leads to."""
    form = response.context["form"]
    return {name: messages[0] for name, messages in form.errors.items()}


def test_words_are_marked_where_they_stand(unmarked, as_tom, tom, typed):
    response = as_tom.post(PAGE, typed(quote=f" {HIDDEN_WORDS}\r\n"))

    mark = Mark.objects.get()
    assert response.url == f"{PAGE}#mark-{mark.pk}"
    assert mark.made_by == tom
    assert mark.codes() == ("s.31(1)(a)",)
    page = as_tom.get(PAGE).content.decode()
    assert f'<mark class="cia-marked">{HIDDEN_WORDS}</mark>' in page
    assert f'id="mark-{mark.pk}"' in page


def test_it_is_said_what_is_left_out_because_of_the_marks(unmarked, as_tom, typed):
    left_out = "left out of the public copy"
    assert left_out not in as_tom.get(PAGE).text

    as_tom.post(PAGE, typed(extent="field", place="reassessment_plan.reassess_at"))

    assert left_out in as_tom.get(PAGE).text


def test_it_is_said_which_fields_are_withheld_with_what_they_repeat(unmarked, as_tom, typed):
    as_tom.post(PAGE, typed(extent="field", place="rating.evidenced.level"))

    page = BeautifulSoup(as_tom.get(PAGE).text, "html.parser")
    carried = [field for field in page.select(".cia-frozen__field") if "Withheld with what it repeats" in field.text]
    assert [field.h4.text for field in carried] == ["II. Evidenced", "Most serious"]
    assert all("marked elsewhere: s.31(1)(a)" in field.text for field in carried)


def test_a_label_is_chosen_with_the_mark_and_shown_beside_it(unmarked, as_tom, typed):
    as_tom.post(PAGE, typed(role="police officer"))

    assert Mark.objects.get().role == "police officer"
    assert "<strong>[Redacted: s.31(1)(a)]</strong> (police officer)" in as_tom.get(PAGE).content.decode()


def test_a_label_that_is_not_offered_is_refused(unmarked, as_tom, typed):
    response = as_tom.post(PAGE, typed(role="Bob's brother"))

    assert "role" in errors(response)
    assert not Mark.objects.exists()


def test_words_that_do_not_stand_there_are_said_beside_what_was_typed(unmarked, as_tom, typed):
    response = as_tom.post(PAGE, typed(quote="Three cameras"))

    assert response.status_code == 200
    assert errors(response) == {
        "quote": "These words do not stand in Information. Copy them exactly as they are printed."
    }
    assert 'href="#id_quote"' in response.content.decode()
    assert "Three cameras" in response.content.decode()
    assert not Mark.objects.exists()


def test_words_that_stand_twice_need_which_time(unmarked, as_tom, typed):
    typed_words = typed(place="section.purpose", quote="the")
    assert "2 times. Enter which of them, from 1 to 2" in errors(as_tom.post(PAGE, typed_words))["occurrence"]
    assert "there is no occurrence 3" in errors(as_tom.post(PAGE, typed_words | {"occurrence": "3"}))["occurrence"]

    as_tom.post(PAGE, typed_words | {"occurrence": "2"})

    mark = Mark.objects.get()
    text = "To say how Operation Lantern would touch the people who live, trade and worship near the High Street."
    assert mark.start == text.rindex("the ")


@pytest.mark.parametrize(
    ("extent", "whole", "path"), [("field", "field", "section.information"), ("row", "row", "row.section.information")]
)
def test_a_whole_field_or_row_is_marked(unmarked, as_tom, typed, extent, whole, path):
    as_tom.post(PAGE, typed(extent=extent, quote=""))

    mark = Mark.objects.get()
    assert (mark.path, mark.whole) == (path, whole)
    assert f"The whole {whole} is withheld: s.31(1)(a)" in as_tom.get(PAGE).content.decode()


def test_a_level_is_only_withheld_as_a_whole(unmarked, as_tom, typed):
    response = as_tom.post(PAGE, typed(place="rating.experienced.level", quote="5"))

    assert errors(response) == {"extent": "Assessed level can only be withheld as a whole"}
    as_tom.post(PAGE, typed(place="rating.experienced.level", extent="field", quote=""))
    assert Mark.objects.get().whole == "field"


def test_a_mark_needs_an_exemption_and_a_reason(unmarked, as_tom, typed):
    response = as_tom.post(PAGE, typed(exemptions=[], reason=" "))

    assert errors(response) == {
        "exemptions": "Choose at least one exemption",
        "reason": "Say why it is withheld",
    }


def test_a_mark_may_name_no_exemption_when_naming_it_would_disclose(unmarked, as_tom, typed):
    response = as_tom.post(PAGE, typed(is_neutral="on"))
    assert errors(response) == {"is_neutral": "Either choose exemptions, or name none"}

    as_tom.post(PAGE, typed(exemptions=[], is_neutral="on"))

    assert Mark.objects.get().codes() == ()
    assert "[Redacted]" in as_tom.get(PAGE).content.decode()


def test_words_that_are_marked_already_are_a_conflict(marked, as_tom, typed):
    response = as_tom.post(PAGE, typed())

    assert response.status_code == 409
    assert "These words are marked already" in response.content.decode()


def test_a_link_at_each_field_opens_the_form_there(unmarked, as_tom):
    page = as_tom.get(f"{PAGE}?place=section.purpose").content.decode()

    assert page.index('id="withhold"') > page.index("To say how Operation Lantern")
    assert page.index('id="withhold"') < page.index("We read crime reports")
    assert '<option value="section.purpose" selected>' in page


@pytest.mark.parametrize(("asked", "extent"), [("", "passage"), ("&extent=row", "row"), ("&extent=all", "passage")])
def test_the_form_opens_with_some_words_chosen_unless_a_whole_is_asked_for(unmarked, as_tom, asked, extent):
    response = as_tom.get(f"{PAGE}?place=section.purpose{asked}")

    assert response.context["typed_form"]["extent"].value() == extent


def test_a_place_that_is_not_there_opens_the_form_at_the_end(unmarked, as_tom):
    page = as_tom.get(f"{PAGE}?place=<script>").content.decode()

    assert page.index('id="withhold"') > page.index("Supt")
    assert "<script>" not in page


def test_marks_that_overlap_are_both_shown_and_no_word_is_lost(unmarked, as_tom, typed):
    as_tom.post(PAGE, typed(quote="Two cameras on a marked van"))
    as_tom.post(PAGE, typed(quote="marked van outside the library"))

    page = as_tom.get(PAGE).content.decode()
    pieces = ["Two cameras on a ", "marked van", " outside the library"]
    assert all(f'<mark class="cia-marked">{piece}</mark>' in page for piece in pieces)


def test_a_mark_is_taken_off(marked, as_tom, tom):
    mark = marked.standing_marks().get(path="section.information")

    response = as_tom.post(f"{PAGE}{mark.pk}/remove/")

    assert response.status_code == 302
    mark.refresh_from_db()
    assert mark.removed_by == tom
    assert f'<mark class="cia-marked">{HIDDEN_WORDS}' not in as_tom.get(PAGE).content.decode()


def test_a_mark_of_another_release_is_not_taken_off_here(marked, as_tom):
    assert as_tom.post(f"{PAGE}999999/remove/").status_code == 404


def test_nothing_is_marked_while_it_is_checked_and_the_page_says_why(candidate, as_tom, typed):
    page = as_tom.get(PAGE).content.decode()
    assert "its marks cannot be changed" in page
    assert 'id="withhold"' not in page

    response = as_tom.post(PAGE, typed(quote="Officers in uniform"))

    assert response.status_code == 403
    assert Mark.objects.count() == 3


def test_a_section_in_which_nothing_is_recorded_says_so_as_the_public_copy_will(unmarked, as_tom):
    page = BeautifulSoup(as_tom.get(PAGE).content, "html.parser")

    (contacts,) = [each for each in page.select("section") if each.h2 and each.h2.get_text() == "Contacts"]
    assert contacts.p.get_text() == "None recorded."
