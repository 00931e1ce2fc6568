"""The refusal notice that goes with a reply, and the entry in the public disclosure log."""

import io
from datetime import date

import pikepdf
import pytest
from django.db import DatabaseError, transaction

from assessments.documents.snapshot import content_of
from assessments.release.actions.marking import make_release_copy, mark_passage, mark_whole, rest_on
from assessments.release.actions.notices import enter_disclosure, save_notice, take_out_disclosure
from assessments.release.actions.publishing import publish, take_down
from assessments.release.actions.reasoning import write_reasons
from assessments.release.actions.requests import record_request, take_step
from assessments.release.actions.scoping import take_into_scope
from assessments.release.drafting_notices import drafted_notice
from assessments.release.models import Disclosure, Exemption, NoticeText, Reasoning, notice_of
from assessments.release.notice import unwritten
from assessments.release.request_lifecycle import Step
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Conflict, Denied
from tests.reasons import give_reasons
from tests.release.conftest import HIDDEN_AUTHOR, HIDDEN_WORDS
from tests.release.test_publishing_again import approved, file_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 10)
NAME = "Quillon Thistlewood"


@pytest.fixture
def asked(noon, tom):
    return record_request(
        received_on=TODAY,
        asked="The community impact assessment of facial recognition in Harrowmere.",
        requester_name=NAME,
        requester_contact="quillon@example.org",
        by=tom,
    )


@pytest.fixture
def release(version, asked, tom, personal, crime):
    """A copy for the request, with words, a name and a whole field withheld, one of them without a ground."""
    take_into_scope(request=asked, assessment=version.assessment, by=tom)
    release = make_release_copy(version=version, request=asked, number="P-4567-8923", by=tom)
    passage = {"release": release, "occurrence": 1, "by": tom}
    mark_passage(path="section.information", quote=HIDDEN_WORDS, exemptions=[crime], reason="Where.", **passage)
    mark_passage(path="cover.author", quote=HIDDEN_AUTHOR, exemptions=[personal], reason="A name.", **passage)
    mark_whole(release=release, path="sign_off.name", whole="field", exemptions=[], reason="Secret.", by=tom)
    return release


NOTICE = "OUR DECISION\n\nSome of it is withheld under section 31(1)(a)."


def test_the_draft_gives_each_ground_its_test_and_its_limb(release):
    text = drafted_notice(release, on=TODAY)

    assert "Our reference: FOI-2026-0001" in text
    assert "s.31(1)(a), prevention or detection of crime. This is a qualified exemption." in text
    assert "s.40(2), personal information. This is an absolute exemption." in text
    assert "[Write: of s.40(2), weigh that interest against the rights of the person]" in text
    assert "[Write: of s.31(1)(a), say whether it would, or would be likely to]" in text
    assert "[Write: of s.31(1)(a), say what speaks for disclosing it]" in text
    assert "by 10/04/2026" in text
    assert "Wycliffe House" in text


def test_the_draft_counts_no_marks_of_which_the_copy_may_show_fewer(release, tom, personal):
    mark_whole(release=release, path="sign_off.rank", whole="field", exemptions=[personal], reason="A", by=tom)

    assert " place." not in drafted_notice(release, on=TODAY)


def test_the_draft_says_the_reasons_that_were_written_and_asks_only_for_the_others(release, tom, personal):
    give_reasons(release, by=tom)
    text = drafted_notice(release, on=TODAY)

    assert "The harm that disclosing it would do: An answer about harm." in text
    assert "How likely the harm is: Disclosing it would be likely to do this harm." in text
    assert "Where the balance lies, and why: An answer about interest balance." in text
    assert "Whether disclosing it is necessary for that interest: An answer about necessity." in text
    assert not [part for part in ("decided by", "Who decided", TODAY.isoformat()) if part in text]
    assert [line[:20] for line in unwritten(text)] == ["[Write: delete this "]

    written = Reasoning.objects.get(code=personal.code)
    answers = {**written.answers, "necessity": "First line.\n\nSecond line.", "rights_balance": ""}
    write_reasons(release=release, exemption=personal, number=1, answers=answers, seen=written.pk, by=tom)
    text = drafted_notice(release, on=TODAY)

    assert "interest: First line.\n\nSecond line.\n\n" in text
    assert "[Write: of s.40(2), weigh that interest against the rights of the person]" in text
    assert len(unwritten(text)) == 2


