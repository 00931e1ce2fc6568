"""Suggestions are measured, and the reference says what was measured."""

from pathlib import Path

import pytest

from tests.corpus.labelled import DOCUMENTS, HALVES, STAYS, documents
from tests.corpus.measuring import measure

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "suggestions.md"


@pytest.fixture(scope="module")
def held_out():
    return measure(documents("held-out"))


def test_the_reference_says_what_was_measured_of_the_half_that_was_held_out(held_out):
    assert "\n".join(held_out.lines()) in REFERENCE.read_text("utf-8")


def test_the_reference_says_how_many_documents_and_mentions_there_are():
    both = [*documents("tuning"), *documents("held-out")]
    mentions = [mention.kind in STAYS for each in both for mention in each.mentions]
    files = len(list(DOCUMENTS.rglob("*.txt")))

    counts = f"{mentions.count(False):,} labelled mentions that need a mark and {mentions.count(True):,}"
    told = f"{files} documents with {counts}"
    assert told in " ".join(REFERENCE.read_text("utf-8").split())


def test_most_of_what_needs_a_mark_is_suggested_and_most_suggestions_are_right(held_out):
    assert held_out.recall("all") >= 0.88
    assert held_out.precision("all") >= 0.95


def test_nothing_is_lost_of_what_the_rules_were_tuned_on():
    tuning = measure(documents("tuning"))

    assert tuning.recall("all") >= 0.98
    assert tuning.precision("all") >= 0.99
    assert all(tuning.recall(kind) >= 0.95 for kind in tuning.needed)


def test_names_of_those_who_hold_a_public_office_are_left_alone(held_out):
    assert held_out.left_alone["office"] / held_out.staying["office"] >= 0.95


def test_each_half_is_large_enough_to_mean_something(held_out):
    both = [*documents("tuning"), *documents("held-out")]

    assert held_out.documents >= 15
    assert held_out.needed["all"] >= 300
    assert len(both) >= 30
    assert sum(len(each.mentions) for each in both) >= 600


def test_the_halves_share_no_name_of_anybody():
    names = {half: {person.name for each in documents(half) for person in each.known.people} for half in HALVES}

    assert not names["tuning"] & names["held-out"]
