"""Suggestions on the marking page: listed, dotted, accepted and dismissed, one or all alike."""

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.actions.flagging import flag_sensitive
from assessments.release.actions.marking import make_release_copy, mark_passage, remove_mark
from assessments.release.actions.suggestions import accept_suggestions, dismiss_suggestions
from assessments.release.models import Mark, SuggestionDecision
from assessments.release.permissions import check_approve
from cia.accounts.models import ForceSetting
from cia.audit.models import Event
from cia.authorisation import Conflict, Denied
from tests.release.conftest import HIDDEN_AUTHOR, NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/marks/"
ALIKE = f"{PAGE}suggestions/"
DECIDE = f"{ALIKE}decide/"
AUTHOR = f"cover.author@3-{3 + len(HIDDEN_AUTHOR)}"


def groups(client):
    """The words of each line of the list, with how many places it stands for."""
    context = client.get(PAGE).context
    return {each.alike.words: len(each.places) for each in [*context["suggestions"], *context["less_sure"]]}


def test_who_wrote_it_is_suggested_and_dotted_in_the_text(unmarked, as_tom):
    page = as_tom.get(PAGE).content.decode()

    assert HIDDEN_AUTHOR in groups(as_tom)
    assert f'data-suggested="1">{HIDDEN_AUTHOR}</span>' in page
    assert "1 suggestion to decide" in page


def test_a_name_that_stays_by_its_rank_is_listed_apart(unmarked, as_tom):
    assert "Priya Raman" not in groups(as_tom)
    assert [each.quote for each, _ in as_tom.get(PAGE).context["staying"]] == ["Priya Raman"]


def test_accepting_asks_for_the_grounds_once_and_shows_every_place(unmarked, as_tom, personal):
    asked = as_tom.post(ALIKE, {"key": AUTHOR})

    form = asked.context["form"]
    assert form.initial["exemptions"] == [personal.pk]
    assert HIDDEN_AUTHOR in asked.content.decode()
    assert [each.key for each in form.occurrences] == [AUTHOR]


def test_accepted_suggestions_become_marks_on_the_grounds_chosen(unmarked, as_tom, tom, personal):
    posted = {"key": AUTHOR, "found": "yes", "places": [AUTHOR], "exemptions": [personal.pk], "reason": "A sergeant."}

    response = as_tom.post(ALIKE, posted)

    assert response.url == f"{PAGE}#suggestions"
    mark = Mark.objects.get()
    assert (mark.path, mark.codes(), mark.reason, mark.made_by) == ("cover.author", ("s.40(2)",), "A sergeant.", tom)
    decision = SuggestionDecision.objects.get()
    assert (decision.kind, decision.mark, decision.suggested_as) == ("accepted", mark, "officer's name")
    assert HIDDEN_AUTHOR not in groups(as_tom)


def test_accepting_without_grounds_says_what_is_missing(unmarked, as_tom):
    response = as_tom.post(ALIKE, {"key": AUTHOR, "found": "yes", "places": [AUTHOR]})

    assert set(response.context["form"].errors) >= {"reason"}
    assert not Mark.objects.exists()


def test_what_is_dismissed_needs_no_grounds_and_stays_dismissed(unmarked, as_tom):
    as_tom.post(ALIKE, {"key": AUTHOR, "found": "yes", "places": [AUTHOR], "dismiss": "yes", "reason": "She is known."})

    page = as_tom.get(PAGE)
    assert HIDDEN_AUTHOR not in groups(as_tom)
    assert [(place, words) for _, place, words in page.context["dismissed"]] == [("Cover: Author", HIDDEN_AUTHOR)]
    assert "She is known." in page.content.decode()


def test_one_press_dismisses_and_one_brings_back(unmarked, as_tom):
    as_tom.post(DECIDE, {"key": AUTHOR, "dismiss": "yes"})
    assert HIDDEN_AUTHOR not in groups(as_tom)

    as_tom.post(DECIDE, {"key": AUTHOR, "again": "yes"})

    assert HIDDEN_AUTHOR in groups(as_tom)
    assert [each.kind for each in SuggestionDecision.objects.all()] == ["dismissed", "suggested_again"]


