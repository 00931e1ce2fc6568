"""Marks of an earlier copy: each carried over or left off by a person, none dropped or moved in silence."""

import pytest
from django.db import IntegrityError, transaction

from assessments.actions.deciding import submit
from assessments.actions.drafting import open_next_version, save_section
from assessments.release.actions.marking import (
    abandon,
    carry_mark,
    carry_unchanged_marks,
    leave_mark_off,
    make_release_copy,
    mark_whole,
)
from assessments.release.actions.publishing import send_for_checking
from assessments.release.models import MarkOffer, OfferDecision, ReleaseCopy
from assessments.release.offered import found_for
from assessments.release.permissions import check_approve
from assessments.release.readiness import outstanding
from cia import clock
from cia.accounts.roles import Role
from cia.authorisation import Conflict, Denied, verdict
from tests.factories import posted, signed_off, write_whole
from tests.release.conftest import HIDDEN_WORDS

pytestmark = pytest.mark.django_db

PAGE = "/release/P-4567-89BC/marks/carry/"


@pytest.fixture
def sam(db):
    return posted("sam", "Sam Carter", role=Role.FOI_OFFICER)


@pytest.fixture
def again(marked, version, tom, ruth) -> ReleaseCopy:
    """A copy made by Ruth of the same version, after Tom's was given up."""
    abandon(release=marked, by=tom)
    return make_release_copy(version=version, by=ruth, number="P-4567-89BC")


@pytest.fixture
def rewritten(marked, version, dana, priya, ruth) -> ReleaseCopy:
    """A copy of the next version, in which the words of one mark stand in another sentence, and those of none twice."""
    following = open_next_version(assessment=version.assessment, kind="review", by=dana)
    write_whole(following, by=dana)
    section = following.sections.get(key="information")
    text = f"{HIDDEN_WORDS} will stand there all day."
    save_section(version=following, key="information", text=text, revision=section.revision, by=dana)
    following.refresh_from_db()
    signed_off(submit(version=following, by=dana), by=priya)
    following.refresh_from_db()
    return make_release_copy(version=following, by=ruth, number="P-4567-89BC")


def offer_at(release, path) -> MarkOffer:
    return release.offers.get(mark__path=path)


def test_an_unchanged_copy_takes_every_mark_over_with_its_grounds_and_its_reason(again, marked, ruth):
    carried = carry_unchanged_marks(release=again, by=ruth)

    def said(mark):
        return (mark.path, mark.start, mark.end, mark.whole, mark.codes(), mark.reason)

    assert [said(mark) for mark in carried] == [said(mark) for mark in marked.standing_marks().order_by("pk")]
    assert {mark.made_by for mark in carried} == {ruth}
    assert [mark.carried_from.offer.mark.release for mark in carried] == [marked] * 3
    assert not outstanding(again, on=clock.today())


def test_nothing_is_sent_for_checking_while_a_mark_is_undecided(again, ruth):
    with pytest.raises(Denied, match="3 marks of the earlier copy are neither carried over nor left off"):
        send_for_checking(release=again, by=ruth)


def test_the_database_makes_no_file_while_a_mark_is_undecided(again, ruth):
    from tests.release.test_database_refuses import sent

    with pytest.raises(IntegrityError, match="neither carried over nor left off"), transaction.atomic():
        sent(again, by=ruth)


def test_in_changed_text_the_words_are_offered_and_a_person_decides(rewritten, ruth):
    offer = offer_at(rewritten, "section.information")
    place = found_for(offer).place
    carry_unchanged_marks(release=rewritten, by=ruth)
    assert rewritten.offers.undecided().get() == offer

    mark = carry_mark(offer=offer, place=place.key, by=ruth)

    assert (mark.start, mark.end) == (0, len(HIDDEN_WORDS))
    assert offer.decision.kind == OfferDecision.Kind.FOUND_AGAIN


def test_a_place_that_the_person_was_not_shown_is_refused(rewritten, ruth):
    with pytest.raises(Conflict, match="do not stand at the place"):
        carry_mark(offer=offer_at(rewritten, "section.information"), place="section.information@5-9", by=ruth)


def test_a_mark_is_left_off_with_a_reason_and_decided_once(again, ruth):
    offer = offer_at(again, "cover.author")
    with pytest.raises(Denied, match="Say why"):
        leave_mark_off(offer=offer, reason=" ", by=ruth)

    leave_mark_off(offer=offer, reason="She now speaks for the unit in public.", by=ruth)

    with pytest.raises(Denied, match="already decided"):
        leave_mark_off(offer=offer, reason="Again.", by=ruth)
    assert not again.standing_marks().exists()


def test_what_a_copy_left_undecided_is_offered_to_the_next(again, version, ruth):
    leave_mark_off(offer=offer_at(again, "cover.author"), reason="Public now.", by=ruth)
    abandon(release=again, by=ruth)

    third = make_release_copy(version=version, by=ruth, number="P-5678-9BCD")

    assert {offer.mark.path for offer in third.offers.all()} == {"section.information", "sign_off.name"}


def test_who_marked_or_carried_in_any_copy_behind_does_not_approve(again, version, tom, ruth, sam):
    carry_unchanged_marks(release=again, by=ruth)
    abandon(release=again, by=ruth)
    third = make_release_copy(version=version, by=sam, number="P-5678-9BCD")
    carry_unchanged_marks(release=third, by=sam)
    kim = posted("kim", "Kim Lowe", role=Role.FOI_OFFICER)

    reasons = {user.username: verdict(check_approve, user, third, at=clock.now()).reason for user in (tom, ruth, kim)}

    assert "in the copy that these marks came from" in reasons["tom"]
    assert "in the copy that these marks came from" in reasons["ruth"]
    assert "nothing to approve" in reasons["kim"]


