import pytest

from assessments.documents.snapshot import content_of
from assessments.release.models import Mark
from tests.release.conftest import HIDDEN_WORDS, NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/marks/everywhere/"


@pytest.fixture
def ticked(crime):
    def ticked(*places, quote="library", **others):
        grounds = {"exemptions": [crime.pk], "reason": "It helps to avoid the cameras."}
        return {"quote": quote, "found": "yes", "places": list(places)} | grounds | others

    return ticked


def places(response):
    return [(each.place, each.stretch.quote, each.why_not) for each in response.context["form"].occurrences]


def keys(response):
    return [each.key for each in response.context["form"].occurrences if not each.why_not]


def test_every_place_is_shown_ticked_before_anything_is_done(unmarked, as_tom):
    response = as_tom.post(PAGE, {"quote": "THE  high street"})

    content = content_of(unmarked.snapshot)
    assert places(response)
    for _place, words, _why_not in places(response):
        assert words.lower() == "the high street"
    total = sum(field.plain_text.lower().count("the high street") for field in content.fields().values())
    assert len(places(response)) == total
    assert response.content.decode().count(" checked>") == total
    assert not Mark.objects.exists()


def test_only_what_is_ticked_is_withheld_as_one_step(unmarked, as_tom, ticked):
    offered = keys(as_tom.post(PAGE, {"quote": "the"}))
    assert len(offered) > 3

    as_tom.post(PAGE, ticked(*offered[:2], quote="the"))

    assert Mark.objects.count() == 2
    assert len({mark.made_at for mark in Mark.objects.all()}) == 1


def test_part_of_a_longer_word_is_shown_and_not_ticked(unmarked, as_tom):
    response = as_tom.post(PAGE, {"quote": "camer"})

    assert "(part of a longer word)" in response.content.decode()
    assert " checked>" not in response.content.decode()


def test_what_is_withheld_already_is_said_and_not_offered(marked, as_tom):
    response = as_tom.post(PAGE, {"quote": HIDDEN_WORDS})

    assert places(response) == [("Information", HIDDEN_WORDS, "Withheld already: s.31(1)(a)")]
    assert keys(response) == []


def test_words_that_stand_nowhere_are_said_beside_what_was_typed(unmarked, as_tom):
    page = as_tom.post(PAGE, {"quote": "Zanzibar"}).content.decode()

    assert "These words stand nowhere in this document" in page
    assert "Zanzibar" in page
    assert "Enter the words to look for" in as_tom.post(PAGE, {"quote": " "}).content.decode()


def test_a_place_that_was_not_offered_is_not_marked(unmarked, as_tom, ticked):
    response = as_tom.post(PAGE, ticked(f"section.information@0-{len(HIDDEN_WORDS)}"))

    assert response.status_code == 200
    assert not Mark.objects.exists()
    assert "It helps to avoid the cameras." in response.content.decode()


def test_one_place_at_least_is_ticked(unmarked, as_tom, ticked):
    assert "Tick at least one place" in as_tom.post(PAGE, ticked()).content.decode()


def test_accents_written_in_two_ways_are_the_same_words(unmarked, as_tom):
    """The frozen text has one form of each letter, and so have the words that are looked for."""
    from assessments.documents.content import Block, Content, Field, Row, Run, Section
    from assessments.release.occurrences import occurrences

    field = Field("a.text", "Text", blocks=(Block((Run("Zoé and zoé's brother"),)),))
    section = Section("a", "A", "prose", (Row("row.a", (field,)),))
    content = Content("F", "", "D", "R", "1", "OFFICIAL", "2026-02-10T12:00:00+00:00", (section,))

    assert [each.stretch.start for each in occurrences(content, "Zoe\u0301", ())] == [0, 8]


def test_the_grounds_chosen_in_the_bar_are_there_with_the_places(unmarked, as_tom, crime):
    sent = {"path": "section.information", "start": "0", "end": "3", "quote": "library", "everywhere": "x"}

    response = as_tom.post(
        f"/release/{NUMBER}/marks/selection/", sent | {"exemptions": [crime.pk], "reason": "Kept as typed."}
    )

    page = response.content.decode()
    assert f'action="{PAGE}"' in page
    assert "Kept as typed." in page
    assert not Mark.objects.exists()
