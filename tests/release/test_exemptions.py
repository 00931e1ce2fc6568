"""The Act's exemptions as the service holds them, and as they change."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from assessments.release.actions.exemptions import change_exemption
from assessments.release.actions.marking import mark_whole
from assessments.release.models import Exemption
from assessments.release.preparing import meanings_of
from cia import clock
from cia.authorisation import Conflict, Denied

# Copied by hand: code, provision, absolute or qualified, basis, public interest test, harm, neither confirm nor deny.
THE_LAW = """
s.21(1)    | 21(1)    | absolute  | class        | no  | no  |
s.22(1)    | 22(1)    | qualified | class        | yes | no  |
s.23(1)    | 23(1)    | absolute  | class        | no  | no  | 23(5)
s.24(1)    | 24(1)    | qualified | required     | yes | yes | 24(2)
s.27(1)    | 27(1)    | qualified | prejudice    | yes | yes |
s.30(1)    | 30(1)    | qualified | class        | yes | no  |
s.30(2)    | 30(2)    | qualified | class        | yes | no  |
s.31(1)(a) | 31(1)(a) | qualified | prejudice    | yes | yes | 31(3)
s.31(1)(b) | 31(1)(b) | qualified | prejudice    | yes | yes | 31(3)
s.32       | 32       | absolute  | class        | no  | no  |
s.36(2)    | 36(2)    | qualified | prejudice    | yes | yes |
s.38(1)(a) | 38(1)(a) | qualified | endangerment | yes | yes | 38(2)
s.38(1)(b) | 38(1)(b) | qualified | endangerment | yes | yes | 38(2)
s.40(1)    | 40(1)    | absolute  | class        | no  | no  |
s.40(2)    | 40(2)    | absolute  | class        | no  | no  |
s.40(2), second or third condition | 40(2) | qualified | class | yes | no |
s.41(1)    | 41(1)    | absolute  | class        | no  | no  |
s.42(1)    | 42(1)    | qualified | class        | yes | no  |
s.43(1)    | 43(1)    | qualified | class        | yes | no  |
s.43(2)    | 43(2)    | qualified | prejudice    | yes | yes | 43(3)
s.44(1)    | 44(1)    | absolute  | class        | no  | no  |
"""
USUAL = ["31(1)(a)", "31(1)(b)", "40(2)", "38(1)(a)", "38(1)(b)", "30(1)", "24(1)", "23(1)", "43(2)", "42(1)"]
OWN_TESTS = {"s.40(2)": "legitimate_interest", "s.41(1)": "confidence", "s.36(2)": "qualified_person"}
# Named in the field's writing, and not confirmed: nothing of it is told to anybody as law.
UNCONFIRMED = ["3A", "3B", "4A", "2(3)", "fa)"]
TODAY = date(2026, 2, 10)


def rows(text):
    return {cells[0]: cells for line in text.strip().splitlines() if (cells := [c.strip() for c in line.split("|")])}


def yes(value):
    return "yes" if value else "no"


def test_the_exemptions_are_those_of_the_law_row_by_row(db):
    held = {
        each.code: [
            each.code,
            each.provision,
            each.test,
            each.basis,
            yes(each.needs_public_interest),
            yes(each.needs_harm),
            each.neither_confirm_nor_deny,
        ]
        for each in Exemption.objects.all()
    }

    assert held == rows(THE_LAW)


def test_the_usual_ones_are_offered_first_and_three_have_a_test_of_their_own(db):
    usual = [each.provision for each in Exemption.objects.filter(is_usual=True)]
    own = {each.code: each.own_test for each in Exemption.objects.exclude(own_test="")}

    assert (usual, own) == (USUAL, OWN_TESTS)
    assert [each.is_usual for each in Exemption.objects.all()] == sorted(
        (each.is_usual for each in Exemption.objects.all()), reverse=True
    )


def test_each_is_cited_by_its_provision_and_says_what_it_means(db):
    for each in Exemption.objects.all():
        assert each.cited == f"s.{each.provision}"
        assert each.meaning.startswith(f"Section {each.provision}: ")
        assert each.meaning.endswith(".")


def test_nothing_unconfirmed_is_said_as_law(db):
    said = " ".join(f"{each} {each.meaning} {each.provision}" for each in Exemption.objects.all())

    assert not [words for words in UNCONFIRMED if words in said]
    assert re.findall(r"s\.12|s\.14", said) == []


@pytest.fixture
def crime_today(noon, crime, jo):
    return crime


def test_an_administrator_changes_a_label_from_a_day_on(crime_today, jo):
    change_exemption(
        exemption=crime_today, label="Crime", meaning="Section 31(1)(a): so.", from_on=date(2026, 3, 1), by=jo
    )

    def called(on):
        return Exemption.objects.in_force(on=on).get(code="s.31(1)(a)").label

    assert called(TODAY) == called(date(2026, 2, 28)) == "Prevention or detection of crime"
    assert called(date(2026, 3, 1)) == "Crime"
    assert list(Exemption.objects.filter(code="s.31(1)(a)").values_list("from_on", "until_on")) == [
        (date(2005, 1, 1), date(2026, 3, 1)),
        (date(2026, 3, 1), None),
    ]


def test_a_mark_made_before_a_change_is_explained_as_it_stands_on_the_day(unmarked, tom, jo, crime):
    mark_whole(release=unmarked, path="cover.title", whole="field", exemptions=[crime], reason="Tactics.", by=tom)

    change_exemption(exemption=crime, label="Crime", meaning="Section 31(1)(a): new.", from_on=clock.today(), by=jo)

    assert meanings_of(unmarked, on=clock.today())["s.31(1)(a)"] == "Section 31(1)(a): new."
    assert unmarked.standing_marks().get().grounds.get().exemption.label == "Prevention or detection of crime"


def test_nobody_else_changes_it_and_not_twice_nor_for_the_past(crime_today, tom, jo):
    change = {"exemption": crime_today, "label": "Crime", "meaning": "So."}

    with pytest.raises(Denied, match="Only an administrator"):
        change_exemption(**change, from_on=TODAY, by=tom)
    with pytest.raises(Denied, match="begins today or later"):
        change_exemption(**change, from_on=date(2026, 2, 9), by=jo)
    change_exemption(**change, from_on=TODAY, by=jo)
    with pytest.raises(Conflict, match="has changed this exemption already"):
        change_exemption(**change, from_on=date(2026, 3, 1), by=jo)


def test_the_database_keeps_every_edition(crime_today):
    with pytest.raises(IntegrityError, match="never changed, only ended"), transaction.atomic():
        Exemption.objects.filter(pk=crime_today.pk).update(label="Other")


def test_two_conditions_of_one_section_are_cited_alike_and_explained_by_those_used(unmarked, tom, personal):
    second = Exemption.objects.get(code="s.40(2), second or third condition")
    where = {"whole": "field", "reason": "A name.", "by": tom, "release": unmarked}

    mark_whole(path="cover.author", exemptions=[second], **where)
    alone = meanings_of(unmarked, on=TODAY)["s.40(2)"]
    mark = mark_whole(path="sign_off.name", exemptions=[personal, second], **where)
    both = meanings_of(unmarked, on=TODAY)["s.40(2)"]

    assert mark.codes() == ("s.40(2)",)
    assert alone == second.meaning
    assert both == f"{personal.meaning} Or: {second.meaning}"