def test_the_draft_gives_different_reasons_to_different_places_of_one_exemption(release, tom, personal):
    rank = mark_whole(release=release, path="sign_off.rank", whole="field", exemptions=[personal], reason="A", by=tom)
    rest_on(mark=rank, exemption=personal, reasoning=2, by=tom)
    give_reasons(release, by=tom)

    text = drafted_notice(release, on=TODAY)

    assert "s.40(2), personal information. This" in text
    assert text.index("For some of these places:") < text.index("For others of these places:")
    assert text.count("An answer about necessity.") == 2


@pytest.mark.parametrize("code", ["s.21(1)", "s.32", "s.40(1)", "s.44(1)"])
def test_the_draft_weighs_nothing_where_an_exemption_applies_by_its_kind_alone(version, asked, tom, code):
    take_into_scope(request=asked, assessment=version.assessment, by=tom)
    release = make_release_copy(version=version, request=asked, by=tom)
    exemption = Exemption.objects.get(code=code)
    mark_whole(release=release, path="sign_off.rank", whole="field", exemptions=[exemption], reason="Why.", by=tom)
    assert unwritten(drafted_notice(release, on=TODAY)) == [
        f"[Write: of {code}, say why it applies to what is withheld]"
    ]

    give_reasons(release, by=tom)
    text = drafted_notice(release, on=TODAY)

    assert f"This is an absolute exemption. {exemption.meaning}" in text
    assert "no harm to be shown, and for no weighing of the public interest." in text
    assert "Why it applies: An answer about applies." in text
    assert unwritten(text) == []
    assert not [words for words in ("likely", "speaks for", "balance") if words in text]


def test_the_draft_says_why_in_the_alternative_only_of_what_is_cited_so(release, tom, crime):
    both = [Exemption.objects.get(code="s.30(1)"), crime]
    mark_whole(release=release, path="sign_off.rank", whole="field", exemptions=both, reason="Why.", by=tom)
    give_reasons(release, by=tom)

    text = drafted_notice(release, on=TODAY)

    alone, together = text.index("s.31(1)(a), prevention"), text.index("s.30(1) or s.31(1)(a), in the alternative")
    assert together < alone
    assert text.count("An answer about alternative.") == 1
    assert together < text.index("An answer about alternative.") < alone


def test_the_draft_gives_the_day_of_an_opinion_as_it_is_read(release, tom):
    opinion = [Exemption.objects.get(code="s.36(2)")]
    mark_whole(release=release, path="sign_off.rank", whole="field", exemptions=opinion, reason="Why.", by=tom)
    give_reasons(release, by=tom)

    assert "When they formed their opinion: 10/02/2026" in drafted_notice(release, on=TODAY)


def test_the_draft_never_tells_apart_what_is_cited_in_the_alternative(release, tom):
    security = [Exemption.objects.get(code="s.24(1)")]
    mark_whole(release=release, path="sign_off.rank", whole="field", exemptions=security, reason="Why.", by=tom)

    text = drafted_notice(release, on=TODAY)

    assert "s.23(1) or s.24(1), in the alternative." in text
    assert "do not say which of them applies" in text
    assert text.count("Section 23(1)") == text.count("Section 24(1)") == 1
    assert "[Write: of s.24(1), say why withholding it is required to safeguard national security]" in text
    assert "why s.23(1) applies" not in text

    give_reasons(release, by=tom)

    assert len(unwritten(drafted_notice(release, on=TODAY))) == 1


def test_the_draft_gives_no_reasons_for_a_neutral_mark(release):
    text = drafted_notice(release, on=TODAY)

    assert "Where the copy says only that something is withheld, section 17(4)" in text
    assert "Priya" not in text


def test_the_draft_names_nobody_who_asked_and_nothing_that_is_hidden(release):
    text = drafted_notice(release, on=TODAY)

    assert not any(words in text for words in (NAME, "quillon", HIDDEN_WORDS, HIDDEN_AUTHOR, "Secret"))


@pytest.mark.parametrize("words", [HIDDEN_WORDS, HIDDEN_WORDS.upper(), "DanaOkafor", "D\u0430na Okafor", "Priya Raman"])
def test_a_notice_with_hidden_words_is_refused_without_repeating_them(release, tom, words):
    with pytest.raises(Denied, match="Line 2 has words that release P-4567-8923 withholds") as refused:
        save_notice(release=release, text=f"OUR DECISION\n{words} are withheld.", revision=0, by=tom)

    assert words not in str(refused.value)
    assert not NoticeText.objects.exists()


