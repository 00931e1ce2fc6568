"""People posted to a deployment: they read, log, reassess and flag, and write no part of the assessment."""

from datetime import timedelta

import pytest

from assessments import permissions
from assessments.actions.deciding import submit
from assessments.actions.drafting import name_person, plan_reassessment, save_section, stop_naming
from assessments.actions.flagging import flag_sensitive
from assessments.actions.logging import log
from assessments.models import Assessment, NamedPerson
from cia import clock
from cia.accounts.roles import Role
from cia.authorisation import Denied, verdict
from tests.factories import UnitFactory, posted, signed_off

POSTED = NamedPerson.Part.POSTED


@pytest.fixture
def nia(whole, dana):
    """An officer of another unit, posted to Dana's deployment."""
    nia = posted("nia", "Nia Frost", role=Role.OFFICER, unit=UnitFactory(name="Westbank BCU"))
    name_person(assessment=whole.assessment, person=nia, part=POSTED, by=dana)
    return nia


def entry(assessment, *, by):
    return log(assessment=assessment, happened_at=clock.now(), happened_as_typed="Now", text="Calm.", by=by)


def test_who_is_posted_reads_logs_and_flags(whole, nia):
    assert whole.assessment in Assessment.objects.readable_by(nia, at=clock.now())
    assert entry(whole.assessment, by=nia).recorded_by == nia
    assert flag_sensitive(assessment=whole.assessment, part="cover", words="", because="A name.", by=nia)


def test_who_is_posted_reassesses_what_is_in_force(whole, dana, priya, nia):
    signed_off(submit(version=whole, by=dana), by=priya)

    assert verdict(permissions.check_reassess, nia, whole.assessment, at=clock.now())


def test_who_is_posted_writes_no_part_of_it_and_lets_nobody_in(whole, nia, lee):
    with pytest.raises(Denied, match="Only its author and the contributors"):
        save_section(version=whole, key="purpose", text="Mine.", revision=1, by=nia)
    with pytest.raises(Denied, match="who is posted to it"):
        name_person(assessment=whole.assessment, person=lee, part=POSTED, by=nia)


def test_a_contributor_posts_people_and_ends_it_and_does_no_more(whole, dana, lee, priya, nia):
    name_person(assessment=whole.assessment, person=lee, part="contributor", by=dana)

    named = name_person(assessment=whole.assessment, person=priya, part=POSTED, by=lee)
    stop_naming(named=named, by=lee)

    with pytest.raises(Denied, match="Only the author or an authorising officer can let somebody in"):
        name_person(assessment=whole.assessment, person=priya, part="reader", by=lee)
    with pytest.raises(Denied, match="Only the author or an authorising officer can let somebody in"):
        stop_naming(named=whole.assessment.named_people.get(person=lee), by=lee)


def test_when_it_is_ended_nothing_is_read_or_logged(whole, dana, nia):
    stop_naming(named=whole.assessment.named_people.get(person=nia), by=dana)

    assert whole.assessment not in Assessment.objects.readable_by(nia, at=clock.now())
    with pytest.raises(Denied, match="those posted to it"):
        entry(whole.assessment, by=nia)


def test_the_people_page_offers_a_contributor_to_post_people_alone(signed_in, whole, dana, lee, nia):
    name_person(assessment=whole.assessment, person=lee, part="contributor", by=dana)

    page = signed_in(lee).get(f"{whole.assessment.get_absolute_url()}people/").text

    assert 'value="posted"' in page
    assert 'value="reader"' not in page
    taken_off = [named.pk for named in whole.assessment.named_people.all() if f"people/{named.pk}/take-off/" in page]
    assert taken_off == [whole.assessment.named_people.get(person=nia).pk]


def test_a_reassessment_due_is_on_the_home_page_of_who_is_posted(signed_in, whole, dana, priya, nia):
    due = clock.now() + timedelta(hours=1)
    typed = f"{clock.local(due):%H%Mhrs %d/%m/%Y}"
    plan_reassessment(version=whole, reassess_at=due, reassess_as_typed=typed, text="By radio.", revision=0, by=dana)
    signed_off(submit(version=whole, by=dana), by=priya)

    assert f"{whole.assessment.get_absolute_url()}reassess/" in signed_in(nia).get("/").text
