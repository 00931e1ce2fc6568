"""The checker proposes, the marker adopts or declines, and the next check sees what became of it."""

import pytest
from django.db import IntegrityError, transaction

from assessments.release.actions.marking import undo_last_step
from assessments.release.actions.proposing import (
    adopt_proposal,
    answer_proposal,
    propose_mark,
    propose_on_mark,
    take_proposal_back,
)
from assessments.release.actions.publishing import give_back, send_for_checking
from assessments.release.models import CheckProposal, ProposalAnswer, ReleaseCopy
from assessments.release.permissions import check_approve
from cia import clock
from cia.accounts.roles import Role
from cia.audit.models import Event
from cia.authorisation import Denied, verdict
from tests.factories import posted
from tests.release.conftest import HIDDEN_AUTHOR, HIDDEN_WORDS, NUMBER
from tests.release.test_database_refuses import approval_of, sent

pytestmark = pytest.mark.django_db

CHECKING = f"/release/{NUMBER}/checking/"
MARKS = f"/release/{NUMBER}/marks/"
WORDS = "at both ends of the street"


@pytest.fixture
def waiting(marked, tom):
    """A file that waits to be checked, which no gate looked at."""
    candidate = sent(marked, by=tom)
    candidate.release.refresh_from_db()
    return candidate


@pytest.fixture
def addition(waiting, crime, ruth) -> CheckProposal:
    return propose_mark(
        candidate=waiting, path="section.information", quote=WORDS, exemptions=[crime], words="It says where.", by=ruth
    )


def on_mark(waiting, path, kind, *, by, exemptions=()):
    mark = waiting.release.standing_marks().get(path=path)
    return propose_on_mark(
        candidate=waiting, mark=mark, kind=kind, words="Is this right?", exemptions=exemptions, by=by
    )


def given_back(waiting, *, by) -> ReleaseCopy:
    give_back(candidate=waiting, reasons="", by=by)
    return ReleaseCopy.objects.get()


def test_an_adopted_mark_is_the_adopters(addition, waiting, tom, ruth):
    release = given_back(waiting, by=ruth)

    adopt_proposal(proposal=addition, sentence="You are right.", by=tom)

    mark = release.standing_marks().latest("pk")
    assert (mark.path, mark.codes(), mark.reason, mark.made_by) == (
        "section.information",
        ("s.31(1)(a)",),
        "It says where.",
        tom,
    )


def test_the_page_of_what_was_given_back_leads_to_the_proposals(addition, waiting, client, tom, ruth):
    given_back(waiting, by=ruth)
    client.force_login(tom)

    page = client.get(f"/release/{NUMBER}/").text

    assert f'href="/release/{NUMBER}/marks/proposals/{addition.pk}/' in page


def test_who_adopts_their_own_proposal_does_not_approve(addition, waiting, ruth):
    release = given_back(waiting, by=ruth)

    adopt_proposal(proposal=addition, sentence="Nobody else is here.", by=ruth)

    assert "You made or removed marks" in verdict(check_approve, ruth, release, at=clock.now()).reason


def test_taking_off_and_changing_what_a_mark_rests_on(waiting, tom, ruth, crime):
    off = on_mark(waiting, "cover.author", "take_off", by=ruth)
    change = on_mark(waiting, "sign_off.name", "change", by=ruth, exemptions=[crime])
    release = given_back(waiting, by=ruth)

    for proposal in (off, change):
        adopt_proposal(proposal=proposal, sentence="Yes.", by=tom)

    standing = {mark.path: mark.codes() for mark in release.standing_marks()}
    assert standing == {"section.information": ("s.31(1)(a)",), "sign_off.name": ("s.31(1)(a)",)}


def test_an_adopted_mark_has_the_label_that_was_proposed(waiting, tom, ruth, crime):
    place = {"path": "section.information", "quote": WORDS, "exemptions": [crime], "words": "Who is it?"}
    with pytest.raises(Denied, match="Choose one of the labels that are offered"):
        propose_mark(candidate=waiting, role="Bob's brother", by=ruth, **place)
    proposal = propose_mark(candidate=waiting, role="organisation", by=ruth, **place)
    release = given_back(waiting, by=ruth)

    adopt_proposal(proposal=proposal, sentence="Yes.", by=tom)

    assert release.standing_marks().latest("pk").role == "organisation"