def test_each_save_of_a_notice_is_kept_and_none_overwrites_another(release, tom, ruth):
    save_notice(release=release, text=NOTICE, revision=0, by=tom)
    with pytest.raises(Conflict, match="Somebody else saved"):
        save_notice(release=release, text="Another", revision=0, by=ruth)
    save_notice(release=release, text=f"{NOTICE} More.", revision=1, by=ruth)

    assert [each.revision for each in NoticeText.objects.all()] == [1, 2]
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeText.objects.update(text="Otherwise")
    assert "section 31" not in " ".join(f"{event.sentence}{event.detail}" for event in Event.objects.all())


def test_no_notice_goes_with_what_nobody_asked_for(marked, tom):
    with pytest.raises(Denied, match="Nobody asked for this release"):
        save_notice(release=marked, text=NOTICE, revision=0, by=tom)


def started(asked, tom):
    take_step(request=asked, step=Step.STARTED, on=TODAY, note="Tom", by=tom)
    return asked


def published(release, *, by, checked_by):
    return publish(approval=approved(release, by=by, checked_by=checked_by), by=checked_by)


def test_a_reply_records_the_release_and_the_notice_that_were_sent(release, asked, tom, ruth):
    notice = save_notice(release=release, text=NOTICE, revision=0, by=tom)
    published(release, by=tom, checked_by=ruth)

    event = take_step(
        request=started(asked, tom), step=Step.REPLIED, on=TODAY, note="By e-mail", release=release, by=tom
    )

    assert (event.release, event.notice) == (release, notice)
    with pytest.raises(Denied, match="stays as it is"):
        save_notice(release=release, text="Another", revision=1, by=tom)


def test_a_notice_that_is_not_finished_is_not_sent(release, asked, tom, ruth):
    save_notice(release=release, text=drafted_notice(release, on=TODAY), revision=0, by=tom)
    published(release, by=tom, checked_by=ruth)
    sent = {"request": started(asked, tom), "step": Step.REPLIED, "on": TODAY, "note": "Sent", "release": release}
    assert len(unwritten(notice_of(release).text)) == 9
    with pytest.raises(Denied, match="still to be written"):
        take_step(by=tom, **sent)

    save_notice(release=release, text=NOTICE, revision=1, by=tom)

    take_step(by=tom, **sent)


def test_a_notice_that_has_come_to_say_too_much_is_not_sent(release, asked, tom, ruth, personal):
    rank = content_of(release.snapshot).fields()["sign_off.rank"].plain_text
    save_notice(release=release, text=f"{NOTICE} It names a {rank}.", revision=0, by=tom)
    mark_whole(release=release, path="sign_off.rank", whole="field", exemptions=[personal], reason="A rank", by=tom)
    published(release, by=tom, checked_by=ruth)

    with pytest.raises(Denied, match="has words that release P-4567-8923 withholds"):
        take_step(request=started(asked, tom), step=Step.REPLIED, on=TODAY, note="Sent", release=release, by=tom)


@pytest.mark.parametrize("step", ["marking", "checking", "approved", "taken_down"])
def test_a_reply_sends_nothing_but_what_is_published(release, asked, tom, ruth, step):
    save_notice(release=release, text=NOTICE, revision=0, by=tom)
    if step == "checking":
        file_of(release, by=tom)
    elif step != "marking":
        approval = approved(release, by=tom, checked_by=ruth)
        if step == "taken_down":
            take_down(publication=publish(approval=approval, by=ruth), reason="A name.", by=ruth)
    started(asked, tom)

    release.refresh_from_db()
    assert release.state == step
    with pytest.raises(Denied, match="Only what is published is sent with a reply"):
        take_step(request=asked, step=Step.REPLIED, on=TODAY, note="Sent", release=release, by=tom)
    with pytest.raises(DatabaseError, match="only a release that is published"), transaction.atomic():
        asked.events.create(
            step="replied",
            became="replied",
            on=TODAY,
            note="x",
            release=release,
            recorded_at=clock.now(),
            recorded_by=tom,
        )


def test_the_page_of_a_reply_offers_only_what_is_published(release, asked, tom, ruth, as_tom):
    started(asked, tom)
    assert release.number not in as_tom.get("/requests/FOI-2026-0001/step/replied/").text

    published(release, by=tom, checked_by=ruth)

    assert release.number in as_tom.get("/requests/FOI-2026-0001/step/replied/").text


def test_a_release_that_withholds_something_is_not_sent_without_its_notice(release, asked, tom, ruth):
    published(release, by=tom, checked_by=ruth)

    with pytest.raises(Denied, match="needs a notice"):
        take_step(request=started(asked, tom), step=Step.REPLIED, on=TODAY, note="Sent", release=release, by=tom)