def test_who_only_left_a_mark_off_does_not_approve(again, ruth, sam):
    leave_mark_off(offer=offer_at(again, "cover.author"), reason="Public now.", by=ruth)
    carry_unchanged_marks(release=again, by=sam)

    assert "decided on marks" in verdict(check_approve, ruth, again, at=clock.now()).reason


@pytest.mark.parametrize("somebody", ["tom", "ruth"])
def test_the_database_refuses_an_approval_by_who_had_a_hand_in_the_earlier_copy(request, again, ruth, sam, somebody):
    from tests.release.test_database_refuses import approval_of, sent

    leave_mark_off(offer=offer_at(again, "cover.author"), reason="Public now.", by=ruth)
    carry_unchanged_marks(release=again, by=sam)
    candidate = sent(again, by=sam)

    with pytest.raises(IntegrityError, match="made or carried over"), transaction.atomic():
        approval_of(candidate, by=request.getfixturevalue(somebody))


@pytest.mark.parametrize("kind", ["decided on suggestions", "wrote reasons"])
def test_who_decided_or_reasoned_in_the_earlier_copy_does_not_approve_whatever_asks(
    marked, version, tom, ruth, sam, kind
):
    from tests.release.test_database_refuses import approval_of, sent

    if kind == "decided on suggestions":
        place = {"path": "cover.title", "start": 0, "end": 9}
        marked.suggestion_decisions.create(kind="dismissed", decided_at=clock.now(), decided_by=ruth, **place)
    else:
        said = {"necessity": "It is not necessary."}
        marked.reasonings.create(code="s.40(2)", number=2, answers=said, written_at=clock.now(), written_by=ruth)
    abandon(release=marked, by=tom)
    again = make_release_copy(version=version, by=sam, number="P-4567-89BC")
    carry_unchanged_marks(release=again, by=sam)
    candidate = sent(again, by=sam)

    assert kind in verdict(check_approve, ruth, again, at=clock.now()).reason
    with pytest.raises(IntegrityError, match="Nobody approves or publishes"), transaction.atomic():
        approval_of(candidate, by=ruth)


def test_the_database_offers_a_mark_to_no_other_assessment(again, dana, priya, ruth, harrowmere):
    from tests.factories import submitted

    other = signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version
    copy = make_release_copy(version=other, by=ruth, number="P-5678-9BCD")

    with pytest.raises(IntegrityError, match="the same assessment"), transaction.atomic():
        MarkOffer.objects.create(release=copy, mark=again.offers.first().mark)


def test_the_page_shows_what_is_the_same_and_carries_it_with_one_button(again, as_ruth):
    page = as_ruth.get(PAGE).content.decode()
    assert HIDDEN_WORDS in page
    assert "Where the words are the same" in page

    response = as_ruth.post(PAGE, follow=True)

    assert "3 marks carried over" in response.content.decode()
    assert again.standing_marks().count() == 3


def test_the_page_of_one_mark_shows_both_places_and_asks(rewritten, as_ruth):
    offer = offer_at(rewritten, "section.information")
    address = f"{PAGE}{offer.pk}/"
    page = as_ruth.get(address).content.decode()
    assert "will stand there all day." in page
    place = found_for(offer).place.key

    refused = as_ruth.post(address, {"place": place, "decision": "leave_off", "reason": ""})
    assert "Say why this mark is left off" in refused.content.decode()
    as_ruth.post(address, {"place": place, "decision": "carry"})

    assert offer.decision.mark.path == "section.information"


def test_the_marks_page_and_the_release_say_that_marks_wait(again, as_ruth):
    for address in ("/release/P-4567-89BC/", "/release/P-4567-89BC/marks/", "/release/P-4567-89BC/send-for-checking/"):
        assert PAGE in as_ruth.get(address).content.decode()


def test_where_a_mark_stands_already_the_two_are_left_to_a_person(again, personal, ruth):
    mark_whole(release=again, path="sign_off.name", whole="field", exemptions=[personal], reason="x", by=ruth)

    carry_unchanged_marks(release=again, by=ruth)

    offer = again.offers.undecided().get()
    with pytest.raises(Conflict, match="marked already"):
        carry_mark(offer=offer, place=found_for(offer).place.key, by=ruth)


def test_a_rehearsal_carries_over_what_it_finds_and_leaves_off_the_rest_with_its_reasons(rewritten, version, ruth):
    from assessments.release import copy_acts

    act = copy_acts.CarryMarks(by="ruth", when=clock.now(), reasons="She is not named any more.")

    copy_acts.carry_out(act, release=rewritten, by=ruth)

    assert not rewritten.offers.undecided().exists()


def test_a_mark_that_is_carried_over_keeps_its_label(marked, version, tom, ruth, personal):
    name = {"release": marked, "path": "sign_off.rank", "whole": "field", "exemptions": [personal], "reason": "So."}
    mark_whole(role="police officer", by=tom, **name)
    abandon(release=ReleaseCopy.objects.get(pk=marked.pk), by=tom)
    release = make_release_copy(version=version, by=ruth, number="P-4567-89BC")

    carry_unchanged_marks(release=release, by=ruth)

    assert [mark.role for mark in release.standing_marks().order_by("path") if mark.role] == ["police officer"]
