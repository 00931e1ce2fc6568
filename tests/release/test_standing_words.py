"""What the public reads of a record beside its files is searched again when a later copy withholds more."""

import pytest

from assessments.release.actions.holding import place_hold
from assessments.release.actions.marking import carry_unchanged_marks, make_release_copy, mark_passage, remove_mark
from assessments.release.actions.notices import enter_disclosure, take_out_disclosure
from assessments.release.actions.publishing import publish, send_for_checking, take_down
from assessments.release.actions.requests import record_request, take_step
from assessments.release.actions.scoping import take_into_scope
from assessments.release.actions.taking_down import tell_the_public
from assessments.release.earlier_publications import together_with
from assessments.release.models import Disclosure, ReleaseCopy
from assessments.release.readiness import public_words_with_hidden_ones
from assessments.release.request_lifecycle import Step
from assessments.release.standing_words import standing_words
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Denied
from tests.release.conftest import HIDDEN_AUTHOR
from tests.release.test_database_refuses import sent
from tests.release.test_publishing_again import approved

pytestmark = pytest.mark.django_db

ENTRY = {"title": "Facial recognition", "summary": "The assessment.", "reply": f"Written by {HIDDEN_AUTHOR}."}
NUMBER = "P-4567-89BC"


@pytest.fixture
def first(marked, tom, ruth):
    """Published with the author's name shown."""
    remove_mark(mark=marked.standing_marks().get(path="cover.author"), by=tom)
    return publish(approval=approved(marked, by=tom, checked_by=ruth), by=ruth)


@pytest.fixture
def asked(noon, version, tom):
    """An answered request for the assessment, of which no copy was made for it."""
    asked = record_request(
        received_on=clock.today(), asked="Everything.", requester_name="Q Thistle", requester_contact="", by=tom
    )
    take_into_scope(request=asked, assessment=version.assessment, by=tom)
    for step in (Step.STARTED, Step.REPLIED):
        take_step(request=asked, step=step, on=clock.today(), note="Sent", by=tom)
    return asked


@pytest.fixture
def entry(first, asked, tom) -> Disclosure:
    """It names the author, as the publication does."""
    return enter_disclosure(request=asked, replied_on=clock.today(), by=tom, **ENTRY)


@pytest.fixture
def told(first, ruth):
    """A withdrawal on which the public reads the author's name."""
    take_down(publication=first, reason="A mistake.", by=ruth)
    return tell_the_public(publication=first, words=f"It was {HIDDEN_AUTHOR}'s draft.", by=ruth)


def hiding_more(version, tom, personal) -> ReleaseCopy:
    """A later copy, which withholds the author's name."""
    copy = make_release_copy(version=version, by=tom, number=NUMBER)
    carry_unchanged_marks(release=copy, by=tom)
    passage = {"path": "cover.author", "quote": HIDDEN_AUTHOR, "occurrence": 1, "reason": "A junior."}
    mark_passage(release=copy, exemptions=[personal], by=tom, **passage)
    return ReleaseCopy.objects.get(pk=copy.pk)


def test_an_entry_of_the_log_holds_back_a_copy_that_withholds_its_words(entry, version, tom, personal, as_tom):
    copy = hiding_more(version, tom, personal)

    with pytest.raises(Denied, match="The disclosure-log entry of FOI-2026-0001 has words that this copy withholds"):
        send_for_checking(release=copy, by=tom)

    page = as_tom.get(f"/release/{NUMBER}/send-for-checking/").text
    assert 'href="/requests/FOI-2026-0001/log/take-out/"' in page
    assert ENTRY["reply"] in as_tom.get("/requests/FOI-2026-0001/log/take-out/").text


def test_an_entry_is_taken_out_and_written_anew_without_those_words(entry, asked, version, tom, personal):
    copy = hiding_more(version, tom, personal)
    take_out_disclosure(disclosure=entry, reason="It names somebody.", by=tom)
    assert public_words_with_hidden_ones(copy, clock.today()) == []

    with pytest.raises(Denied, match=f"release {NUMBER} withholds"):
        enter_disclosure(request=asked, replied_on=clock.today(), by=tom, **ENTRY)
    enter_disclosure(request=asked, replied_on=clock.today(), by=tom, **(ENTRY | {"reply": "By a sergeant."}))

    assert public_words_with_hidden_ones(copy, clock.today()) == []


def test_words_on_a_withdrawal_hold_back_a_copy_until_they_are_written_anew(told, first, version, tom, ruth, personal):
    copy = hiding_more(version, tom, personal)

    found = public_words_with_hidden_ones(copy, clock.today())

    assert [each.link for each in found] == [f"/release/{first.number}/tell-the-public/"]
    assert "Write it anew." in found[0].sentence
    tell_the_public(publication=first, words="It was a draft.", by=ruth)
    assert public_words_with_hidden_ones(copy, clock.today()) == []


def test_what_came_to_stand_meanwhile_is_not_overlooked_when_it_is_published(entry, version, tom, ruth, personal):
    approval = approved(hiding_more(version, tom, personal), by=tom, checked_by=ruth)

    with pytest.raises(Denied, match="The disclosure-log entry of FOI-2026-0001 has words"):
        publish(approval=approval, accepts="It is known.", by=ruth)


def test_neither_the_sentence_nor_the_trail_has_the_words(entry, told, version, tom, personal):
    copy = hiding_more(version, tom, personal)

    said = " ".join(each.sentence for each in public_words_with_hidden_ones(copy, clock.today()))

    assert len(list(standing_words(version.assessment))) == 2
    assert HIDDEN_AUTHOR not in said + "".join(f"{event.sentence} {event.detail}" for event in Event.objects.all())


def test_an_entry_about_another_record_holds_nothing_back(first, version, tom, personal):
    other = record_request(
        received_on=clock.today(), asked="More.", requester_name="Q Thistle", requester_contact="", by=tom
    )
    for step in (Step.STARTED, Step.REPLIED):
        take_step(request=other, step=step, on=clock.today(), note="Sent", by=tom)
    enter_disclosure(request=other, replied_on=clock.today(), by=tom, **ENTRY)

    assert public_words_with_hidden_ones(hiding_more(version, tom, personal), clock.today()) == []


def test_a_title_in_the_register_is_asked_about_with_what_the_publication_shows(first, version, tom, personal):
    copy = make_release_copy(version=version, by=tom, number=NUMBER)
    carry_unchanged_marks(release=copy, by=tom)
    passage = {"path": "cover.title", "occurrence": 1, "exemptions": [personal], "reason": "A name.", "by": tom}
    mark_passage(release=copy, quote=first.title, **passage)

    later = sent(copy, by=tom)
    later.public = first.candidate.public  # what the later one shows plays no part

    (together,) = together_with(later)

    assert first.title in [each.words for each in together.passages]


def test_what_names_somebody_who_asked_only_later_is_said_on_the_page_of_their_request(version, tom, as_tom):
    hold = place_hold(assessment=version.assessment, ground="complaint", reason="Wilma Quince complained.", by=tom)
    place_hold(assessment=version.assessment, ground="litigation", reason="A claim of somebody else.", by=tom)
    asked = record_request(
        received_on=clock.today(), asked="Everything.", requester_name="Wilma Quince", requester_contact="", by=tom
    )
    assert "names who asked" not in as_tom.get(asked.get_absolute_url()).text

    take_into_scope(request=asked, assessment=version.assessment, by=tom)
    page = as_tom.get(asked.get_absolute_url()).text

    assert "names who asked" in page
    assert page.count(f"A hold on {version.assessment.reference}") == 1
    assert f'href="/holds/{hold.pk}/end/"' in page