def test_the_grounds_of_the_last_one_withhold_the_next_with_one_press(unmarked, tom, as_tom, personal):
    ForceSetting.objects.create(key="names_stay_from_rank", value="None", from_on=unmarked.made_at.date())
    entries = [each for each in keys_of(as_tom) if each != AUTHOR]
    grounds = {"exemptions": [personal], "reason": "A name.", "role": "police officer"}
    first = accept_suggestions(release=unmarked, keys=[AUTHOR], by=tom, **grounds)[0]
    assert "As the last: s.40(2) (police officer)" in as_tom.get(PAGE).content.decode()

    as_tom.post(DECIDE, {"key": entries, "as_before": first.pk})

    second = Mark.objects.exclude(pk=first.pk).get()
    assert (second.path, second.codes(), second.reason) == ("sign_off.name", ("s.40(2)",), "A name.")
    assert second.role == "police officer"


def keys_of(client):
    context = client.get(PAGE).context
    return [key for each in [*context["suggestions"], *context["less_sure"]] for key in each.alike.keys]


def test_a_mark_made_by_hand_takes_its_suggestion_away_and_one_taken_off_brings_it_back(
    unmarked, as_tom, tom, personal
):
    words = {"path": "cover.author", "quote": HIDDEN_AUTHOR, "occurrence": 1}
    mark = mark_passage(release=unmarked, exemptions=[personal], reason="A name.", by=tom, **words)
    assert HIDDEN_AUTHOR not in groups(as_tom)

    remove_mark(mark=mark, by=tom)

    assert HIDDEN_AUTHOR in groups(as_tom)


def test_a_suggestion_that_somebody_decided_on_meanwhile_is_a_conflict(unmarked, as_tom, tom, personal):
    dismiss_suggestions(release=unmarked, keys=[AUTHOR], by=tom)

    assert as_tom.post(ALIKE, {"key": AUTHOR}).status_code == 409
    with pytest.raises(Conflict, match="meanwhile"):
        accept_suggestions(release=unmarked, keys=[AUTHOR], exemptions=[personal], reason="A name.", by=tom)


def test_no_place_at_all_is_refused(unmarked, as_tom, tom):
    with pytest.raises(Denied, match="Tick at least one place"):
        dismiss_suggestions(release=unmarked, keys=[], by=tom)


def test_nothing_of_the_words_reaches_the_trail(unmarked, tom, personal):
    accept_suggestions(release=unmarked, keys=[AUTHOR], exemptions=[personal], reason="A name.", by=tom)

    said = [f"{event.sentence} {event.detail}" for event in Event.objects.all()]
    assert any("Withheld what was suggested as an officer's name" in each for each in said)
    assert not any("Okafor" in each for each in said)


def test_who_dismissed_a_suggestion_does_not_check_the_release(unmarked, tom, ruth, personal):
    dismiss_suggestions(release=unmarked, keys=[AUTHOR], by=ruth)

    with pytest.raises(Denied, match="You decided on suggestions"):
        check_approve(ruth, unmarked, at=unmarked.made_at)


@pytest.mark.parametrize("change", ["UPDATE release_suggestiondecision SET kind = 'dismissed'", "DELETE FROM {}"])
def test_a_decision_on_a_suggestion_never_changes(unmarked, tom, change):
    dismiss_suggestions(release=unmarked, keys=[AUTHOR], by=tom)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format("release_suggestiondecision"))


def test_nobody_decides_on_suggestions_while_a_release_is_checked(candidate, as_tom, tom):
    page = as_tom.get(PAGE).content.decode()

    assert "data-suggestion-dismiss" not in page
    with pytest.raises(Denied, match="its marks cannot be changed"):
        dismiss_suggestions(release=candidate.release, keys=[AUTHOR], by=tom)


def test_what_its_author_flagged_is_suggested_with_the_because(version, dana, tom, as_tom):
    because = "It can be avoided."
    flag_sensitive(
        assessment=version.assessment, part="section.information", words="marked van", because=because, by=dana
    )
    make_release_copy(version=version, by=tom, number=NUMBER)

    page = as_tom.get(PAGE)

    assert "marked van" in groups(as_tom)
    assert "Flagged by PS Dana Okafor: It can be avoided." in page.content.decode()
