"""The numbered rows of a version: their numbers, their revisions, and what is never lost."""

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.actions.deciding import submit
from assessments.actions.drafting import name_person, open_next_version
from assessments.actions.rows import add_row, change_row, remove_row
from assessments.models import ROW_MODELS, Finding, Revision, Risk, rows_of
from cia.audit.trail import history_of
from cia.authorisation import Conflict, Denied
from cia.canonical import Unacceptable
from tests.factories import signed_off
from tests.rows import ANSWERS, add, add_every

pytestmark = pytest.mark.django_db


def change(version, row, *, by, revision=None, **answers):
    return change_row(
        version=version,
        kind=row.kind,
        number=row.number,
        answers=row.answers | answers,
        revision=row.revision if revision is None else revision,
        by=by,
    )


def remove(version, row, *, by):
    return remove_row(version=version, kind=row.kind, number=row.number, revision=row.revision, by=by)


def test_a_row_of_every_kind_is_kept_as_it_was_answered(begun, dana):
    add_every(begun, by=dana)

    for kind, answers in ANSWERS.items():
        row = rows_of(begun, kind).get()
        assert {name: row.answers[name] for name in answers} == answers


def test_rows_are_numbered_in_the_order_of_recording(begun, dana):
    numbers = [add(begun, "risk", by=dana, text=text).number for text in ("First", "Second", "Third")]

    assert numbers == [1, 2, 3]


def test_the_number_of_a_removed_row_is_never_given_again(begun, dana):
    add(begun, "risk", by=dana)
    remove(begun, add(begun, "risk", by=dana), by=dana)

    assert add(begun, "risk", by=dana).number == 3
    assert [row.number for row in rows_of(begun, "risk")] == [1, 3]


def test_what_a_removed_row_said_is_kept(begun, dana):
    row = add(begun, "risk", by=dana)
    remove(begun, row, by=dana)

    kept = Revision.objects.filter(version=begun, part="risk.1")
    assert [(each.revision, each.content["is_removed"]) for each in kept] == [(1, False), (2, True)]
    assert kept.last().content["text"] == ANSWERS["risk"]["text"]
    assert Risk.objects.get(pk=row.pk).is_removed


def test_every_save_keeps_what_it_replaced(begun, dana):
    row = add(begun, "risk", by=dana)
    change(begun, row, by=dana, text="Traders may lose a day's custom.")

    kept = Revision.objects.filter(version=begun, part="risk.1").values_list("content__text", flat=True)
    assert list(kept) == [ANSWERS["risk"]["text"], "Traders may lose a day's custom."]


def test_nothing_is_saved_over_a_revision_that_was_not_seen(begun, dana):
    row = add(begun, "risk", by=dana)
    change(begun, row, by=dana, text="Second thoughts.")

    with pytest.raises(Conflict):
        change(begun, row, by=dana, revision=1, text="Written over the first.")

    assert rows_of(begun, "risk").get().text == "Second thoughts."


def test_a_removed_row_is_not_changed(begun, dana):
    row = add(begun, "risk", by=dana)
    remove(begun, row, by=dana)

    with pytest.raises(Denied, match="Risk 1 was removed meanwhile"):
        change(begun, row, by=dana, text="Still here?")


def test_what_others_belong_to_is_not_removed_before_them(begun, dana):
    rows = add_every(begun, by=dana)

    with pytest.raises(Denied, match="Finding 1 belongs to it"):
        remove(begun, rows["source"], by=dana)
    with pytest.raises(Denied, match="Intervention 1 belongs to it"):
        remove(begun, rows["risk"], by=dana)

    remove(begun, rows["finding"], by=dana)
    remove(begun, rows["source"], by=dana)
    assert not rows_of(begun, "source").exists()


def test_a_row_belongs_to_one_that_is_there(begun, dana):
    with pytest.raises(Denied, match="There is no evidence source 7 in this version"):
        add(begun, "finding", by=dana, source=7)


def test_the_database_itself_refuses_a_finding_without_its_source(begun, dana):
    add_every(begun, by=dana)

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="finding_belongs_to_a_source_of_its_version"), transaction.atomic():
        Finding.objects.filter(version=begun).update(source=9)