def test_a_label_alone_is_proposed_and_leaves_the_exemptions(waiting, as_ruth, tom, ruth, personal):
    mark = waiting.release.standing_marks().get(path="cover.author")
    page = f"{CHECKING}propose/{mark.pk}/"
    form = as_ruth.get(page).context["form"]
    assert list(form["exemptions"].value()) == [personal.pk]
    answers = {"kind": "change", "words": "It keeps the sense.", "exemptions": [personal.pk]}

    as_ruth.post(page, answers | {"role": "police officer"})

    proposal = CheckProposal.objects.get()
    release = given_back(waiting, by=ruth)
    shown = as_ruth.get(f"{MARKS}proposals/{proposal.pk}/").content.decode()
    assert "<strong>[Redacted: s.40(2)] (police officer)</strong>" in shown
    adopt_proposal(proposal=proposal, sentence="Yes.", by=tom)
    changed = release.standing_marks().get(path="cover.author")
    assert (changed.codes(), changed.role) == (("s.40(2)",), "police officer")


def test_the_database_refuses_a_label_with_a_proposal_that_makes_no_mark(waiting, ruth):
    mark = waiting.release.standing_marks().get(path="cover.author")

    with pytest.raises(IntegrityError, match="label_only_to_a_mark_that_is_made"), transaction.atomic():
        CheckProposal.objects.create(
            candidate=waiting,
            kind="question",
            mark=mark,
            role="police officer",
            words="x",
            made_at=clock.now(),
            made_by=ruth,
        )


def test_changed_exemptions_are_one_step_to_undo(waiting, tom, ruth, crime):
    change = on_mark(waiting, "sign_off.name", "change", by=ruth, exemptions=[crime])
    release = given_back(waiting, by=ruth)
    with clock.stopped_at(clock.now().replace(hour=13)):
        adopt_proposal(proposal=change, sentence="Yes.", by=tom)
    release.refresh_from_db()

    with clock.stopped_at(clock.now().replace(hour=14)):
        undo_last_step(release=release, marks_revision=release.marks_revision, by=tom)

    assert release.standing_marks().get(path="sign_off.name").codes() == ("s.40(2)",)


def test_nothing_is_sent_again_before_each_proposal_is_answered(addition, waiting, tom, ruth):
    release = given_back(waiting, by=ruth)

    with pytest.raises(Denied, match="Proposal 1 of the checker is not answered"):
        send_for_checking(release=release, by=tom)


def test_an_answer_is_a_sentence_and_given_once(addition, waiting, tom, ruth):
    given_back(waiting, by=ruth)
    with pytest.raises(Denied, match="in a sentence"):
        answer_proposal(proposal=addition, sentence=" ", by=tom)

    answer_proposal(proposal=addition, sentence="The map of it is public.", by=tom)

    assert addition.answer.kind == ProposalAnswer.Kind.DECLINED
    with pytest.raises(Denied, match="already answered"):
        adopt_proposal(proposal=addition, sentence="After all.", by=tom)


def test_a_question_is_answered_and_never_adopted(waiting, tom, ruth):
    question = on_mark(waiting, "cover.author", "question", by=ruth)
    given_back(waiting, by=ruth)

    with pytest.raises(Denied, match="answered, not adopted"):
        adopt_proposal(proposal=question, sentence="Yes.", by=tom)
    answer_proposal(proposal=question, sentence="She is not the public face of this.", by=tom)

    assert question.answer.kind == ProposalAnswer.Kind.ANSWERED


def test_who_declined_a_proposal_leaves_the_next_file_to_another(addition, waiting, tom, ruth):
    mara = posted("mara", "Mara Quill", role=Role.FOI_OFFICER)
    release = given_back(waiting, by=ruth)
    answer_proposal(proposal=addition, sentence="The map of it is public.", by=mara)
    again = sent(release, by=tom)
    again.release.refresh_from_db()

    assert (
        "You answered what the checker proposed" in verdict(check_approve, mara, again.release, at=clock.now()).reason
    )
    with pytest.raises(IntegrityError, match="answered what a checker proposed"), transaction.atomic():
        approval_of(again, by=mara)
    assert verdict(check_approve, ruth, again.release, at=clock.now())


def test_a_file_with_open_proposals_is_not_approved(addition, ruth, waiting):
    assert "Changes to this file are proposed" in verdict(check_approve, ruth, waiting.release, at=clock.now()).reason

    with pytest.raises(IntegrityError, match="proposed and not answered"), transaction.atomic():
        approval_of(waiting, by=ruth)


def test_a_proposal_taken_back_by_who_made_it_holds_nothing_back(addition, waiting, tom, ruth):
    with pytest.raises(Denied, match="Only who made a proposal"):
        take_proposal_back(proposal=addition, by=tom)

    take_proposal_back(proposal=addition, by=ruth)

    assert verdict(check_approve, ruth, waiting.release, at=clock.now())


