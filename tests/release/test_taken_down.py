"""After taking down: 410 for every copy, public words, the clock of a breach, and putting back by two."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from assessments.documents.snapshot import content_of
from assessments.release.actions.marking import make_release_copy, mark_whole
from assessments.release.actions.publishing import publish, take_down
from assessments.release.actions.requests import record_request
from assessments.release.actions.scoping import take_into_scope
from assessments.release.actions.taking_down import (
    ask_to_put_back,
    end_breach,
    put_back,
    record_breach,
    tell_the_public,
)
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Breach, Publication, Reinstatement, ReleaseCopy, Withdrawal
from cia import clock
from cia.accounts.roles import Role
from cia.audit.models import Event
from cia.authorisation import Denied
from cia.notices.models import Notice
from tests.factories import posted
from tests.release.conftest import HIDDEN_AUTHOR, HIDDEN_WORDS, NUMBER
from tests.release.test_publishing_again import approved

pytestmark = pytest.mark.django_db

PAGE, RELEASE = f"/register/{NUMBER}/", f"/release/{NUMBER}/"
COPIES = [PAGE, *(f"{PAGE}{NUMBER}.{end}" for end in ("pdf", "html", "schedule.csv", "manifest.json", "manifest.sig"))]


@pytest.fixture
def down(publication, ruth) -> Publication:
    take_down(publication=publication, reason="A name was left in.", by=ruth)
    return publication


@pytest.fixture
def kim(db):
    return posted("kim", "Kim Lowe", role=Role.FOI_OFFICER)


@pytest.mark.parametrize("address", COPIES)
def test_every_copy_is_gone_with_status_410(down, client, address):
    response = client.get(address)

    assert response.status_code == 410
    assert "was withdrawn on 10 February 2026" in response.content.decode()
    assert "A name was left in." not in response.content.decode()


def test_two_officers_put_it_back_and_the_same_bytes_are_given_out(down, client, tom, ruth):
    ask_to_put_back(publication=down, reason="It was another publication.", by=tom)
    assert client.get(PAGE).status_code == 410

    put_back(publication=down, by=ruth)

    assert [client.get(address).status_code for address in COPIES] == [200] * 6
    assert ReleaseCopy.objects.get().state == ReleaseState.PUBLISHED
    assert list(Publication.objects.standing()) == [down]


def test_nobody_puts_back_alone(down, ruth):
    with pytest.raises(Denied, match="It takes two"):
        put_back(publication=down, by=ruth)
    ask_to_put_back(publication=down, reason="It was another.", by=ruth)

    with pytest.raises(Denied, match="another FOI officer must confirm"):
        put_back(publication=down, by=ruth)


def test_who_marked_it_does_not_confirm(down, tom, ruth):
    ask_to_put_back(publication=down, reason="It was another.", by=ruth)

    with pytest.raises(Denied, match="You made or removed marks"):
        put_back(publication=down, by=tom)


@pytest.mark.parametrize("somebody", ["priya", "jo", "dana"])
def test_nobody_but_foi_officers_puts_back(down, request, somebody):
    with pytest.raises(Denied, match="Only an FOI officer"):
        ask_to_put_back(publication=down, reason="It was another.", by=request.getfixturevalue(somebody))


@pytest.mark.parametrize(("asks", "confirms"), [("ruth", "ruth"), ("ruth", "tom"), ("kim", "dana")])
def test_the_database_refuses_to_put_back_otherwise(down, request, tom, ruth, kim, dana, asks, confirms):
    by, confirmed_by = request.getfixturevalue(asks), request.getfixturevalue(confirms)
    ask_to_put_back(publication=down, reason="It was another.", by=by)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reinstatement.objects.create(
            withdrawal=down.withdrawal, by=by, confirmed_at=clock.now(), confirmed_by=confirmed_by
        )


@pytest.fixture(params=["prompt", "suggestion", "reasons"])
def decided_by_kim(request, marked, kim) -> ReleaseCopy:
    """A release in which Kim made no mark, and decided one thing all the same."""
    moment = {"decided_at": clock.now(), "decided_by": kim}
    match request.param:
        case "prompt":
            marked.prompt_decisions.create(kind="row_read", path="cover", reason="Read.", **moment)
        case "suggestion":
            marked.suggestion_decisions.create(kind="dismissed", path="cover.title", start=0, end=9, **moment)
        case "reasons":
            said = {"necessity": "It is not necessary."}
            marked.reasonings.create(code="s.40(2)", number=2, answers=said, written_at=clock.now(), written_by=kim)
    return marked


def test_who_decided_anything_in_it_does_not_confirm_whatever_asks(decided_by_kim, tom, ruth, kim):
    publication = publish(approval=approved(decided_by_kim, by=tom, checked_by=ruth), by=ruth)
    take_down(publication=publication, reason="A name was left in.", by=ruth)
    ask_to_put_back(publication=publication, reason="It was another.", by=ruth)

    with pytest.raises(Denied, match=r"You (decided on|wrote reasons)"):
        put_back(publication=publication, by=kim)
    with pytest.raises(IntegrityError, match="Nobody approves or publishes"), transaction.atomic():
        Reinstatement.objects.create(
            withdrawal=publication.withdrawal, by=ruth, confirmed_at=clock.now(), confirmed_by=kim
        )


def test_the_database_refuses_to_put_back_what_nobody_asked_for(down, kim, ruth):
    with pytest.raises(IntegrityError, match="who asked and a second person"), transaction.atomic():
        Reinstatement.objects.create(withdrawal=down.withdrawal, by=kim, confirmed_at=clock.now(), confirmed_by=ruth)


def test_the_database_knows_no_step_back_without_a_reinstatement(down):
    with pytest.raises(IntegrityError, match="nothing that was done"), transaction.atomic():
        ReleaseCopy.objects.update(state=ReleaseState.PUBLISHED)


def test_what_was_put_back_can_be_taken_down_again(down, client, tom, ruth, kim):
    ask_to_put_back(publication=down, reason="It was another.", by=tom)
    put_back(publication=down, by=ruth)

    take_down(publication=down, reason="After all.", by=ruth)

    assert client.get(PAGE).status_code == 410
    assert Withdrawal.objects.count() == 2
    ask_to_put_back(publication=down, reason="Once more.", by=kim)
    put_back(publication=down, by=ruth)
    assert client.get(PAGE).status_code == 200


def test_the_database_takes_a_publication_down_once_at_a_time(down, ruth):
    with pytest.raises(IntegrityError, match="taken down already"), transaction.atomic():
        Withdrawal.objects.create(publication=down, reason="Again.", withdrawn_at=clock.now(), withdrawn_by=ruth)


def test_the_public_reads_what_foi_writes_and_the_latest_counts(down, client, ruth):
    tell_the_public(publication=down, words="It named somebody in error.", by=ruth)
    tell_the_public(publication=down, words="It named a person in error. We are sorry.", by=ruth)

    page = client.get(f"{PAGE}{NUMBER}.pdf").content.decode()

    assert "We are sorry." in page
    assert "somebody in error" not in page


@pytest.mark.parametrize("words", [f"It named {HIDDEN_AUTHOR}.", f"It said: {HIDDEN_WORDS.upper()}.", "Ask Okafor."])
def test_public_words_that_hold_what_was_withheld_are_refused(down, ruth, words):
    with pytest.raises(Denied, match="holds words that are withheld"):
        tell_the_public(publication=down, words=words, by=ruth)


@pytest.mark.parametrize("words", ["D\u0430na Ok\u0430for", "O k a f o r", "d.okafor@example.org", "0kafor"])
def test_public_words_that_hold_it_in_another_form_are_refused(down, ruth, words):
    with pytest.raises(Denied, match=r"withh(eld|olds)"):
        tell_the_public(publication=down, words=f"It named {words} in error.", by=ruth)


def test_public_words_that_name_what_was_left_in_are_refused_once_a_later_copy_withholds_it(
    down, version, tom, ruth, personal
):
    later = make_release_copy(version=version, by=tom, number="P-4567-89BC")
    mark_whole(release=later, path="sign_off.rank", whole="field", exemptions=[personal], reason="Left in.", by=tom)
    rank = content_of(later.snapshot).fields()["sign_off.rank"].plain_text

    with pytest.raises(Denied, match="release P-4567-89BC withholds"):
        tell_the_public(publication=down, words=f"It gave the rank of {rank} in error.", by=ruth)


def test_public_words_name_nobody_who_asked(down, version, tom, ruth):
    asked = record_request(
        received_on=clock.today(), asked="All.", requester_name="Q Thistle", requester_contact="", by=tom
    )
    take_into_scope(request=asked, assessment=version.assessment, by=tom)

    with pytest.raises(Denied, match="names who asked"):
        tell_the_public(publication=down, words="Ms Thistle told us of it.", by=ruth)


def test_the_limit_of_a_breach_runs_from_when_it_was_known(down, noon, ruth):
    breach = record_breach(publication=down, known_at=noon - timedelta(hours=71), known_as_typed="1300", by=ruth)

    assert breach.due_at == noon + timedelta(hours=1)
    assert not breach.is_overdue(at=noon)
    assert breach.is_overdue(at=noon + timedelta(hours=1))


def test_a_breach_is_not_known_in_advance_nor_recorded_twice(down, noon, ruth):
    with pytest.raises(Denied, match="later than now"):
        record_breach(publication=down, known_at=noon + timedelta(minutes=1), known_as_typed="1201", by=ruth)
    record_breach(publication=down, known_at=noon, known_as_typed="1200", by=ruth)

    with pytest.raises(Denied, match="already recorded"):
        record_breach(publication=down, known_at=noon, known_as_typed="1200", by=ruth)


def test_a_breach_is_recorded_as_the_publication_is_taken_down(publication, client, noon, priya):
    client.force_login(priya)

    client.post(f"{RELEASE}take-down/", {"reason": "A name.", "is_breach": "yes", "known_at": "0900hrs 10/02/2026"})

    breach = Breach.objects.get()
    assert (breach.known_at, breach.recorded_by) == (noon - timedelta(hours=3), priya)
    assert "0900" in breach.known_as_typed


def test_a_breach_without_a_moment_became_known_now(publication, as_ruth, noon):
    as_ruth.post(f"{RELEASE}take-down/", {"reason": "A name.", "is_breach": "yes", "known_at": ""})

    assert Breach.objects.get().known_at == noon


def test_the_start_page_counts_the_hours_until_it_is_said_what_came_of_it(down, noon, as_ruth, ruth):
    breach = record_breach(publication=down, known_at=noon - timedelta(hours=80), known_as_typed="0400", by=ruth)
    page = as_ruth.get("/").content.decode()
    assert f"{RELEASE}breach/" in page
    assert "Overdue" in page

    with pytest.raises(Denied, match="what was considered"):
        end_breach(breach=breach, kind="reported", words=" ", by=ruth)
    as_ruth.post(f"{RELEASE}breach/", {"kind": "reported", "words": "IC-1234-X5Y6."})

    assert breach.end.words == "IC-1234-X5Y6."
    assert f"{RELEASE}breach/" not in as_ruth.get("/").content.decode()
    with pytest.raises(Denied, match="already recorded"):
        end_breach(breach=breach, kind="reported", words="Again.", by=ruth)


def test_the_trail_names_none_of_the_words(down, ruth, noon):
    record_breach(publication=down, known_at=noon, known_as_typed="1200", by=ruth)
    tell_the_public(publication=down, words="It named somebody in error.", by=ruth)

    trail = "".join(f"{event.sentence} {event.detail}" for event in Event.objects.all())
    for words in ("A name was left in.", "in error", HIDDEN_AUTHOR):
        assert words not in trail


def test_the_pages_lead_one_officer_to_ask_and_another_to_confirm(down, client, tom, ruth):
    client.force_login(tom)
    assert f"{RELEASE}put-back/" in client.get(RELEASE).content.decode()
    client.post(f"{RELEASE}put-back/", {"reason": "It was another."})
    assert "another FOI officer must confirm" in client.get(f"{RELEASE}put-back/").content.decode()
    client.force_login(ruth)
    assert "It was another." in client.get(f"{RELEASE}put-back/").content.decode()

    client.post(f"{RELEASE}put-back/", {"confirmed": "on"})

    assert ReleaseCopy.objects.get().state == ReleaseState.PUBLISHED


def test_whoever_may_confirm_is_told_and_finds_it_on_their_start_page(down, client, dana, tom, ruth):
    ask_to_put_back(publication=down, reason="It was another.", by=tom)

    told = Notice.objects.filter(link=f"{RELEASE}put-back/")
    assert [notice.recipient for notice in told] == [ruth]
    client.force_login(ruth)
    assert "Another officer asks to put" in client.get("/").content.decode()
    assert "Tom Ashdown asked to put it back" in client.get(RELEASE).content.decode()
    client.force_login(tom)
    assert "Another officer asks to put" not in client.get("/").content.decode()

    put_back(publication=down, by=ruth)

    client.force_login(ruth)
    assert "Another officer asks to put" not in client.get("/").content.decode()
    assert Notice.objects.filter(recipient=dana).latest("pk").sentence == f"{NUMBER} was put back, and is public again"


def test_before_it_is_put_back_one_reads_that_a_breach_is_undecided(down, as_ruth, noon, ruth):
    warning = "nobody has said yet what came of it"
    assert warning not in as_ruth.get(f"{RELEASE}put-back/").content.decode()

    breach = record_breach(publication=down, known_at=noon, known_as_typed="1200", by=ruth)
    assert warning in as_ruth.get(f"{RELEASE}put-back/").content.decode()

    end_breach(breach=breach, kind="not_reported", words="Nobody had read it.", by=ruth)
    assert warning not in as_ruth.get(f"{RELEASE}put-back/").content.decode()


def test_public_words_and_a_later_breach_are_written_on_their_pages(down, as_ruth):
    assert b"Write what the public is told" in as_ruth.post(f"{RELEASE}tell-the-public/", {"words": ""}).content
    as_ruth.post(f"{RELEASE}tell-the-public/", {"words": "It named somebody in error."})
    as_ruth.post(f"{RELEASE}breach/", {"known_at": "1100hrs 10/02/2026"})

    assert b"It named somebody in error." in as_ruth.get(PAGE).content
    assert b"1100hrs 13/02/2026" in as_ruth.get(f"{RELEASE}breach/").content


def told(client, user):
    client.force_login(user)
    page = BeautifulSoup(client.get(f"{RELEASE}put-back/").content, "html.parser")
    return " ".join(page.select_one("main").get_text(" ").split())


def test_the_page_says_before_one_asks_when_nobody_would_be_left_to_confirm_and_who_could_ask(down, client, tom, ruth):
    said = told(client, ruth)

    assert "If you ask, nobody is left to confirm." in said
    assert "Ask Tom Ashdown to ask in your place" in said
    assert "When you have asked, Ruth Bellamy can confirm." in told(client, tom)


def test_the_page_says_when_nobody_can_confirm_what_was_asked_and_whom_to_turn_to(down, client, tom, ruth, jo):
    ask_to_put_back(publication=down, reason="It was another.", by=ruth)

    for officer in (tom, ruth):
        said = told(client, officer)
        assert "Nobody can confirm this now." in said
        assert "Ask an administrator (Jo Penhale) to post another FOI officer" in said


def test_the_page_names_who_can_confirm(down, client, tom, ruth, kim):
    assert "When you have asked, Kim Lowe can confirm." in told(client, ruth)
    ask_to_put_back(publication=down, reason="It was another.", by=ruth)

    assert "Kim Lowe can confirm." in told(client, tom)
    assert "Nobody can confirm" not in told(client, kim)


def test_where_every_officer_had_a_hand_in_it_an_administrator_is_named(decided_by_kim, client, tom, ruth, kim, jo):
    publication = publish(approval=approved(decided_by_kim, by=tom, checked_by=ruth), by=ruth)
    take_down(publication=publication, reason="A name was left in.", by=ruth)
    ruth.postings.update(until_at=clock.now())

    said = told(client, kim)

    assert "Whoever asks, nobody is left to confirm." in said
    assert "Jo Penhale" in said
