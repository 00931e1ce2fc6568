import pytest
from bs4 import BeautifulSoup

from assessments.release.actions.marking import mark_passage
from assessments.release.actions.prompts import keep_mentions
from assessments.release.models import PromptDecision, ReleaseCopy
from assessments.release.prompting import prompt_groups, row_prompts
from tests.reasons import give_reasons
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/missed/"
BESIDE = f"/release/{NUMBER}/missed/beside/"


@pytest.fixture
def missing(unmarked, tom, crime) -> ReleaseCopy:
    mark_passage(
        release=unmarked,
        path="section.purpose",
        quote="High Street",
        occurrence=1,
        exemptions=[crime],
        reason="Where it will be.",
        by=tom,
    )
    return give_reasons(unmarked, by=tom)


def keys(release):
    return [prompt.key for group in prompt_groups(release) for prompt in group.undecided]


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def test_every_mention_stands_in_its_context_under_the_words_that_it_echoes(missing, as_tom):
    response = as_tom.get(PAGE)

    page = read(response)
    legend = page.select_one("form legend").get_text(" ", strip=True)
    assert "High Street" in legend
    assert "withheld in Purpose" in legend
    boxes = page.select("form .cia-place")
    assert [box.input["value"] for box in boxes] == keys(missing)
    assert "in Harrowmere High Street , from 1000" in " ".join(boxes[0].get_text(" ").split())
    assert "no-store" in response["Cache-Control"]


def test_several_are_marked_like_the_first_in_one_press(missing, as_tom):
    response = as_tom.post(PAGE, {"mentions": keys(missing)})

    assert response.url == PAGE
    assert keys(missing) == []
    assert {mark.reason for mark in missing.standing_marks()} == {"Where it will be."}
    assert missing.standing_marks().count() > 2


def test_several_are_kept_for_one_reason_and_stand_on_the_page_with_it(missing, as_tom):
    number = len(keys(missing))

    as_tom.post(PAGE, {"mentions": keys(missing), "reason": "A street like any.", "keep": "Keep these"})

    assert PromptDecision.objects.filter(kind="kept").count() == number
    page = read(as_tom.get(PAGE))
    assert not page.select("form input[name=mentions]")
    assert "A street like any. (Tom Ashdown" in " ".join(page.get_text(" ").replace(" (", " (").split())


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"keep": "yes", "reason": "So."}, "Tick at least one mention"),
        ({"mentions": True, "keep": "yes"}, "Say why these words are kept"),
    ],
)
def test_an_answer_that_lacks_something_decides_nothing(missing, as_tom, answers, sentence):
    if "mentions" in answers:
        answers = answers | {"mentions": keys(missing)}

    page = read(as_tom.post(PAGE, answers))

    assert sentence in page.select_one(".govuk-error-summary").get_text()
    assert not PromptDecision.objects.exists()


def test_a_page_of_other_marks_decides_nothing(missing, as_tom):
    page = read(as_tom.post(PAGE, {"mentions": ["cover.title@0-4:section.purpose@0-4"]}))

    assert page.select_one(".govuk-error-summary")
    assert not PromptDecision.objects.exists()


def test_the_marks_page_says_how_many_are_left_and_leads_there(missing, as_tom):
    page = read(as_tom.get(f"/release/{NUMBER}/marks/"))

    assert f"Mentions left: {len(keys(missing))}" in page.get_text()
    assert page.find("a", href=PAGE)


def test_the_checker_reads_what_was_kept_and_why(missing, tom, as_ruth, gate_once):
    from assessments.release.actions.publishing import send_for_checking

    keep_mentions(release=missing, mentions=keys(missing), reason="A street like any.", by=tom)
    send_for_checking(release=missing, by=tom)

    text = read(as_ruth.get(f"/release/{NUMBER}/checking/")).get_text(" ")
    assert "What the marks missed, and was kept" in text
    assert "A street like any." in text


def test_rows_are_read_in_one_press_and_stop_nothing(missing, tom, as_tom, crime):
    mark_passage(
        release=missing,
        path="sign_off.role",
        quote="Harrowmere BCU",
        occurrence=1,
        exemptions=[crime],
        reason="So.",
        by=tom,
    )
    page = read(as_tom.get(BESIDE))
    (box,) = page.select("input[name=rows]")
    assert box.has_attr("checked")

    response = as_tom.post(BESIDE, {"rows": [box["value"]], "reason": "Everybody knows the role."})

    assert response.url == PAGE
    (row,) = row_prompts(missing)
    assert row.read.reason == "Everybody knows the role."
    assert "Everybody knows the role." in read(as_tom.get(BESIDE)).get_text(" ")