def test_nothing_is_proposed_or_answered_at_another_step(marked, waiting, addition, tom, ruth, crime):
    with pytest.raises(Denied, match="marks cannot be changed"):
        adopt_proposal(proposal=addition, sentence="Yes.", by=tom)
    given_back(waiting, by=ruth)
    with pytest.raises(Denied, match="nobody is checking"):
        propose_mark(candidate=waiting, path="cover.title", whole="field", exemptions=[crime], words="x", by=ruth)
    with pytest.raises(IntegrityError, match="while a file is being checked"), transaction.atomic():
        CheckProposal.objects.create(
            candidate=waiting,
            kind="add",
            path="cover.title",
            whole="field",
            words="x",
            made_at=clock.now(),
            made_by=ruth,
        )
    with pytest.raises(IntegrityError, match="while a release is being marked"), transaction.atomic():
        ProposalAnswer.objects.create(proposal=addition, kind="taken_back", answered_at=clock.now(), answered_by=tom)


def test_the_trail_holds_no_word_of_what_was_proposed(addition, waiting):
    on_trail = "".join(f"{event.sentence} {event.detail}" for event in Event.objects.all())

    for words in (WORDS, addition.words, HIDDEN_WORDS, HIDDEN_AUTHOR):
        assert words not in on_trail


def test_a_checker_proposes_on_pages_and_gives_back_without_another_word(candidate, as_ruth, crime):
    mark = candidate.release.standing_marks().get(path="cover.author")
    page = as_ruth.get(CHECKING).content.decode()
    assert f"{CHECKING}propose/{mark.pk}/" in page
    answers = {"place": "section.information", "extent": "passage", "quote": WORDS, "exemptions": [crime.pk]}

    as_ruth.post(f"{CHECKING}propose/", answers | {"reason": "It says where."})
    as_ruth.post(f"{CHECKING}propose/{mark.pk}/", {"kind": "question", "words": "Is she not named on our site?"})

    assert "It says where." in as_ruth.get(CHECKING).content.decode()
    as_ruth.post(f"/release/{NUMBER}/give-back/", {"reasons": ""})
    assert ReleaseCopy.objects.get().state == "marking"


def test_a_change_asks_for_other_exemptions(waiting, as_ruth, crime, personal):
    mark = waiting.release.standing_marks().get(path="cover.author")
    page = f"{CHECKING}propose/{mark.pk}/"

    none = as_ruth.post(page, {"kind": "change", "words": "Why?"}).content.decode()
    same = as_ruth.post(page, {"kind": "change", "words": "Why?", "exemptions": [personal.pk]}).content.decode()
    as_ruth.post(page, {"kind": "change", "words": "Why?", "exemptions": [crime.pk]})

    assert "Choose at least one exemption" in none
    assert "rests on these exemptions already" in same
    assert CheckProposal.objects.get().exemptions.get().exemption == crime


def test_the_marker_answers_one_by_one_and_the_marks_page_leads_there(addition, waiting, client, tom, ruth):
    question = on_mark(waiting, "cover.author", "question", by=ruth)
    given_back(waiting, by=ruth)
    client.force_login(tom)
    first = f"{MARKS}proposals/{addition.pk}/"
    assert first in client.get(MARKS).content.decode()
    assert WORDS in client.get(first).content.decode()

    response = client.post(first, {"decision": "adopt", "sentence": "Yes."})

    assert response.url == f"{MARKS}proposals/{question.pk}/"
    last = client.post(response.url, {"sentence": "She is not."})
    assert last.url == MARKS
    assert "proposals/" not in client.get(MARKS).content.decode()


def test_the_next_check_shows_what_became_of_each_proposal(addition, waiting, tom, as_ruth, ruth, gate_once):
    release = given_back(waiting, by=ruth)
    answer_proposal(proposal=addition, sentence="The map of it is public.", by=tom)
    send_for_checking(release=ReleaseCopy.objects.get(pk=release.pk), by=tom)

    page = as_ruth.get(CHECKING).content.decode()

    assert "The map of it is public." in page
    assert "Of an earlier file" in page


def test_a_checker_takes_their_own_proposal_back_on_the_page(candidate, as_ruth, ruth, crime):
    proposal = propose_mark(
        candidate=candidate, path="section.information", quote=WORDS, exemptions=[crime], words="x", by=ruth
    )
    address = f"{CHECKING}proposals/{proposal.pk}/take-back/"
    assert address in as_ruth.get(CHECKING).content.decode()

    as_ruth.post(address)

    assert proposal.answer.kind == ProposalAnswer.Kind.TAKEN_BACK
