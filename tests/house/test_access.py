"""Who may open which page: every named page, every persona, one status. A page that is not in the table fails.

The statuses follow the permission table of the design: somebody signed out is sent to sign in (302), an outsider finds
nothing (404), an insider without the right is refused with the reason (403). Pages that only take a post answer a
reading with 405, to those who would be let in.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessments.actions.deciding import return_version, submit
from assessments.actions.drafting import name_person
from assessments.actions.flagging import flag_sensitive
from assessments.actions.logging import log, log_contact_for
from assessments.models import Hold, NamedPerson, Point, SensitiveFlag, Version
from assessments.release.actions.harm import ask_for_harm
from assessments.release.actions.holding import place_hold
from assessments.release.actions.marking import make_release_copy, mark_whole
from assessments.release.actions.notices import save_notice, save_refusal_notice
from assessments.release.actions.proposing import propose_on_mark, take_proposal_back
from assessments.release.actions.publishing import approve, publish, send_for_checking
from assessments.release.actions.reasoning import save_reason
from assessments.release.actions.refusing import rely_on
from assessments.release.actions.requests import record_request, take_step
from assessments.release.actions.scoping import take_into_scope
from assessments.release.models import CheckProposal, Exemption, HarmRequest, ReleaseCopy, Request, SavedReason
from assessments.release.passages import Passage
from assessments.release.request_lifecycle import Step
from assessments.release.signing import key_id
from cia import clock
from cia.accounts.models import Unit, User
from cia.accounts.roles import Role
from stakeholders.actions.contacts import Conversation, Promise, Worry, log_contact
from stakeholders.actions.directory import add_stakeholder
from stakeholders.models import Contact
from tests import rows
from tests.factories import UnitFactory, draft, posted, signed_off, submitted, write_whole
from tests.reasons import give_reasons
from tests.release.conftest import gate_once  # noqa: F401

pytestmark = pytest.mark.django_db

PERSONAS = ("nobody", "dana", "lee", "nia", "priya", "tom", "ruth", "alex", "jo")

# dana wrote it; lee is of her unit and has no part in it; nia is an officer elsewhere; priya authorises; tom marked;
# ruth is of the FOI team too; alex audits; jo administers.
TABLE = """
home                                302 200 200 200 200 200 200 200 200
account_login                       200 302 302 302 302 302 302 302 302
account_logout                      302 200 200 200 200 200 200 200 200
account_inactive                    200 200 200 200 200 200 200 200 200
account_change_password             302 200 200 200 200 200 200 200 200
account_reauthenticate              302 200 200 200 200 200 200 200 200
follow-notice                       302 405 405 405 405 405 405 405 405
assessments                         302 200 200 200 200 200 200 200 200
start                               302 200 200 200 200 403 403 403 403
assessment@draft                    302 200 404 404 200 404 404 404 404
assessment@waiting                  302 200 404 404 200 404 404 404 404
assessment                          302 200 404 404 200 200 200 404 404
assessment@asked                    302 200 404 404 200 200 200 404 404
place-below@draft                   302 200 404 404 200 404 404 404 404
place-below                         302 200 404 404 200 403 403 404 404
people@draft                        302 200 404 404 200 404 404 404 404
hand-over@draft                     302 200 404 404 200 404 404 404 404
hand-over                           302 403 404 404 403 403 403 404 404
next-version                        302 200 404 404 200 403 403 404 404
flag-sensitive@draft                302 200 404 404 200 404 404 404 404
flag-sensitive                      302 200 404 404 200 403 403 404 404
end-sensitive-flag@draft            302 200 404 404 200 404 404 404 404
log@draft                           302 200 404 404 200 404 404 404 404
log                                 302 200 404 404 200 200 200 404 404
log-entry@draft                     302 200 404 404 200 404 404 404 404
log-entry                           302 200 404 404 200 403 403 404 404
correct-entry                       302 200 404 404 403 403 403 404 404
reassess@draft                      302 403 404 404 403 404 404 404 404
reassess                            302 200 404 404 200 403 403 404 404
take-off@draft                      302 200 404 404 200 404 404 404 404
version@draft                       302 200 404 404 200 404 404 404 404
version@waiting                     302 200 404 404 200 404 404 404 404
version                             302 200 404 404 200 200 200 404 404
version@asked                       302 200 404 404 200 200 200 404 404
cover@draft                         302 200 404 404 403 404 404 404 404
cover@waiting                       302 403 404 404 403 404 404 404 404
cover                               302 403 404 404 403 403 403 404 404
reassessment-plan@draft             302 200 404 404 403 404 404 404 404
reassessment-plan@waiting           302 403 404 404 403 404 404 404 404
section@draft                       302 200 404 404 403 404 404 404 404
section@waiting                     302 403 404 404 403 404 404 404 404
section                             302 403 404 404 403 403 403 404 404
rating@draft                        302 200 404 404 403 404 404 404 404
rating@waiting                      302 403 404 404 403 404 404 404 404
rating                              302 403 404 404 403 403 403 404 404
rows@draft                          302 200 404 404 403 404 404 404 404
rows                                302 403 404 404 403 403 403 404 404
add-row@draft                       302 200 404 404 403 404 404 404 404
add-row                             302 403 404 404 403 403 403 404 404
row@draft                           302 200 404 404 403 404 404 404 404
remove-row@draft                    302 200 404 404 403 404 404 404 404
check-answers@draft                 302 200 404 404 403 404 404 404 404
check-answers                       302 403 404 404 403 403 403 404 404
answer-point@returned               302 200 404 404 403 404 404 404 404
document@draft                      302 200 404 404 200 404 404 404 404
document@waiting                    302 200 404 404 200 404 404 404 404
document                            302 200 404 404 200 200 200 404 404
document-pdf@draft                  302 200 404 404 200 404 404 404 404
document-pdf@waiting                302 200 404 404 200 404 404 404 404
document-pdf                        302 200 404 404 200 200 200 404 404
decide@draft                        302 403 404 404 403 404 404 404 404
decide@waiting                      302 200 404 404 200 404 404 404 404
decide                              302 200 404 404 200 200 200 404 404
cancel@draft                        302 403 404 404 403 404 404 404 404
cancel                              302 403 404 404 200 403 403 404 404
close@draft                         302 403 404 404 403 404 404 404 404
close                               302 403 404 404 200 403 403 404 404
cut-afresh@waiting                  302 403 404 404 405 404 404 404 404
cut-afresh                          302 403 404 404 403 403 403 404 404
decide-risk@waiting                 302 403 404 404 200 404 404 404 404
decide-risk                         302 403 404 404 403 403 403 404 404
withdraw@draft                      302 200 404 404 403 404 404 404 404
withdraw@waiting                    302 403 404 404 403 404 404 404 404
releases                            302 403 403 403 200 200 200 403 200
release-start@draft                 302 403 404 404 403 404 404 404 404
release-start                       302 403 404 404 403 200 200 404 404
release                             302 403 404 404 403 200 200 404 404
release@published                   302 403 404 404 403 200 200 404 404
release-marks                       302 403 404 404 403 200 200 404 404
release-mark-selection              302 403 404 404 403 302 302 404 404
release-mark-everywhere             302 403 404 404 403 200 200 404 404
release-ask-harm                    302 403 404 404 403 200 200 404 404
answer-harm                         302 200 404 404 404 200 200 404 404
release-suggestions                 302 403 404 404 403 302 302 404 404
release-decide-suggestions          302 403 404 404 403 405 405 404 404
release-undo                        302 403 404 404 403 405 405 404 404
release-redo                        302 403 404 404 403 405 405 404 404
release-mark-remove                 302 403 404 404 403 405 405 404 404
release-carry-marks                 302 403 404 404 403 200 200 404 404
release-carry-mark@carried          302 403 404 404 403 200 200 404 404
release-missed                      302 403 404 404 403 200 200 404 404
release-beside-marks                302 403 404 404 403 200 200 404 404
release-answer-proposal             302 403 404 404 403 200 200 404 404
release-reasons                     302 403 404 404 403 200 200 404 404
release-write-reasons               302 403 404 404 403 200 200 404 404
release-rest-on                     302 403 404 404 403 405 405 404 404
release-retire-saved-reason         302 403 404 404 403 405 405 404 404
release-send-for-checking           302 403 404 404 403 200 200 404 404
release-checking                    302 403 404 404 403 404 404 404 404
release-checking@published          302 403 404 404 403 200 200 404 404
release-checking-page@published     302 403 404 404 403 200 200 404 404
release-checking-picture@published  302 403 404 404 403 200 200 404 404
release-propose@published           302 403 404 404 403 200 200 404 404
release-propose-on-mark@published   302 403 404 404 403 200 200 404 404
release-take-proposal-back          302 403 404 404 403 405 405 404 404
release-candidate-pdf@published     302 403 404 404 403 200 200 404 404
release-candidate-html@published    302 403 404 404 403 200 200 404 404
release-give-back@published         302 403 404 404 403 200 200 404 404
release-publish                     302 403 404 404 403 200 200 404 404
release-publish@published           302 403 404 404 403 200 200 404 404
release-take-down                   302 404 404 404 404 404 404 404 404
release-take-down@published         302 403 403 403 200 200 200 403 200
release-put-back                    302 403 404 404 403 404 404 404 404
release-put-back@published          302 403 404 404 403 200 200 404 404
release-tell-the-public@published   302 403 404 404 403 200 200 404 404
release-breach@published            302 403 404 404 403 200 200 404 404
release-abandon                     302 403 404 404 403 200 200 404 404
release-consultations               302 403 404 404 403 200 200 404 404
release-consult                     302 403 404 404 403 200 200 404 404
release-consult@published           302 403 404 404 403 403 403 404 404
release-not-before                  302 403 404 404 403 200 200 404 404
release-notice                      302 403 404 404 403 403 403 404 404
release-notice@copied               302 403 404 404 403 200 200 404 404
release-notice-text@copied          302 403 404 404 403 200 200 404 404
release-notice-pdf@copied           302 403 404 404 403 200 200 404 404
disclosure-enter                    302 404 404 404 404 403 403 404 404
disclosure-enter@answered           302 404 404 404 404 200 200 404 404
disclosure-take-out                 302 404 404 404 404 404 404 404 404
disclosure-log                      200 200 200 200 200 200 200 200 200
requests                            302 403 403 403 403 200 200 403 403
request-record                      302 403 403 403 403 200 200 403 403
request                             302 404 404 404 404 200 200 404 404
request-step                        302 404 404 404 404 200 200 404 404
request-refusal                     302 404 404 404 404 200 200 404 404
request-refusal-reasons             302 404 404 404 404 200 200 404 404
request-refusal-leave-off           302 404 404 404 404 405 405 404 404
request-refusal-notice              302 404 404 404 404 200 200 404 404
request-refusal-text                302 404 404 404 404 200 200 404 404
request-refusal-pdf                 302 404 404 404 404 200 200 404 404
request-search                      302 404 404 404 404 200 200 404 404
request-held@asked                  302 404 404 404 404 200 200 404 404
request-held@draft                  302 404 404 404 404 200 200 404 404
request-scope@asked                 302 404 404 404 404 403 403 404 404
request-scope@draft                 302 404 404 404 404 200 200 404 404
request-copy@asked                  302 404 404 404 404 403 403 404 404
request-copy@draft                  302 404 404 404 404 403 403 404 404
holds                               302 403 403 403 403 200 200 403 403
hold-place                          302 403 403 403 403 200 200 403 403
hold-end                            302 403 403 403 403 200 200 403 403
register                            200 200 200 200 200 200 200 200 200
publication                         404 404 404 404 404 404 404 404 404
publication@published               200 200 200 200 200 200 200 200 200
publication-pdf                     404 404 404 404 404 404 404 404 404
publication-pdf@published           200 200 200 200 200 200 200 200 200
publication-html@published          200 200 200 200 200 200 200 200 200
publication-schedule@published      200 200 200 200 200 200 200 200 200
publication-manifest@published      200 200 200 200 200 200 200 200 200
publication-signature@published     200 200 200 200 200 200 200 200 200
signing-key                         200 200 200 200 200 200 200 200 200
stakeholders                        302 200 200 200 200 200 200 403 403
add-stakeholder                     302 200 200 200 200 403 403 403 403
find-stakeholders                   302 405 405 405 405 405 405 403 403
stakeholder                         302 200 200 200 200 200 200 403 403
change-stakeholder                  302 200 200 403 200 403 403 403 403
merge-stakeholder                   302 200 200 403 200 403 403 403 403
log-contact                         302 200 200 200 200 403 403 403 403
contact                             302 200 200 404 200 404 404 404 404
contact@linked                      302 200 404 404 200 404 404 404 404
correct-contact                     302 200 403 404 403 404 404 404 404
end-concern                         302 200 200 404 200 404 404 404 404
promises                            302 200 200 200 200 403 403 403 403
promise                             302 200 200 404 200 404 404 404 404
correct-promise                     302 200 200 404 200 404 404 404 404
pass-promise-on                     302 200 200 404 200 404 404 404 404
assessment-contacts@draft           302 200 404 404 200 404 404 404 404
assessment-contacts                 302 200 404 404 200 200 200 404 404
log-contact-for                     302 200 404 404 200 403 403 404 404
link-contact                        302 200 404 404 200 403 403 404 404
link-contact-to                     302 200 200 404 200 404 404 404 404
link-contact-to@linked              302 200 404 404 200 404 404 404 404
gallery                             302 200 200 200 200 200 200 200 200
"""

# Somebody who asked for information: read by the FOI team alone.
WHO_ASKED = "Quillon Thistlewood"

FILE_PAGES = {"assessment", "people", "place-below", "hand-over", "next-version", "log", "log-entry", "reassess"}
VERSION_PAGES: dict[str, list[str | int]] = {
    "version": [],
    "cover": [],
    "section": ["purpose"],
    "rating": ["experienced"],
    "rows": ["risk"],
    "add-row": ["risk"],
    "row": ["risk", 1],
    "remove-row": ["risk", 1],
    "check-answers": [],
    "document": [],
    "document-pdf": [],
    "decide": [],
    "cut-afresh": [],
    "decide-risk": [1],
    "withdraw": [],
    "cancel": [],
    "close": [],
    "reassessment-plan": [],
}
CONTACT_FILE_PAGES = {"assessment-contacts", "log-contact-for", "link-contact"}
RELEASE_PAGES = {
    "release-consultations",
    "release-consult",
    "release-not-before",
    "release-notice",
    "release-notice-text",
    "release-notice-pdf",
    "release",
    "release-marks",
    "release-mark-selection",
    "release-mark-everywhere",
    "release-ask-harm",
    "release-suggestions",
    "release-decide-suggestions",
    "release-undo",
    "release-redo",
    "release-propose",
    "release-carry-marks",
    "release-missed",
    "release-beside-marks",
    "release-reasons",
    "release-send-for-checking",
    "release-checking",
    "release-candidate-pdf",
    "release-candidate-html",
    "release-give-back",
    "release-publish",
    "release-take-down",
    "release-abandon",
    "release-put-back",
    "release-tell-the-public",
    "release-breach",
    "publication",
    "publication-pdf",
    "publication-html",
    "publication-schedule",
    "publication-manifest",
    "publication-signature",
}


@dataclass(frozen=True)
class World:
    """One file in each of the states that pages tell apart."""

    draft: Version
    named: NamedPerson
    point: Point
    flag: SensitiveFlag
    waiting: Version
    contact: Contact
    linked: Contact
    published: ReleaseCopy
    marking: ReleaseCopy
    carried: ReleaseCopy
    proposal: CheckProposal
    personal: Exemption
    saved: SavedReason
    asked: Request
    answered: Request
    copied: ReleaseCopy
    asked_for: Version
    hold: Hold
    harm: HarmRequest


@pytest.fixture
def world(dana, lee, priya, tom, ruth, alex, jo, harrowmere, gate_once) -> World:
    posted("nia", "Nia Frost", role=Role.OFFICER, unit=UnitFactory(name="Westbank BCU"))
    with clock.stopped_at(datetime(2026, 3, 2, 12, tzinfo=UTC)):
        personal = [Exemption.objects.get(code="s.40(2)")]
        copies = []
        for number in ("P-2345-6789", "P-3456-789B"):
            version = signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version
            copy = make_release_copy(version=version, by=tom, number=number)
            mark_whole(release=copy, path="cover.author", whole="field", exemptions=personal, reason="A name", by=tom)
            copies.append(copy)
        log(
            assessment=copies[1].snapshot.version.assessment,
            happened_at=clock.now(),
            happened_as_typed="1200hrs 02/03/2026",
            text="Two people asked what the van is for.",
            by=dana,
        )
        candidate = send_for_checking(release=give_reasons(copies[0], by=tom), by=tom)
        question = propose_on_mark(
            candidate=candidate, mark=copies[0].marks.get(), kind="question", words="Why?", by=ruth
        )
        take_proposal_back(proposal=question, by=ruth)
        approval = approve(
            candidate=candidate, pdf_sha256=candidate.pdf_sha256, html_sha256=candidate.html_sha256, by=ruth
        )
        publish(approval=approval, by=ruth)
        begun = draft(by=dana, unit=harrowmere)
        rows.add(begun, "risk", by=dana)
        kit = posted("kit", "Kit Lowe", role=Role.OFFICER, unit=UnitFactory(name="Legal services"))
        named = name_person(assessment=begun.assessment, person=kit, part=NamedPerson.Part.READER, by=dana)
        waiting = write_whole(draft(by=dana, unit=harrowmere), by=dana)
        rows.add(waiting, "risk", by=dana)
        waiting = submit(version=waiting, by=dana).version
        asked = record_request(
            received_on=clock.today(),
            asked="Assessments of the market",
            requester_name=WHO_ASKED,
            requester_contact="By post",
            by=tom,
        )
        asked_for = draft(by=dana, unit=harrowmere)
        take_into_scope(request=asked, assessment=asked_for.assessment, by=tom)
        rely_on(request=asked, exemption=personal[0], by=tom)
        save_refusal_notice(request=asked, text="All of it is withheld.", revision=0, by=tom)
        copied = make_release_copy(version=asked_for, request=asked, number="P-5678-9BCD", by=tom)
        save_notice(release=copied, text="Nothing is withheld.", revision=0, by=tom)
        answered = record_request(
            received_on=clock.today(), asked="Drones", requester_name="Una Reed", requester_contact="Post", by=tom
        )
        for step in (Step.STARTED, Step.REFUSED):
            take_step(request=answered, step=step, on=clock.today(), note="None is held.", by=tom)
        hold = place_hold(assessment=asked_for.assessment, ground="litigation", reason="A claim", by=tom)
        harm = ask_for_harm(
            release=copies[1],
            passages=[Passage("cover.author", whole="field")],
            of=dana,
            question="What harm?",
            due_on=clock.today(),
            by=tom,
        )
        return World(
            harm=harm,
            draft=begun,
            named=named,
            point=_point(dana, priya, harrowmere),
            flag=flag_sensitive(assessment=begun.assessment, part="risk.1", words="", because="A name", by=dana),
            contact=log_contact(unit=harrowmere, conversation=_conversation(dana, harrowmere), by=dana),
            linked=log_contact_for(assessment=begun.assessment, conversation=_conversation(dana, harrowmere), by=dana),
            waiting=waiting,
            published=ReleaseCopy.objects.get(pk=copies[0].pk),
            marking=copies[1],
            proposal=question,
            personal=personal[0],
            saved=save_reason(
                release=copies[1], exemption=personal[0], name="Names", reason="A name", answers={}, by=tom
            ),
            asked=asked,
            answered=answered,
            copied=copied,
            asked_for=asked_for,
            hold=hold,
            carried=make_release_copy(version=copies[0].snapshot.version, by=tom, number="P-4567-89BC"),
        )


def _point(dana: User, priya: User, unit: Unit) -> Point:
    asked = [("section.purpose", "For whom?")]
    returned = return_version(submission=submitted(by=dana, unit=unit), reasons="Say more.", points=asked, by=priya)
    return returned.points.get()


def _conversation(by: User, unit: Unit) -> Conversation:
    ward = add_stakeholder(unit=unit, kind="public_office", role="Ward councillor", by=by)
    worries, promises = [Worry("privacy")], [Promise("Ring back")]
    return Conversation([ward], method="visit", outcome="concerns", concerns=worries, promises=promises)


def addresses(world: World) -> dict[str, str]:
    """An address for each line of the table: the page's name, and after "@" the state it is asked in."""
    found = {}
    for line in TABLE.strip().splitlines():
        page, name = line.split()[0], line.split()[0].split("@")[0]
        found[page] = reverse(name, args=arguments(page, world))
    return found


