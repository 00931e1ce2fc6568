"""Why an exemption applies: asked once, kept with its history, and whole before anything is sent for checking."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.documents.snapshot import content_of
from assessments.release.actions.marking import change_mark, mark_whole, remove_mark, rest_on, undo_last_step
from assessments.release.actions.publishing import approve, send_for_checking
from assessments.release.actions.reasoning import retire_saved_reason, save_reason, write_reasons
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Approval, Candidate, Exemption, Reasoning, ReleaseCopy
from assessments.release.readiness import outstanding
from assessments.release.reasons import parts_of, reasons_for_notice, reasons_of
from cia import clock
from cia.audit.trail import history_of
from cia.authorisation import Conflict, Denied
from tests.reasons import give_reasons
from tests.release.conftest import HIDDEN_AUTHOR

TODAY = date(2026, 2, 10)
PUBLIC_INTEREST = ["interest_for", "interest_against", "interest_balance", "decided_by", "decided_on"]
NEEDED = {
    "s.31(1)(a)": ["likelihood", "harm", *PUBLIC_INTEREST],
    "s.38(1)(b)": ["likelihood", "harm", *PUBLIC_INTEREST],
    "s.24(1)": ["harm", *PUBLIC_INTEREST],
    "s.30(1)": PUBLIC_INTEREST,
    "s.40(2)": ["legitimate_interest", "necessity", "rights_balance"],
    "s.40(2), second or third condition": PUBLIC_INTEREST,
    "s.41(1)": ["confidence_quality", "confidence_obligation", "confidence_detriment"],
    "s.36(2)": ["likelihood", "harm", "qualified_person", "opinion_on", "opinion", *PUBLIC_INTEREST],
    "s.23(1)": [],
    **{code: ["applies"] for code in ("s.21(1)", "s.32", "s.40(1)", "s.44(1)")},
}
PERSONAL = {"legitimate_interest": "Who decided.", "necessity": "No.", "rights_balance": "Their rights weigh more."}


def exemption(code):
    return Exemption.objects.get(code=code)


def withhold(release, path, *codes, by, **how):
    exemptions = [exemption(code) for code in codes]
    return mark_whole(release=release, path=path, whole="field", exemptions=exemptions, reason="So.", by=by, **how)


def written(release):
    return {(each.exemption.code, each.number): each for each in reasons_of(release, on=TODAY)}


def write(release, code, answers, *, by, number=1, seen=0):
    return write_reasons(release=release, exemption=exemption(code), number=number, answers=answers, seen=seen, by=by)


def left(release):
    release = ReleaseCopy.objects.get(pk=release.pk)
    return [each.sentence for each in outstanding(release, on=TODAY)]


@pytest.mark.parametrize(("code", "names"), NEEDED.items())
def test_each_exemption_asks_for_what_the_law_wants_of_it(db, code, names):
    assert [part.name for part in parts_of(exemption(code))] == names


def test_a_mark_is_made_first_and_its_reasons_are_asked_before_the_check(unmarked, tom):
    withhold(unmarked, "cover.author", "s.40(2)", by=tom)

    assert left(unmarked) == [
        "Of s.40(2) Personal information: say what legitimate interest there is in disclosing it.",
        "Of s.40(2) Personal information: say whether disclosing it is necessary for that interest.",
        "Of s.40(2) Personal information: weigh that interest against the rights of the person.",
    ]
    page = reverse("release-write-reasons", args=[unmarked.number, exemption("s.40(2)").pk, 1])
    assert outstanding(unmarked, on=TODAY)[1].link == f"{page}#id_necessity"
    with pytest.raises(Denied, match="say whether disclosing it is necessary"):
        send_for_checking(release=unmarked, by=tom)


def test_what_is_written_once_serves_every_mark(unmarked, tom):
    withhold(unmarked, "cover.author", "s.40(2)", by=tom)
    write(unmarked, "s.40(2)", PERSONAL, by=tom)
    withhold(unmarked, "sign_off.name", "s.40(2)", by=tom)

    assert left(unmarked) == []
    assert len(written(unmarked)["s.40(2)", 1].marks) == 2


def test_every_exemption_of_a_mark_needs_its_own_reasons(unmarked, tom):
    withhold(unmarked, "cover.author", "s.40(2)", "s.38(1)(b)", by=tom)
    write(unmarked, "s.40(2)", PERSONAL, by=tom)

    assert left(unmarked)[0] == "Of s.38(1)(b) Safety: say whether it would, or would be likely to."
    assert not [sentence for sentence in left(unmarked) if "s.40(2)" in sentence]


def test_sections_23_and_24_are_put_on_one_mark_together(unmarked, tom):
    mark = withhold(unmarked, "cover.author", "s.23(1)", by=tom)

    assert set(mark.codes()) == {"s.23(1)", "s.24(1)"}
    assert [code for code, _ in written(unmarked)] == ["s.24(1)", "s.23(1)"]


def test_section_31_beside_section_30_needs_a_reason_why_in_the_alternative(unmarked, tom):
    withhold(unmarked, "cover.author", "s.31(1)(a)", by=tom)
    alone = written(unmarked)["s.31(1)(a)", 1].parts
    withhold(unmarked, "sign_off.name", "s.30(1)", "s.31(1)(a)", by=tom)

    together = written(unmarked)["s.31(1)(a)", 1].parts

    assert [part.name for part in together if part not in alone] == ["alternative"]


def test_a_neutral_mark_needs_and_tells_nothing(unmarked, tom):
    mark_whole(release=unmarked, path="cover.author", whole="field", exemptions=[], reason="So.", by=tom)

    assert (left(unmarked), reasons_of(unmarked, on=TODAY)) == ([], [])


def test_marks_may_rest_on_different_reasons(unmarked, tom):
    withhold(unmarked, "cover.author", "s.40(2)", by=tom)
    other = withhold(unmarked, "sign_off.name", "s.40(2)", by=tom)
    write(unmarked, "s.40(2)", PERSONAL, by=tom)

    moved = rest_on(mark=other, exemption=exemption("s.40(2)"), reasoning=2, by=tom)

    assert [mark.path for mark in written(unmarked)["s.40(2)", 2].marks] == ["sign_off.name"]
    assert len(left(unmarked)) == 3
    with pytest.raises(Denied, match="cannot rest on these reasons"):
        rest_on(mark=moved, exemption=exemption("s.40(2)"), reasoning=4, by=tom)


def test_undoing_and_making_again_keep_the_reasons(unmarked, tom, noon):
    mark = withhold(unmarked, "cover.author", "s.40(2)", "s.38(1)(b)", by=tom)
    with clock.stopped_at(noon + timedelta(minutes=1)):
        mark = rest_on(mark=mark, exemption=exemption("s.40(2)"), reasoning=2, by=tom)
    with clock.stopped_at(noon + timedelta(minutes=2)):
        remove_mark(mark=mark, by=tom)

    release = ReleaseCopy.objects.get(pk=unmarked.pk)
    with clock.stopped_at(noon + timedelta(minutes=3)):
        [again] = undo_last_step(release=release, marks_revision=release.marks_revision, by=tom)
    changed = change_mark(mark=again, exemptions=[exemption("s.40(2)")], reason="So.", role="", by=tom)

    assert {ground.exemption.code: ground.reasoning for ground in again.grounds.all()} == {
        "s.40(2)": 2,
        "s.38(1)(b)": 1,
    }
    assert changed.grounds.get().reasoning == 2


def test_what_was_written_before_stays_and_nobody_writes_over_another(unmarked, tom, ruth):
    first = write(unmarked, "s.40(2)", {"necessity": "No."}, by=tom)
    write(unmarked, "s.40(2)", {"necessity": "Not at all."}, by=ruth, seen=first.pk)

    with pytest.raises(Conflict, match="Somebody else has written"):
        write(unmarked, "s.40(2)", {"necessity": "Yes."}, by=tom, seen=first.pk)
    assert [each.answers["necessity"] for each in Reasoning.objects.all()] == ["No.", "Not at all."]
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Reasoning.objects.filter(pk=first.pk).update(answers={"necessity": "Yes."})


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"harm": "It would."}, "does not ask for"),
        ({}, "Write at least one"),
    ],
)
def test_what_is_not_asked_is_refused(unmarked, tom, answers, sentence):
    with pytest.raises(Denied, match=sentence):
        write(unmarked, "s.40(2)", answers, by=tom)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"likelihood": "perhaps"}, "Choose whether it would"),
        ({"decided_on": "soon"}, "enter a date"),
        ({"decided_on": "2026-02-11"}, "still to come"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(unmarked, tom, answers, sentence):
    with pytest.raises(Denied, match=sentence):
        write(unmarked, "s.31(1)(a)", answers, by=tom)


def test_reasons_that_have_withheld_words_hold_the_check_back(marked, tom):
    seen = written(marked)["s.40(2)", 1].seen
    write(marked, "s.40(2)", {**PERSONAL, "necessity": "Dana Okafor said no."}, by=tom, seen=seen)

    assert left(marked) == [
        "The reasons for s.40(2) Personal information have words that are withheld. Write them in other words."
    ]


def test_the_notice_gets_the_texts_of_every_exemption_but_not_who_decided(marked):
    crime, personal = reasons_for_notice(reasons_of(marked, on=TODAY))

    assert (crime.cited, crime.is_qualified, personal.cited, personal.is_qualified) == (
        "s.31(1)(a)",
        True,
        "s.40(2)",
        False,
    )
    assert crime.paragraphs[0] == ("How likely the harm is", "Disclosing it would be likely to do this harm.")
    assert [heading for heading, _ in personal.paragraphs] == [
        "The legitimate interest in disclosing it",
        "Whether disclosing it is necessary for that interest",
        "How that interest weighs against the person's rights and freedoms",
    ]
    assert not [text for _, text in crime.paragraphs if "decided" in text]


def test_a_change_after_approval_voids_it(approval, ruth, tom):
    release = ReleaseCopy.objects.get()
    seen = written(release)["s.40(2)", 1].seen

    write(release, "s.40(2)", PERSONAL, by=tom, seen=seen)

    release.refresh_from_db()
    assert release.state == ReleaseState.MARKING
    assert not Candidate.objects.get(pk=approval.candidate_id).is_current
    assert [event.action for event in history_of(release)][-2:] == ["release.reasons_changed", "reasons.written"]


def test_writing_the_same_again_voids_nothing(approval, tom):
    release = ReleaseCopy.objects.get()
    standing = written(release)["s.40(2)", 1]

    write(release, "s.40(2)", standing.answers, by=tom, seen=standing.seen)

    release.refresh_from_db()
    assert release.state == ReleaseState.APPROVED


def test_who_wrote_reasons_does_not_approve(marked, tom, ruth, gate_once):
    seen = written(marked)["s.40(2)", 1].seen
    write(marked, "s.40(2)", PERSONAL, by=ruth, seen=seen)
    candidate = send_for_checking(release=marked, by=tom)

    with pytest.raises(Denied, match="You wrote reasons for this release"):
        approve(candidate=candidate, pdf_sha256=candidate.pdf_sha256, html_sha256=candidate.html_sha256, by=ruth)
    with pytest.raises(DatabaseError, match="whose reasons they wrote"), transaction.atomic():
        Approval.objects.create(
            candidate=candidate,
            pdf_sha256=candidate.pdf_sha256,
            html_sha256=candidate.html_sha256,
            approved_at=candidate.made_at,
            approved_by=ruth,
        )


def test_reasons_are_not_in_the_trail(unmarked, tom):
    write(unmarked, "s.40(2)", {"necessity": "Quillon Thistlewood."}, by=tom)

    said = [(event.sentence, event.detail) for event in history_of(unmarked)]

    assert said[-1] == ("Wrote the reasons for s.40(2)", {"exemption": "s.40(2)", "number": 1})


@pytest.fixture
def saved(unmarked, tom):
    answers = {
        "likelihood": "would",
        "harm": "Cameras are avoided.",
        "interest_for": "Openness.",
        "interest_against": "Safety.",
        "interest_balance": "Safety weighs more.",
        "decided_by": "Somebody",
        "decided_on": "2026-01-01",
    }
    return save_reason(
        release=unmarked,
        exemption=exemption("s.31(1)(a)"),
        name="Camera positions",
        reason="Where cameras stand.",
        answers=answers,
        by=tom,
    )


def test_a_saved_reason_marks_with_all_that_is_to_be_said(unmarked, tom, saved):
    common = {"release": unmarked, "whole": "field", "exemptions": [], "reason": "", "saved": saved, "by": tom}
    first = mark_whole(path="cover.author", **common)
    mark_whole(path="sign_off.name", **common)

    reasons = written(unmarked)["s.31(1)(a)", 1]

    assert (first.codes(), first.reason) == (("s.31(1)(a)",), "Where cameras stand.")
    assert (left(unmarked), len(reasons.marks)) == ([], 2)
    assert (reasons.answers["decided_by"], reasons.answers["decided_on"]) == (str(tom), "2026-02-10")
    assert Reasoning.objects.count() == 1


def test_a_saved_reason_that_says_another_thing_gets_a_number_of_its_own(marked, tom, saved):
    mark = mark_whole(release=marked, path="cover.title", whole="field", exemptions=[], reason="", saved=saved, by=tom)

    assert mark.grounds.get().reasoning == 2
    assert not [each for each in reasons_of(marked, on=TODAY) if each.missing]


def test_a_saved_reason_is_of_its_unit_and_ends_when_it_is_retired(unmarked, tom, saved):
    assert saved.unit == unmarked.snapshot.version.assessment.unit
    retire_saved_reason(saved=saved, release=unmarked, by=tom)

    with pytest.raises(Denied, match="offered no more"):
        mark_whole(release=unmarked, path="cover.author", whole="field", exemptions=[], reason="", saved=saved, by=tom)
    with pytest.raises(Denied, match="offered no more"):
        retire_saved_reason(saved=saved, release=unmarked, by=tom)


@pytest.mark.parametrize("part", ["name", "reason", "answers"])
def test_no_reason_is_saved_for_others_with_words_that_this_release_withholds(marked, tom, part):
    said = {"name": "Names", "reason": "A name.", "answers": {"necessity": "Not necessary."}}
    said[part] = {"necessity": f"About {HIDDEN_AUTHOR}."} if part == "answers" else f"About {HIDDEN_AUTHOR}"

    with pytest.raises(Denied, match="words that this release withholds"):
        save_reason(release=marked, exemption=exemption("s.40(2)"), is_for_the_force=True, by=tom, **said)


def test_what_is_needed_can_be_given_for_every_exemption(unmarked, tom):
    paths = list(content_of(unmarked.snapshot).fields())
    exemptions = list(Exemption.objects.all())
    for path, each in zip(paths, exemptions, strict=False):
        mark_whole(release=unmarked, path=path, whole="field", exemptions=[each], reason="So.", by=tom)

    give_reasons(unmarked, by=tom)

    assert not [each for each in reasons_of(unmarked, on=TODAY) if each.missing]
    assert {code for code, _ in written(unmarked)} == {each.code for each in exemptions}
