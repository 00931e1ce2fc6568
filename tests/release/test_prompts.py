"""What the marks missed stops a release until each mention is marked or kept, by somebody who then approves nothing."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.release.actions.marking import abandon, mark_passage, remove_mark
from assessments.release.actions.prompts import keep_mentions, leave_rows, mark_mentions
from assessments.release.actions.publishing import approve, publish, send_for_checking
from assessments.release.models import Approval, PromptDecision, ReleaseCopy
from assessments.release.permissions import check_approve
from assessments.release.preparing import prepare
from assessments.release.prompt_acts import KeepMentions, WrittenMention, carry_out
from assessments.release.prompting import prompt_groups, row_prompts
from assessments.release.readiness import outstanding
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Conflict, Denied
from tests.reasons import give_reasons

pytestmark = pytest.mark.django_db


def hide(release, path, quote, *, exemption, by):
    return mark_passage(
        release=release, path=path, quote=quote, occurrence=1, exemptions=[exemption], reason="So.", by=by
    )


@pytest.fixture
def missing(unmarked, tom, crime) -> ReleaseCopy:
    """One mark on words that stand in two other places."""
    hide(unmarked, "section.purpose", "Operation Lantern", exemption=crime, by=tom)
    return give_reasons(unmarked, by=tom)


def keys(release, *, undecided=False):
    groups = prompt_groups(release)
    return [prompt.key for group in groups for prompt in (group.undecided if undecided else group.prompts)]


def test_an_undecided_mention_stops_the_release_whatever_way_it_is_sent(missing, tom):
    assert len(keys(missing)) == 1

    (left,) = outstanding(missing, on=clock.today())
    assert left.sentence.startswith("1 other mention of the words withheld in Purpose is undecided")
    assert left.link == reverse("release-missed", args=[missing.number])
    assert "Lantern" not in left.sentence
    with pytest.raises(Denied, match="1 other mention of the words withheld in Purpose"):
        send_for_checking(release=missing, by=tom)
    with pytest.raises(Denied, match="1 other mention of the words withheld in Purpose"):
        prepare(missing, on=clock.today())


def test_a_mention_that_is_kept_with_a_reason_stops_nothing_and_is_published(missing, tom, ruth, gate_once):
    keep_mentions(release=missing, mentions=keys(missing), reason="The name is public.", by=tom)

    candidate = send_for_checking(release=missing, by=tom)

    digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
    publication = publish(approval=approve(candidate=candidate, by=ruth, **digests), by=ruth)
    assert publication.title.startswith("Operation Lantern")
    assert "how Operation Lantern" not in bytes(candidate.html).decode()


def test_a_mention_is_marked_on_the_grounds_of_the_mark_that_it_echoes(missing, tom, crime):
    (mark,) = mark_mentions(release=missing, mentions=keys(missing), by=tom)

    assert (mark.path, mark.start, mark.end) == ("cover.title", 0, 17)
    assert (mark.codes(), mark.reason) == ((crime.code,), "So.")
    assert keys(missing) == []
    assert PromptDecision.objects.get().kind == PromptDecision.Kind.MARKED


def test_a_mention_is_marked_with_the_label_of_the_mark_that_it_echoes(unmarked, tom, crime):
    words = {"path": "section.purpose", "quote": "Operation Lantern", "occurrence": 1}
    mark_passage(release=unmarked, exemptions=[crime], reason="So.", role="organisation", by=tom, **words)

    marks = mark_mentions(release=unmarked, mentions=keys(unmarked), by=tom)

    assert {mark.role for mark in marks} == {"organisation"}


def test_a_decision_holds_for_the_very_same_mention_alone(missing, tom, crime):
    keep_mentions(release=missing, mentions=keys(missing), reason="The name is public.", by=tom)
    hide(missing, "section.information", "Harrowmere High Street", exemption=crime, by=tom)

    assert keys(missing, undecided=True)
    assert not set(keys(missing, undecided=True)) & {
        f"{kept.path}@{kept.start}-{kept.end}:{kept.echoes_path}@{kept.echoes_start}-{kept.echoes_end}"
        for kept in PromptDecision.objects.all()
    }


def test_a_decision_ends_when_the_words_are_no_longer_hidden_where_they_were(missing, tom, crime):
    keep_mentions(release=missing, mentions=keys(missing), reason="The name is public.", by=tom)
    remove_mark(mark=missing.standing_marks().get(), by=tom)
    assert keys(missing) == []

    hide(missing, "section.purpose", "how Operation Lantern", exemption=crime, by=tom)

    assert len(keys(missing, undecided=True)) == 1


def test_keeping_one_and_marking_another_leaves_the_first_kept(unmarked, tom, crime):
    hide(unmarked, "section.information", "High Street", exemption=crime, by=tom)
    first, second, *_ = keys(unmarked)
    keep_mentions(release=unmarked, mentions=[second], reason="A street like any.", by=tom)

    mark_mentions(release=unmarked, mentions=[first], by=tom)

    assert second not in keys(unmarked, undecided=True)


def test_nothing_is_decided_without_a_reason_or_about_what_is_no_mention(missing, tom):
    with pytest.raises(Denied, match="Say why these words are kept"):
        keep_mentions(release=missing, mentions=keys(missing), reason=" ", by=tom)
    with pytest.raises(Denied, match="Choose at least one mention"):
        keep_mentions(release=missing, mentions=[], reason="So.", by=tom)
    with pytest.raises(Conflict, match="The marks have changed"):
        keep_mentions(release=missing, mentions=["cover.title@0-4:section.purpose@0-4"], reason="So.", by=tom)
    assert not PromptDecision.objects.exists()


def test_only_the_foi_team_decides_and_only_while_marking(missing, dana, tom):
    with pytest.raises(Denied, match="Only an FOI officer"):
        keep_mentions(release=missing, mentions=keys(missing), reason="So.", by=dana)
    abandon(release=missing, by=tom)
    with pytest.raises(Denied, match="what was missed cannot be decided now"):
        leave_rows(release=missing, rows=["sign_off"], reason="So.", by=tom)


def test_whoever_decided_approves_and_publishes_nothing_whatever_asks(missing, tom, ruth, gate_once):
    keep_mentions(release=missing, mentions=keys(missing), reason="The name is public.", by=ruth)
    candidate = send_for_checking(release=missing, by=tom)

    with pytest.raises(Denied, match="You decided on what the marks missed"):
        check_approve(ruth, candidate.release, at=clock.now())
    digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
    with pytest.raises(DatabaseError, match="decided what the marks missed"), transaction.atomic():
        Approval.objects.create(candidate=candidate, **digests, approved_at=clock.now(), approved_by=ruth)


def test_the_database_keeps_decisions_as_they_were_made(missing, tom, gate_once):
    (decision,) = keep_mentions(release=missing, mentions=keys(missing), reason="The name is public.", by=tom)
    with pytest.raises(DatabaseError, match=r"permission denied|never changed"), transaction.atomic():
        PromptDecision.objects.update(reason="Another")
    with pytest.raises(DatabaseError, match="decided_with_a_reason"), transaction.atomic():
        PromptDecision.objects.create(
            release=missing,
            kind=PromptDecision.Kind.ROW_READ,
            path="cover",
            reason="",
            decided_at=clock.now(),
            decided_by=tom,
        )
    send_for_checking(release=missing, by=tom)

    decision.pk, decision.decided_at = None, decision.decided_at + timedelta(minutes=1)
    with pytest.raises(DatabaseError, match="only while a release is being marked"), transaction.atomic():
        decision.save(force_insert=True)


def test_no_event_holds_a_word_of_what_is_hidden(missing, tom):
    keep_mentions(release=missing, mentions=keys(missing), reason="The lantern is public.", by=tom)
    hide(
        missing,
        "section.information",
        "High Street",
        exemption=missing.standing_marks()[0].grounds.get().exemption,
        by=tom,
    )
    mark_mentions(release=missing, mentions=keys(missing, undecided=True), by=tom)

    told = " ".join(f"{event.sentence} {event.detail}" for event in Event.objects.all()).casefold()

    assert "prompt" in " ".join(Event.objects.values_list("action", flat=True))
    assert "lantern" not in told
    assert "street" not in told


def test_what_stands_beside_marks_is_one_advisory_a_row_and_stops_nothing(unmarked, tom, crime):
    hide(unmarked, "section.information", "leaflets", exemption=crime, by=tom)
    assert [each.advisory.words for each in row_prompts(unmarked)] == []
    hide(unmarked, "sign_off.role", "Harrowmere BCU", exemption=crime, by=tom)

    (advisory,) = row_prompts(unmarked)
    assert advisory.advisory.words == ("officer",)
    leave_rows(release=unmarked, rows=[advisory.advisory.path], reason="A role that everybody knows.", by=tom)

    (advisory,) = row_prompts(unmarked)
    assert advisory.read.reason == "A role that everybody knows."


def rehearsed(*mentions):
    return KeepMentions(by="tom", when=clock.now(), mentions=mentions)


def test_a_rehearsal_keeps_mentions_by_their_words(missing, tom):
    written = WrittenMention(quote="Operation Lantern", reason="The name is public.")

    carry_out(rehearsed(written), release=missing, by=tom)

    assert keys(missing, undecided=True) == []
    with pytest.raises(Denied, match="mention 1: Nothing that is withheld is echoed there"):
        carry_out(rehearsed(WrittenMention(quote="Harrowmere", reason="So.")), release=missing, by=tom)


def test_a_rehearsal_keeps_a_mention_by_its_place(missing, tom):
    with pytest.raises(Denied, match="There is no field"):
        carry_out(rehearsed(WrittenMention(quote="Lantern", at="cover.none", reason="So.")), release=missing, by=tom)
    with pytest.raises(Denied, match="do not stand in Title"):
        carry_out(rehearsed(WrittenMention(quote="Candle", at="cover.title", reason="So.")), release=missing, by=tom)

    carry_out(rehearsed(WrittenMention(quote="Lantern", at="cover.title", reason="So.")), release=missing, by=tom)

    assert keys(missing, undecided=True) == []