def arguments(page: str, world: World) -> list[str | int]:
    name, _, state = page.partition("@")
    copy = {"published": world.published, "copied": world.copied}.get(state, world.marking)
    version = {"draft": world.draft, "waiting": world.waiting, "asked": world.asked_for}.get(
        state, copy.snapshot.version
    )
    file = version.assessment.reference
    returned = world.point.decision.submission.version
    if name in FILE_PAGES | CONTACT_FILE_PAGES:
        return [file]
    if name in VERSION_PAGES:
        return [file, version.number, *VERSION_PAGES[name]]
    if name in RELEASE_PAGES:
        return [copy.number]
    if name in {"disclosure-enter", "disclosure-take-out"}:
        return [world.answered.reference if state == "answered" else world.asked.reference]
    if name in {"request-held", "request-scope", "request-copy"}:
        return [world.asked.reference, file, version.number]
    if name in {"release-checking-page", "release-checking-picture"}:
        return [copy.number, copy.candidates.get().pdf_sha256[:16], 1]
    return {
        "request": [world.asked.reference],
        "request-search": [world.asked.reference],
        "request-refusal": [world.asked.reference],
        "request-refusal-reasons": [world.asked.reference, world.personal.pk],
        "request-refusal-leave-off": [world.asked.reference, world.personal.pk],
        "request-refusal-notice": [world.asked.reference],
        "request-refusal-text": [world.asked.reference],
        "request-refusal-pdf": [world.asked.reference],
        "hold-end": [world.hold.pk],
        "answer-harm": [world.harm.pk],
        "request-step": [world.asked.reference, "started"],
        "release-start": [file, version.number],
        "release-mark-remove": [copy.number, copy.marks.get().pk],
        "release-write-reasons": [copy.number, world.personal.pk, 1],
        "release-rest-on": [copy.number, world.personal.pk, 2, copy.marks.get().pk],
        "release-retire-saved-reason": [copy.number, world.saved.pk],
        "release-carry-mark": [world.carried.number, world.carried.offers.get().pk],
        "release-propose-on-mark": [copy.number, copy.marks.get().pk],
        "release-answer-proposal": [world.published.number, world.proposal.pk],
        "release-take-proposal-back": [world.published.number, world.proposal.pk],
        "signing-key": [key_id()],
        "correct-entry": [file, 1],
        "take-off": [file, world.named.pk],
        "answer-point": [returned.assessment.reference, returned.number, world.point.pk],
        "flag-sensitive": [file, "section.purpose"],
        "end-sensitive-flag": [file, world.flag.pk],
        "follow-notice": [1],
        "stakeholder": [world.contact.parties.get().stakeholder_id],
        "change-stakeholder": [world.contact.parties.get().stakeholder_id],
        "merge-stakeholder": [world.contact.parties.get().stakeholder_id],
        "contact": [world.linked.pk if state == "linked" else world.contact.pk],
        "link-contact-to": [world.linked.pk if state == "linked" else world.contact.pk],
        "correct-contact": [world.contact.pk],
        "end-concern": [world.contact.concerns.get().pk],
        "promise": [world.contact.commitments.get().pk],
        "correct-promise": [world.contact.commitments.get().pk],
        "pass-promise-on": [world.contact.commitments.get().pk],
    }.get(name, [])


