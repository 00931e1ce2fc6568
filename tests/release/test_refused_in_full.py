"""A request of which everything is withheld: the exemptions relied on, why each applies, and the notice of it."""

import io
from datetime import date

import pikepdf
import pytest
from django.db import DatabaseError, transaction

from assessments.release.actions.marking import make_release_copy, mark_passage
from assessments.release.actions.notices import save_notice, save_refusal_notice
from assessments.release.actions.refusing import rely_on, rely_on_no_longer, write_refusal_reasons
from assessments.release.actions.requests import record_request, take_step
from assessments.release.actions.scoping import take_into_scope
from assessments.release.drafting_notices import drafted_refusal
from assessments.release.models import Exemption, NoticeText, notice_of
from assessments.release.notice import unwritten
from assessments.release.refusing import refusal_reasons
from assessments.release.request_lifecycle import RequestState, Step
from cia.audit.models import Event
from cia.authorisation import Conflict, Denied
from tests.reasons import answer_to
from tests.release.conftest import HIDDEN_WORDS
from tests.ui.forms import fields_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 10)
PAGE = "/requests/FOI-2026-0001/refusal/"
NOTICE = "OUR DECISION\n\nAll of it is withheld under section 31(1)(a)."


@pytest.fixture
def unscoped(noon, tom):
    return record_request(
        received_on=TODAY,
        asked="How many cameras there will be, and where.",
        requester_name="Quillon Thistlewood",
        requester_contact="quillon@example.org",
        by=tom,
    )


@pytest.fixture
def asked(unscoped, version, tom):
    take_step(request=unscoped, step=Step.STARTED, on=TODAY, note="Tom", by=tom)
    take_into_scope(request=unscoped, assessment=version.assessment, by=tom)
    return unscoped


def of(code):
    return Exemption.objects.get(code=code)


def answered(request, *, by):
    """Every reason written that is asked for."""
    for each in refusal_reasons(request, on=TODAY):
        answers = {part.name: answer_to(part) for part in each.parts}
        if answers:
            write_refusal_reasons(request=request, exemption=each.exemption, answers=answers, seen=each.seen, by=by)


def refused(request, *, by):
    return take_step(request=request, step=Step.REFUSED, on=TODAY, note="By e-mail", by=by)


def test_the_draft_says_that_all_is_withheld_and_asks_for_what_each_exemption_needs(asked, tom):
    rely_on(request=asked, exemption=of("s.31(1)(a)"), by=tom)
    rely_on(request=asked, exemption=of("s.40(2)"), by=tom)

    text = drafted_refusal(asked, on=TODAY)

    assert "we withhold all of it" in text
    assert "s.31(1)(a), prevention or detection of crime. This is a qualified exemption." in text
    assert "s.40(2), personal information. This is an absolute exemption." in text
    assert "[Write: of s.31(1)(a), say what speaks for disclosing it]" in text
    assert "place" not in text.split("OUR DECISION")[1].split("internal review")[0].lower()
    assert "Wycliffe House" in text


def test_the_draft_says_the_reasons_that_were_written(asked, tom):
    rely_on(request=asked, exemption=of("s.31(1)(a)"), by=tom)
    answered(asked, by=tom)

    text = drafted_refusal(asked, on=TODAY)

    assert "The harm that disclosing it would do: An answer about harm." in text
    assert unwritten(text) == []


def test_where_nothing_was_taken_into_scope_the_draft_asks_what_is_held(unscoped):
    text = drafted_refusal(unscoped, on=TODAY)

    assert "[Write: what we hold of what was asked for" in text
    assert "We hold information that you asked for" not in text


def test_without_an_exemption_the_draft_asks_for_one(asked):
    assert "[Write: which exemption applies, and why]" in drafted_refusal(asked, on=TODAY)


def test_sections_23_and_24_are_relied_on_and_left_together(asked, tom):
    together = {"s.23(1)", "s.24(1)"}
    rely_on(request=asked, exemption=of("s.23(1)"), by=tom)
    assert {each.exemption.cited for each in refusal_reasons(asked, on=TODAY)} == together

    rely_on_no_longer(request=asked, exemption=of("s.24(1)"), by=tom)

    assert refusal_reasons(asked, on=TODAY) == []
    assert asked.refusal_grounds.count() == 4


def test_reasons_that_somebody_else_wrote_meanwhile_are_not_written_over(asked, tom, ruth):
    crime = of("s.31(1)(a)")
    seen = rely_on(request=asked, exemption=crime, by=tom).pk
    write_refusal_reasons(request=asked, exemption=crime, answers={"harm": "Cameras are avoided."}, seen=seen, by=ruth)

    with pytest.raises(Conflict):
        write_refusal_reasons(request=asked, exemption=crime, answers={"harm": "They would know."}, seen=seen, by=tom)


def test_an_answer_that_an_exemption_does_not_ask_for_is_refused(asked, tom):
    seen = rely_on(request=asked, exemption=of("s.40(2)"), by=tom).pk

    with pytest.raises(Denied, match="does not ask for"):
        write_refusal_reasons(request=asked, exemption=of("s.40(2)"), answers={"harm": "x"}, seen=seen, by=tom)


def test_the_notice_goes_with_the_refusal_and_stays_as_it_is(asked, tom):
    rely_on(request=asked, exemption=of("s.31(1)(a)"), by=tom)
    notice = save_refusal_notice(request=asked, text=NOTICE, revision=0, by=tom)

    event = refused(asked, by=tom)

    asked.refresh_from_db()
    assert (asked.state, event.notice, event.release) == (RequestState.REFUSED, notice, None)
    with pytest.raises(Denied, match="stays as it is"):
        save_refusal_notice(request=asked, text="Another", revision=1, by=tom)
    with pytest.raises(Denied, match="stays as it is"):
        rely_on(request=asked, exemption=of("s.40(2)"), by=tom)