def test_the_notice_is_edited_and_downloaded_as_text_and_as_an_accessible_pdf(release, as_tom):
    page = f"{release.get_absolute_url()}notice/"
    assert "nothing of it is saved yet" in as_tom.get(page).content.decode()
    assert as_tom.get(f"{page}notice.pdf").status_code == 404

    as_tom.post(page, {"revision": 0, "text": NOTICE})

    assert as_tom.get(f"{page}notice.txt").content.decode() == NOTICE
    pdf = as_tom.get(f"{page}notice.pdf")
    assert pdf.headers["Cache-Control"] == "no-store"
    with pikepdf.open(io.BytesIO(pdf.content)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert b"pdfuaid:part" in opened.Root.Metadata.read_bytes()


def answered(asked, tom):
    take_step(request=started(asked, tom), step=Step.REFUSED, on=TODAY, note="Refused", by=tom)
    return asked


ENTRY = {"title": "Facial recognition in Harrowmere", "summary": "The assessment.", "reply": "A redacted copy."}


def test_an_answered_request_stands_in_the_public_log_by_month(asked, tom, client):
    enter_disclosure(request=answered(asked, tom), replied_on=TODAY, by=tom, **ENTRY)

    shown = client.get("/disclosure-log/").content.decode()
    assert "February 2026" in shown
    assert "Facial recognition in Harrowmere" in shown
    assert not any(word in shown for word in (NAME, "quillon"))


@pytest.mark.parametrize("words", [HIDDEN_WORDS, HIDDEN_AUTHOR, NAME, "quillon thistlewood"])
@pytest.mark.parametrize("part", ["title", "summary", "reply"])
def test_an_entry_has_no_hidden_words_and_names_nobody_who_asked(release, asked, tom, part, words):
    answered(asked, tom)

    with pytest.raises(Denied):
        enter_disclosure(request=asked, replied_on=TODAY, by=tom, **(ENTRY | {part: f"About {words}."}))

    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("words", ["Ms Thistlewood", "Quillon", "qt77@example.org", "0161 496 0123", "01614960123"])
def test_an_entry_names_nobody_who_asked_in_part_nor_says_how_they_are_reached(noon, tom, words):
    contact = {"requester_name": NAME, "requester_contact": "12 High Street\nqt77@example.org\n0161 496 0123"}
    asked = record_request(received_on=TODAY, asked="Everything.", by=tom, **contact)

    with pytest.raises(Denied, match="names who asked"):
        enter_disclosure(
            request=answered(asked, tom), replied_on=TODAY, by=tom, **(ENTRY | {"reply": f"We wrote to {words}."})
        )


def test_a_town_names_nobody_though_who_asked_is_called_by_it_too(noon, tom, harrowmere):
    contact = {"requester_name": "Harrowmere Gazette", "requester_contact": "High Street\nHarrowmere"}
    asked = record_request(received_on=TODAY, asked="Everything.", by=tom, **contact)

    assert enter_disclosure(request=answered(asked, tom), replied_on=TODAY, by=tom, **ENTRY)


def test_an_entry_is_taken_out_at_once_and_another_may_follow(asked, tom, client):
    first = enter_disclosure(request=answered(asked, tom), replied_on=TODAY, by=tom, **ENTRY)
    with pytest.raises(Denied, match="already"):
        enter_disclosure(request=asked, replied_on=TODAY, by=tom, **ENTRY)

    take_out_disclosure(disclosure=first, reason="Badly worded", by=tom)

    assert "Nothing is in the log" in client.get("/disclosure-log/").content.decode()
    enter_disclosure(request=asked, replied_on=TODAY, by=tom, **ENTRY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Disclosure.objects.update(title="Otherwise")


def test_nothing_is_entered_before_it_is_answered(asked, tom):
    with pytest.raises(Denied, match="that was answered"):
        enter_disclosure(request=asked, replied_on=TODAY, by=tom, **ENTRY)


def test_an_entry_names_nobody_who_asked_for_the_same(asked, release, version, tom):
    other = record_request(
        received_on=TODAY, asked="The same.", requester_name="Wilma Quince", requester_contact="", by=tom
    )
    take_into_scope(request=other, assessment=version.assessment, by=tom)

    with pytest.raises(Denied, match="names who asked"):
        enter_disclosure(
            request=answered(asked, tom),
            title="Facial recognition",
            summary="What Wilma Quince asked for too.",
            reply="Given.",
            replied_on=TODAY,
            by=tom,
        )