def pages(resolver: URLResolver) -> set[str]:
    """The name of every page of the site."""
    found = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            assert entry.name, f"{entry.pattern} has no name, so nobody can say who may open it"
            found.add(entry.name)
        else:
            found |= pages(entry)
    return found


def expected() -> dict[tuple[str, str], int]:
    """Page and persona, and the status they get."""
    statuses = {}
    for line in TABLE.strip().splitlines():
        page, *given = line.split()
        assert len(given) == len(PERSONAS), f"{page} needs {len(PERSONAS)} statuses"
        statuses |= {(page, persona): int(status) for persona, status in zip(PERSONAS, given, strict=True)}
    return statuses


def test_every_page_of_the_site_is_in_the_table():
    assert {line.split()[0].split("@")[0] for line in TABLE.strip().splitlines()} == pages(get_resolver())


def test_every_persona_gets_exactly_what_the_table_says(world):
    found = {}
    for persona in PERSONAS:
        browser = Client(raise_request_exception=False)
        if persona != "nobody":
            browser.force_login(User.objects.get(username=persona))
        for page, address in addresses(world).items():
            response = browser.get(address)
            found[page, persona] = response.status_code
            assert response.headers["Cache-Control"] in {"no-store", "no-cache"}, f"{page} may be kept"
            if persona not in {"tom", "ruth"}:
                assert WHO_ASKED.encode() not in response.content, f"{page} tells {persona} who asked"

    assert found == expected()