def test_what_relies_on_an_exemption_is_not_refused_without_its_notice(asked, tom):
    rely_on(request=asked, exemption=of("s.31(1)(a)"), by=tom)
    with pytest.raises(Denied, match="needs a notice"):
        refused(asked, by=tom)

    save_refusal_notice(request=asked, text=drafted_refusal(asked, on=TODAY), revision=0, by=tom)
    with pytest.raises(Denied, match="still to be written"):
        refused(asked, by=tom)

    answered(asked, by=tom)
    save_refusal_notice(request=asked, text=drafted_refusal(asked, on=TODAY), revision=1, by=tom)

    assert refused(asked, by=tom).notice.revision == 2


def test_where_nothing_is_held_no_notice_is_needed(asked, tom):
    assert refused(asked, by=tom).notice is None


def test_the_notice_has_nothing_that_a_copy_of_what_was_asked_for_withholds(asked, version, tom, crime):
    release = make_release_copy(version=version, number="P-4567-8923", by=tom)
    mark_passage(
        release=release,
        path="section.information",
        quote=HIDDEN_WORDS,
        occurrence=1,
        exemptions=[crime],
        reason="Where.",
        by=tom,
    )

    with pytest.raises(Denied, match="Line 3 has words that release P-4567-8923 withholds") as refusal:
        save_refusal_notice(request=asked, text=f"{NOTICE} It says {HIDDEN_WORDS}.", revision=0, by=tom)

    assert HIDDEN_WORDS not in str(refusal.value)
    assert notice_of(asked) is None


def test_the_trail_says_what_was_done_and_none_of_the_reasons(asked, tom):
    rely_on(request=asked, exemption=of("s.31(1)(a)"), by=tom)
    answered(asked, by=tom)
    save_refusal_notice(request=asked, text=NOTICE, revision=0, by=tom)

    events = Event.objects.filter(action__startswith="refusal.") | Event.objects.filter(action="notice.saved")
    assert sorted(each.action for each in events) == ["notice.saved", "refusal.reasons_written", "refusal.relied_on"]
    assert not any("answer about" in f"{each.sentence}{each.detail}" for each in events)


@pytest.mark.parametrize("name", ["dana", "priya", "alex"])
def test_only_foi_officers_refuse(asked, name, request):
    with pytest.raises(Denied):
        rely_on(request=asked, exemption=of("s.31(1)(a)"), by=request.getfixturevalue(name))


def test_the_database_sends_no_notice_of_another_request(asked, tom, noon):
    other = record_request(
        received_on=TODAY, asked="Drones", requester_name="Una Reed", requester_contact="By post", by=tom
    )
    notice = save_refusal_notice(request=other, text=NOTICE, revision=0, by=tom)

    with pytest.raises(DatabaseError, match="the notice of the request"), transaction.atomic():
        asked.events.create(
            step="refused", became="refused", on=TODAY, note="x", notice=notice, recorded_at=noon, recorded_by=tom
        )


def test_the_database_keeps_what_was_relied_on(asked, tom):
    ground = rely_on(request=asked, exemption=of("s.31(1)(a)"), by=tom)

    for change in (lambda: asked.refusal_grounds.filter(pk=ground.pk).update(code="s.40(2)"), ground.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_database_keeps_a_notice_to_one_thing(asked, marked, tom, noon):
    for about in ({}, {"release": marked, "request": asked}):
        with pytest.raises(DatabaseError), transaction.atomic():
            NoticeText.objects.create(revision=1, text=NOTICE, saved_at=noon, saved_by=tom, **about)


def test_the_notice_of_a_release_is_not_that_of_its_request(asked, version, tom):
    release = make_release_copy(version=version, request=asked, number="P-4567-8923", by=tom)
    save_notice(release=release, text=NOTICE, revision=0, by=tom)

    assert notice_of(asked) is None


def test_the_pages_lead_from_the_request_to_the_notice_that_was_sent(asked, as_tom):
    def sent(address, **answers):
        page = as_tom.get(address).text
        return as_tom.post(address, fields_of(page, action="") | answers, follow=True)

    assert PAGE in as_tom.get("/requests/FOI-2026-0001/").text
    crime = of("s.31(1)(a)")
    page = as_tom.post(PAGE, {"exemption": crime.pk}, follow=True).text
    assert "is relied on" in page
    assert "Not complete" in page

    parts = refusal_reasons(asked, on=TODAY)[0].parts
    page = sent(f"{PAGE}{crime.pk}/", **{part.name: answer_to(part) for part in parts}).text
    assert "Not complete" not in page
    assert "An answer about harm." in page

    assert "nothing of it is saved yet" in as_tom.get(f"{PAGE}notice/").text
    assert as_tom.get(f"{PAGE}notice.pdf").status_code == 404
    page = sent(f"{PAGE}notice/").text
    assert "The notice was saved" in page
    assert "An answer about harm." in as_tom.get(f"{PAGE}notice.txt").text
    with pikepdf.open(io.BytesIO(as_tom.get(f"{PAGE}notice.pdf").content)) as pdf:
        assert pdf.pages

    page = sent("/requests/FOI-2026-0001/step/refused/", on="10/02/2026", note="By e-mail").text
    assert "Notice of FOI-2026-0001, revision 1" in page
    assert "The notice of its refusal" in page


def test_an_exemption_is_left_on_the_page(asked, tom, as_tom):
    crime = of("s.31(1)(a)")
    rely_on(request=asked, exemption=crime, by=tom)

    page = as_tom.post(f"{PAGE}{crime.pk}/leave-off/", follow=True).text

    assert "is relied on no longer" in page
    assert "No exemption is relied on yet." in page
