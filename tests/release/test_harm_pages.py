"""Asking the owner what harm publishing would do, and their answer."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.actions.drafting import name_person
from assessments.documents.snapshot import content_of
from assessments.models import NamedPerson
from assessments.release.actions.harm import answer_harm, ask_for_harm
from assessments.release.actions.requests import record_request
from assessments.release.actions.scoping import take_into_scope
from assessments.release.models import HarmAnswer, HarmRequest
from assessments.release.passages import Passage
from cia.audit.models import Event
from cia.authorisation import Denied
from cia.notices.models import Notice
from tests.release.conftest import HIDDEN_WORDS, NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/marks/harm/"
MARKS = f"/release/{NUMBER}/marks/"
CAMERAS = "Somebody told of the cameras would walk round them."


@pytest.fixture
def passage(unmarked):
    """Where the words about the cameras stand."""
    start = content_of(unmarked.snapshot).fields()["section.information"].plain_text.index(HIDDEN_WORDS)
    return Passage("section.information", start, start + len(HIDDEN_WORDS))


@pytest.fixture
def asked(unmarked, passage, dana, tom):
    return ask_for_harm(
        release=unmarked, passages=[passage], of=dana, question="What harm?", due_on=date(2026, 2, 20), by=tom
    )


def test_words_are_asked_about_and_the_owner_gets_a_notice_that_says_nothing_of_them(unmarked, as_tom, dana):
    what = {"place": "section.information", "quote": HIDDEN_WORDS}
    posted = what | {"of": dana.pk, "question": "Harm?", "due_on": "20/02/2026"}

    response = as_tom.post(PAGE, posted)

    assert response.url == f"{MARKS}#suggestions"
    request = HarmRequest.objects.get()
    assert [(each.path, each.whole) for each in request.passages.all()] == [("section.information", "")]
    notice = Notice.objects.get(recipient=dana, link=request.get_absolute_url())
    assert "what harm would come of publishing part of" in notice.sentence
    assert "20/02/2026" in notice.sentence
    assert "camera" not in notice.sentence


def test_a_question_names_nobody_who_asked_for_the_record(unmarked, version, passage, dana, tom, as_tom):
    asked_for = record_request(
        received_on=date(2026, 2, 10),
        asked="All.",
        requester_name="Q Thistle",
        requester_contact="q@example.org",
        by=tom,
    )
    take_into_scope(request=asked_for, assessment=version.assessment, by=tom)
    what = {"place": "section.information", "quote": HIDDEN_WORDS, "of": dana.pk, "due_on": "20/02/2026"}

    for question in ("What harm, if Thistle had it?", "May q@example.org have it?"):
        answer = as_tom.post(PAGE, what | {"question": question})

        assert "This names who asked for information." in answer.text
    assert not HarmRequest.objects.exists()
    assert not Notice.objects.filter(recipient=dana, sentence__contains="harm").exists()


def test_passages_ticked_among_the_suggestions_come_along(unmarked, as_tom, dana):
    key = "cover.author@3-14"

    page = as_tom.post(f"{MARKS}suggestions/", {"key": key, "found": "yes", "places": [key], "harm": "yes"})
    assert "Dana Okafor" in page.content.decode()
    as_tom.post(PAGE, {"passages": key, "of": dana.pk, "question": "Harm?", "due_on": "20/02/2026"})

    passage = HarmRequest.objects.get().passages.get()
    assert (passage.path, passage.start, passage.end) == ("cover.author", 3, 14)


def test_what_is_missing_is_said_beside_the_question(unmarked, as_tom):
    errors = as_tom.post(PAGE, {"question": ""}).context["form"].errors

    assert set(errors) == {"place", "of", "question", "due_on"}


def test_nobody_is_asked_who_may_not_read_the_assessment(unmarked, passage, tom, lee):
    with pytest.raises(Denied, match="may not read this assessment"):
        ask_for_harm(release=unmarked, passages=[passage], of=lee, question="?", due_on=date(2026, 2, 20), by=tom)


def test_the_person_asked_reads_the_passage_and_answers(asked, client, dana, tom):
    client.force_login(dana)
    page = client.get(asked.get_absolute_url()).content.decode()
    assert HIDDEN_WORDS in page
    assert "What harm?" in page

    client.post(asked.get_absolute_url(), {"kind": "harm", "text": CAMERAS})

    answer = HarmAnswer.objects.get()
    assert (answer.kind, answer.text, answer.answered_by) == ("harm", CAMERAS, dana)
    assert Notice.objects.filter(recipient=tom, link=asked.get_absolute_url()).exists()


def test_harm_is_said_in_words(asked, client, dana):
    client.force_login(dana)

    response = client.post(asked.get_absolute_url(), {"kind": "harm", "text": " "})

    assert response.context["form"].errors == {"text": ["Say what harm would come of it"]}
    with pytest.raises(Denied, match="Say what harm"):
        answer_harm(request=asked, kind="harm", text="", by=dana)


def test_only_the_person_asked_answers_and_only_once(asked, priya, dana, tom):
    for other in (priya, tom):
        with pytest.raises(Denied, match="so only they can answer"):
            answer_harm(request=asked, kind="none", text="", by=other)
    answer_harm(request=asked, kind="none", text="", by=dana)

    with pytest.raises(Denied, match="answered already"):
        answer_harm(request=asked, kind="harm", text=CAMERAS, by=dana)


def test_who_may_no_longer_read_the_assessment_no_longer_reads_the_question(unmarked, passage, client, dana, lee, tom):
    assessment = unmarked.snapshot.version.assessment
    named = name_person(assessment=assessment, person=lee, part=NamedPerson.Part.READER, by=dana)
    asked = ask_for_harm(release=unmarked, passages=[passage], of=lee, question="?", due_on=date(2026, 2, 20), by=tom)
    client.force_login(lee)
    assert client.get(asked.get_absolute_url()).status_code == 200

    from assessments.actions.drafting import stop_naming

    stop_naming(named=named, by=dana)

    assert client.get(asked.get_absolute_url()).status_code == 404


def test_the_answer_stands_beside_the_suggestion_and_goes_into_the_reasoning(asked, passage, as_tom, dana):
    answer_harm(request=asked, kind="harm", text=CAMERAS, by=dana)

    page = as_tom.get(MARKS)
    assert CAMERAS in page.content.decode()
    (harm,) = [each for each in page.context["suggestions"] if each.first.kind == "harm"]
    assert harm.alike.words == HIDDEN_WORDS
    asks = as_tom.post(f"{MARKS}suggestions/", {"key": passage.key})
    assert asks.context["form"].initial["reason"] == CAMERAS


def test_an_answer_of_no_harm_suggests_nothing_and_is_shown(asked, as_tom, dana):
    answer_harm(request=asked, kind="none", text="It was in the paper.", by=dana)

    page = as_tom.get(MARKS)
    assert "It was in the paper." in page.content.decode()
    assert not [each for each in page.context["suggestions"] if each.first.kind == "harm"]


def test_a_question_without_an_answer_says_when_it_was_wanted(asked, as_tom):
    assert "No answer yet. Wanted by 20/02/2026." in as_tom.get(MARKS).content.decode()


@pytest.mark.parametrize("table", ["release_harmrequest", "release_harmpassage", "release_harmanswer"])
def test_question_and_answer_never_change(asked, dana, table):
    answer_harm(request=asked, kind="none", text="", by=dana)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_the_database_takes_an_answer_from_the_person_asked_alone(asked, tom):
    with pytest.raises(DatabaseError, match="for somebody else"), transaction.atomic():
        HarmAnswer.objects.create(request=asked, kind="none", text="", answered_at=asked.asked_at, answered_by=tom)


def test_nothing_of_question_passage_or_answer_reaches_the_trail(asked, dana):
    answer_harm(request=asked, kind="harm", text=CAMERAS, by=dana)

    said = " ".join(f"{event.sentence} {event.detail}" for event in Event.objects.all())
    assert "Asked PS Dana Okafor what harm publishing would do" in said
    assert "camera" not in said
    assert "What harm?" not in said


@pytest.mark.parametrize("key", ["", "x", "cover.author@3-999999999", "nowhere@field", "cover.author@9-3", "' OR 1=1"])
def test_a_place_that_is_not_there_is_left_out(unmarked, as_tom, key):
    page = as_tom.post(PAGE, {"passages": key})

    assert page.status_code == 200
    assert page.context["chosen"] == []