@pytest.mark.parametrize("kind", ["subject", "facial_recognition"])
def test_what_stands_alone_is_written_once(begun, dana, kind):
    add(begun, kind, by=dana)

    with pytest.raises(Conflict, match="was written meanwhile"):
        add(begun, kind, by=dana)


@pytest.mark.parametrize(
    ("kind", "changes", "reason"),
    [
        ("risk", {"text": ""}, "Risk: This field cannot be blank"),
        ("risk", {"category": "gossip"}, "Category: "),
        ("risk", {"owner": "two\nlines"}, "Owner: write this on one line"),
        ("finding", {"link": "http://panel.example"}, "begins with https"),
        ("session", {"ends_at": ANSWERS["session"]["begins_at"]}, "end later than it begins"),
    ],
)
def test_what_a_row_cannot_hold_is_refused_with_the_reason(begun, dana, kind, changes, reason):
    add(begun, "deployment", by=dana)
    add(begun, "source", by=dana)

    with pytest.raises(Denied, match=reason):
        add(begun, kind, by=dana, **changes)


def test_text_that_deceives_is_refused(begun, dana):
    with pytest.raises(Unacceptable):
        add(begun, "risk", by=dana, text="left\u202eright")


def test_only_those_who_write_the_version_add_to_it(begun, lee):
    with pytest.raises(Denied, match="Only its author and the contributors"):
        add(begun, "risk", by=lee)


def test_who_adds_a_row_is_a_contributor(begun, dana, lee):
    name_person(assessment=begun.assessment, person=lee, part="contributor", by=dana)
    add(begun, "check", by=lee)

    assert begun.contributions.filter(user=lee).exists()


def test_nothing_is_added_changed_or_removed_once_submitted(whole, dana):
    row = add(whole, "risk", by=dana)
    submit(version=whole, by=dana)

    for attempt in (
        lambda: add(whole, "risk", by=dana),
        lambda: change(whole, row, by=dana),
        lambda: remove(whole, row, by=dana),
    ):
        with pytest.raises(Denied, match="with the authorising officer"):
            attempt()


@pytest.mark.parametrize("model", ROW_MODELS.values(), ids=lambda model: model.kind)
def test_the_database_itself_keeps_a_submitted_versions_rows(whole, dana, model):
    add_every(whole, by=dana)
    row = rows_of(whole, model.kind).get()
    submit(version=whole, by=dana)

    with pytest.raises(IntegrityError, match="only while it is a draft or returned"), transaction.atomic():
        model.objects.filter(pk=row.pk).update(revision=9)
    row.pk, row.number = None, 2
    with pytest.raises(IntegrityError, match="only while it is a draft or returned"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("model", ROW_MODELS.values(), ids=lambda model: model.kind)
def test_the_database_itself_never_loses_or_renumbers_a_row(begun, dana, model):
    add_every(begun, by=dana)

    with pytest.raises(IntegrityError, match="No part of a version is ever removed"), transaction.atomic():
        model.objects.filter(version=begun)._raw_delete("default")
    with pytest.raises(IntegrityError, match="keeps its version and its number"), transaction.atomic():
        model.objects.filter(version=begun).update(number=5)


def test_the_next_version_takes_over_the_rows_with_their_numbers(whole, dana, priya):
    remove(whole, add(whole, "risk", by=dana), by=dana)
    add(whole, "risk", by=dana, text="The second one.")
    add(whole, "intervention", by=dana, risk=2)
    decision = signed_off(submit(version=whole, by=dana), by=priya)

    later = open_next_version(assessment=decision.submission.version.assessment, kind="update", by=dana)

    assert [(row.number, row.text, row.revision) for row in rows_of(later, "risk")] == [(2, "The second one.", 1)]
    assert rows_of(later, "intervention").get().risk == 2
    assert add(later, "risk", by=dana).number == 3
    assert Revision.objects.filter(version=later, part="risk.2").exists()


def test_an_added_row_says_so_in_the_trail(begun, dana):
    add_row(version=begun, kind="risk", answers=ANSWERS["risk"], by=dana)

    assert [event.sentence for event in history_of(begun.assessment)][-1] == "Added Risk 1"
