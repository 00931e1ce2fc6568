"""The examples in every state that a file, a release copy and a request may come to: whatever is linked, read by axe.

One page of each kind in each state is opened, in the browser of somebody who is led there by links alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from assessments.actions.deciding import refuse, return_version, submit
from assessments.actions.drafting import open_next_version, withdraw
from assessments.actions.ending import cancel_version, close_version
from assessments.actions.importing import import_assessment
from assessments.actions.logging import Chosen, log, log_contact_for, reassess
from assessments.documents.exchange import AssessmentFile, read_file
from assessments.lifecycle import State
from assessments.models import Assessment, Version
from assessments.parts import Axis
from assessments.release.actions.marking import abandon, make_release_copy, mark_whole
from assessments.release.actions.publishing import approve, give_back, publish, send_for_checking, take_down
from assessments.release.actions.requests import record_request, take_step
from assessments.release.actions.taking_down import ask_to_put_back
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Exemption, ReleaseCopy, Request
from assessments.release.request_lifecycle import RequestState, Step
from cia import clock
from cia.accounts.roles import Role
from cia.ui.moments import moment_in_words
from stakeholders.actions.contacts import Conversation, Promise, Worry, end_commitment, end_concern
from stakeholders.actions.directory import add_stakeholder
from stakeholders.models import Commitment
from tests.factories import posted, signed_off, write_whole
from tests.journeys.test_every_page import signed_in_browser  # noqa: F401
from tests.reasons import give_reasons
from tests.release.conftest import gate_once  # noqa: F401
from tests.release.rehearsing import EXAMPLES
from tests.ui.accessibility import assert_accessible, assert_fits, assert_nothing_found

# With every state of a file the richest example; the shortest for what takes a gate each; and that of the worst night.
RICH, SHORT, WORST = "operation-lantern-full.json", "lantern-walk.json", "mosque-fire.json"
WHO = ("dana", "priya", "tom", "ruth", "alex", "jo")


@pytest.fixture
def files(transactional_db, dana, priya, harrowmere):
    """The richest example in every state of a version, and the worst in the three that officers see most."""

    def begun(name=RICH):
        written = read_file((EXAMPLES / name).read_bytes(), AssessmentFile).assessment
        version = import_assessment(written=written, unit=harrowmere, by=dana)
        if name != SHORT:
            ring(version)
        return version

    def ring(version):
        imam = add_stakeholder(
            unit=harrowmere, kind="for_a_body", name="Yusuf Amberley", role="Imam", body="Mill Row mosque", by=dana
        )
        said = Conversation(
            [imam],
            method="telephone",
            outcome="concerns",
            occurred_at=clock.now(),
            made_by=dana,
            narrative="They have heard nothing.",
            concerns=[Worry("faith", "We are not safe where we pray."), Worry("privacy")],
            promises=[Promise("Ring back", clock.now() - timedelta(hours=1), "an hour ago"), Promise("Send the map")],
        )
        contact = log_contact_for(assessment=version.assessment, conversation=said, by=dana)
        end_concern(concern=contact.concerns.first(), kind="answered", reason="Officers stay there.", by=dana)
        log_contact_for(assessment=version.assessment, conversation=replace(said, promises=()), by=dana)
        write(version, text="Somebody asked what the van is for.")

    def write(version, **said):
        now = clock.now()
        return log(
            assessment=version.assessment,
            happened_at=now,
            happened_as_typed=moment_in_words(now),
            next_due_at=now + timedelta(minutes=1),
            next_due_as_typed=moment_in_words(now + timedelta(minutes=1)),
            by=dana,
            **said,
        )

    def waiting(name=RICH):
        return submit(version=begun(name), by=dana)

    def in_force(name=RICH):
        version = signed_off(waiting(name), by=priya).submission.version
        if name != SHORT:
            carry_on(version)
        return version

    def carry_on(version):
        first = write(version, text="All is quiet.")
        write(version, text="All was quiet, but for two people.", corrects=first)
        now = clock.now()
        reassess(
            assessment=version.assessment,
            happened_at=now,
            happened_as_typed=moment_in_words(now),
            ratings={axis.value: Chosen(2, "It has grown worse.") for axis in Axis},
            text="The crowds are larger.",
            by=dana,
        )

    for name in (RICH, WORST):
        begun(name)
    waiting(WORST)
    in_force(WORST)
    withdraw(version=begun(), by=dana)
    waiting()
    return_version(submission=waiting(), reasons="Say more.", points=[("section.purpose", "For whom?")], by=priya)
    refuse(submission=waiting(), reasons="It is not needed.", by=priya)
    superseded = in_force()
    again = open_next_version(assessment=superseded.assessment, kind="update", by=dana)
    signed_off(submit(version=write_whole(again, by=dana), by=dana), by=priya)
    cancel_version(version=in_force(), reasons="The van is not coming.", by=priya)
    over = in_force()
    for promise in Commitment.objects.open().filter(contact__assessment_links__assessment=over.assessment).distinct():
        end_commitment(commitment=promise, kind="kept", note="By telephone.", happened_at=clock.now(), by=dana)
    close_version(version=over, reasons="The day is over.", by=priya)
    in_force()
    assert set(Version.objects.values_list("state", flat=True)) == set(State)
    return in_force


@pytest.fixture
def releases(files, tom, ruth, gate_once):
    """The shortest example in every state of a release copy."""
    bryn = posted("bryn", "Bryn Castell", role=Role.FOI_OFFICER)
    personal = Exemption.objects.get(code="s.40(2)")

    def marked(name=SHORT):
        release = make_release_copy(version=files(name), by=tom)
        mark_whole(release=release, path="cover.author", whole="field", exemptions=[personal], reason="A name.", by=tom)
        return give_reasons(release, by=tom)

    def sent():
        return send_for_checking(release=marked(), by=tom)

    def approved():
        candidate = sent()
        digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
        return approve(candidate=candidate, by=ruth, **digests)

    def down():
        publication = publish(approval=approved(), by=ruth)
        take_down(publication=publication, reason="A name was left in.", by=ruth)
        return publication

    marked(RICH)
    give_back(candidate=sent(), reasons="Hide the street too.", by=ruth)
    sent()
    approved()
    publish(approval=approved(), by=ruth)
    down()
    ask_to_put_back(publication=down(), reason="It was the other copy.", by=bryn)
    abandon(release=marked(), by=tom)
    assert set(ReleaseCopy.objects.values_list("state", flat=True)) == set(ReleaseState)


@pytest.fixture
def requests(transactional_db, tom):
    """A request in every state."""
    extension = {"until_on": clock.today().replace(year=clock.today().year + 1)}
    qualified = Exemption.objects.get(code="s.31(1)(a)")
    for steps in (
        [],
        [Step.CLARIFICATION_ASKED],
        [Step.STARTED],
        [Step.STARTED, Step.EXTENDED],
        [Step.STARTED, Step.REPLIED],
        [Step.STARTED, Step.REFUSED],
        [Step.STARTED, Step.REFUSED, Step.REVIEW_ASKED],
        [Step.STARTED, Step.REFUSED, Step.REVIEW_ASKED, Step.REVIEW_ANSWERED, Step.COMPLAINED],
    ):
        asked = record_request(
            received_on=clock.today(), asked="Drones", requester_name="Una Reed", requester_contact="Post", by=tom
        )
        for step in steps:
            more = extension | {"exemption": qualified} if step == Step.EXTENDED else {}
            take_step(request=asked, step=step, on=clock.today(), note="By post.", by=tom, **more)
    assert set(Request.objects.values_list("state", flat=True)) == set(RequestState)


def state_of(found) -> tuple[str, ...]:
    """The state of what an address is about, and of a file what that is about, which tells the examples apart."""
    about = found.kwargs
    if "assessment" in about or ("reference" in about and Assessment.objects.filter(reference=about["reference"])):
        file = Assessment.objects.get(reference=about.get("assessment", about.get("reference")))
        number = about.get("version", about.get("number"))
        version = file.versions.get(number=number) if number else file.latest_version
        return str(version.state), file.about
    if release := ReleaseCopy.objects.filter(number__in=[str(value) for value in about.values()]).first():
        return (f"release {release.state}",)
    if request := Request.objects.filter(reference__in=[str(value) for value in about.values()]).first():
        return (f"request {request.state}",)
    return ("",)


def kind_of(address: str) -> tuple[str, ...] | None:
    """The page, the state of what it is about, and of a draft which part or kind of row: one of each is read."""
    try:
        found = resolve(address)
    except Resolver404:
        return None
    state = state_of(found)
    words = [str(value) for value in found.kwargs.values() if str(value).isalpha() and state[0] == State.DRAFT]
    return (str(found.url_name), *state, *words)


def crawled(username: str, *, seen: set[tuple[str, ...]]) -> list[str]:
    """One address of every kind of page that links lead somebody to, and that nobody before was led to."""
    client = Client()
    client.login(username=username, password="lanterns over the river")
    waiting = ["/", reverse("register"), reverse("disclosure-log"), reverse("gallery")]
    waiting += [
        release.get_absolute_url() for release in ReleaseCopy.objects.all()
    ]  # nothing leads to an abandoned one
    opened = []
    mine: set[tuple[str, ...]] = set()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or kind in mine or kind[0] == "account_logout":
            continue
        mine.add(kind)
        answer = client.get(address)
        if answer.status_code != 200 or answer.streaming or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        if kind not in seen:
            opened.append(address)
        links = BeautifulSoup(answer.content, "html.parser").select("a[href^='/']")
        waiting.extend(link["href"].split("#")[0].split("?")[0] for link in links)
    seen |= mine
    return opened


def test_every_linked_page_in_every_state_is_accessible_and_fits_a_phone(
    live_server,
    releases,
    requests,
    signed_in_browser,
    alex,
    jo,
):
    seen: set[tuple[str, ...]] = set()
    for username in WHO:
        page = signed_in_browser(username)
        for address in crawled(username, seen=seen):
            page.goto(live_server.url + address)
            if page.locator("link[rel=stylesheet]").count():
                assert_accessible(page)
            else:
                assert_nothing_found(page)
            assert_fits(page)
            page.set_viewport_size({"width": 1280, "height": 900})

    states = {kind[1] for kind in seen}
    assert set(State) <= states
    assert {f"release {state}" for state in ReleaseState} <= states
    assert {f"request {state}" for state in RequestState} <= states
