"""Everything that can be written, written in the one world of every page: every kind of row, contact, entry and answer.

``enrich`` adds what stands beside the files of that world; ``take_down_and_explain`` ends the life of its publication.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assessments.actions.answering import answer_point
from assessments.actions.deciding import submit
from assessments.actions.deciding_risks import decide_risk
from assessments.actions.drafting import plan_reassessment
from assessments.actions.ending import cancel_version
from assessments.actions.flagging import flag_sensitive
from assessments.actions.logging import Chosen, log, log_contact_for, reassess
from assessments.actions.row_drafts import keep_row_draft
from assessments.models import Version
from assessments.parts import Axis
from assessments.release.actions.consulting import record_consultation, set_not_before
from assessments.release.actions.harm import answer_harm
from assessments.release.actions.marking import leave_mark_off, make_release_copy, mark_whole
from assessments.release.actions.notices import enter_disclosure, take_out_disclosure
from assessments.release.actions.prompts import keep_mentions, leave_rows
from assessments.release.actions.proposing import answer_proposal, propose_on_mark
from assessments.release.actions.publishing import approve, give_back, publish, send_for_checking, take_down
from assessments.release.actions.reasoning import save_reason
from assessments.release.actions.taking_down import ask_to_put_back, end_breach, tell_the_public
from assessments.release.models import Disclosure, Exemption, Publication, ReleaseCopy
from assessments.release.prompting import prompt_groups, row_prompts
from assessments.release.reasons import parts_of
from cia import clock
from cia.accounts.models import Unit, User
from stakeholders.actions.contacts import (
    Conversation,
    Newcomer,
    Promise,
    Worry,
    end_commitment,
    end_concern,
    log_contact,
)
from stakeholders.actions.directory import add_stakeholder
from tests import rows
from tests.factories import draft, signed_off, submitted, write_cover, write_whole
from tests.hostile import everything_typed_is_hostile
from tests.house.test_access import World
from tests.reasons import give_reasons

AFTERWARDS = datetime(2026, 3, 2, 13, tzinfo=UTC)
AT = "1300hrs 02/03/2026"
LATER = {"ends_at": datetime(2026, 3, 14, 18, tzinfo=UTC), "ends_as_typed": "6pm 14/03/2026"}
ENDS = {"place": LATER | {"begins_as_typed": "1000hrs 13/03/2026"}, "authority": LATER}


@pytest.fixture
def hostile():
    with everything_typed_is_hostile() as hostile:
        yield hostile


@pytest.fixture
def publication(hostile, world, harrowmere, dana, priya, tom, ruth):
    """The publication of a record in which everything is written, beside a world in which all else is."""
    with clock.stopped_at(AFTERWARDS):
        return enrich(world, unit=harrowmere, dana=dana, priya=priya, tom=tom, ruth=ruth)


def conversation(unit: Unit, *, by: User) -> Conversation:
    """One in which everything was said and written down."""
    ward = add_stakeholder(
        unit=unit,
        kind="for_a_body",
        name="Imogen Vance",
        role="Chair",
        body="Traders",
        speaks_for="Shops",
        telephone="01632 960961",
        email="imogen@traders.example",
        by=by,
    )
    return Conversation(
        [ward],
        method="visit",
        outcome="concerns",
        occurred_at=clock.now(),
        occurred_as_typed=AT,
        newcomers=[Newcomer("public_office", name="Odd Lunde", role="Councillor", body="Borough council")],
        made_by_then="A constable of the day",
        reached="Her deputy",
        narrative="She was asked what the shops fear.",
        response="We shall ring back.",
        stance_as_they_said="Against it",
        stance_as_judged="Not settled",
        concerns=[Worry("privacy", "Who is on the list?")],
        promises=[Promise("Send the leaflet", due_at=clock.now() + timedelta(days=2), due_as_typed="Wednesday noon")],
    )


def rich(unit: Unit, *, by: User, title: str) -> Version:
    """A draft in which every part is written and every kind of row is there."""
    version = draft(by=by, unit=unit, title=title)
    rows.add_every(version, by=by)
    return _written(version, by=by)


def _written(version: Version, *, by: User) -> Version:
    version = write_whole(version, by=by)
    write_cover(version, by=by, distribution_list="Bronze\nThe advisory group")
    plan = version.reassessment_plan
    plan_reassessment(
        version=version,
        reassess_at=clock.now() + timedelta(days=1),
        reassess_as_typed=AT,
        text="After the day.",
        revision=plan.revision,
        by=by,
    )
    return Version.objects.get(pk=version.pk)


def enrich(world: World, *, unit: Unit, dana: User, priya: User, tom: User, ruth: User) -> Publication:
    """Write all that the world leaves unwritten, and publish one more record, in which everything is."""
    for kind in rows.ANSWERS:
        if kind != "risk":
            rows.add(world.draft, kind, by=dana, **ENDS.get(kind, {}))
    _written(world.draft, by=dana)
    keep_row_draft(version=world.draft, kind="risk", typed={"text": "Half a thought"}, by=dana)
    file = world.draft.assessment
    flag_sensitive(
        assessment=file, part="section.purpose", words="people who live", because="It names a street.", by=dana
    )
    linked = log_contact_for(assessment=file, conversation=conversation(unit, by=dana), by=dana)
    loose = log_contact(unit=unit, conversation=conversation(unit, by=dana), by=dana)
    end_concern(concern=linked.concerns.get(), kind="answered", reason="The list is the chief's to set.", by=dana)
    done = linked.commitments.get()
    end_commitment(commitment=done, kind="kept", note="Sent by post", happened_at=clock.now(), by=dana)
    assert loose.pk != linked.pk
    log(
        assessment=file,
        happened_at=clock.now(),
        happened_as_typed=AT,
        text="Two people asked.",
        team="Bronze team",
        next_due_at=clock.now() + timedelta(hours=4),
        next_due_as_typed="1700hrs",
        by=dana,
    )
    answer_point(point=world.point, text="For those who decide.", by=dana)
    decide_risk(
        submission=world.waiting.submissions.get(), risk=1, kind="not_accepted", reasons="Too much is left.", by=priya
    )

    marking = world.marking
    reassess(
        assessment=marking.snapshot.version.assessment,
        happened_at=clock.now(),
        happened_as_typed=AT,
        ratings={axis: Chosen(3, "Fewer people came than was feared.") for axis in Axis},
        text="A new look.",
        by=dana,
    )
    record_consultation(
        release=marking,
        kind="third_party_asked",
        on=clock.today(),
        who="The traders",
        said="They would rather not.",
        by=tom,
    )
    set_not_before(release=marking, on=clock.today() + timedelta(days=30), reason="The trial ends then.", by=tom)
    answer_harm(request=world.harm, kind="harm", text="A family would be found.", by=dana)
    leave_mark_off(offer=world.carried.offers.get(), reason="He signs in public.", by=tom)
    enter_disclosure(
        request=world.answered, title="Drones", summary="What is held.", reply="None.", replied_on=clock.today(), by=tom
    )
    save_reason(
        release=marking,
        exemption=world.personal,
        name="Traders",
        reason="Theirs",
        answers={parts_of(world.personal)[-1].name: "A trader"},
        by=tom,
    )
    ended = signed_off(submitted(by=dana, unit=unit), by=priya).submission.version
    cancel_version(version=ended, reasons="The event was called off.", by=priya)
    return _published(rich(unit, by=dana, title="Operation Beacon"), dana=dana, priya=priya, tom=tom, ruth=ruth)


def _published(version: Version, *, dana: User, priya: User, tom: User, ruth: User) -> Publication:
    version = signed_off(submit(version=version, by=dana), by=priya).submission.version
    release = make_release_copy(version=version, by=tom, number="P-6789-BCDF")
    personal = [Exemption.objects.get(code="s.40(2)")]
    mark = mark_whole(
        release=release, path="place.1", whole="row", exemptions=personal, reason="Where they meet.", by=tom
    )
    keys = [prompt.key for group in prompt_groups(release) for prompt in group.undecided]
    keep_mentions(release=release, mentions=keys, reason="It says nothing of the place.", by=tom)
    if read := [each.advisory.path for each in row_prompts(release)]:
        leave_rows(release=release, rows=read, reason="Everybody knows it.", by=tom)
    candidate = send_for_checking(release=give_reasons(release, by=tom), by=tom)
    question = propose_on_mark(candidate=candidate, mark=mark, kind="question", words="Is it known?", by=ruth)
    give_back(candidate=candidate, reasons="Answer the question first.", by=ruth)
    answer_proposal(proposal=question, sentence="It is on no map.", by=tom)
    candidate = send_for_checking(release=ReleaseCopy.objects.get(pk=release.pk), by=tom)
    digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
    return publish(approval=approve(candidate=candidate, by=ruth, **digests), by=ruth)


def take_down_and_explain(publication: Publication, *, tom: User, ruth: User) -> None:
    """Take a publication down for a breach, say why, end the breach, and ask to put it back."""
    take_down(
        publication=publication,
        reason="A name was left.",
        by=ruth,
        breach_known_at=clock.now(),
        breach_known_as_typed=AT,
    )
    tell_the_public(publication=publication, words="It is being looked at again.", by=tom)
    end_breach(breach=publication.withdrawal.breach, kind="not_reported", words="Nobody had read it.", by=tom)
    ask_to_put_back(publication=publication, reason="The name was public.", by=tom)
    taken_out = "It was entered under another title."
    take_out_disclosure(disclosure=Disclosure.objects.get(), reason=taken_out, by=ruth)
