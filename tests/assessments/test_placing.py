"""Under which overarching assessment a file stands."""

import pytest

from assessments.actions.placing import place_below
from cia.audit.trail import history_of
from cia.authorisation import Denied
from tests import rows
from tests.factories import UnitFactory, draft
from tests.ui.forms import fields_of


@pytest.fixture
def overarching(dana, harrowmere):
    version = draft(by=dana, unit=harrowmere, title="Live facial recognition in Wessex Vale")
    rows.add(version, "subject", by=dana, reach="overarching", parent="")
    return version.assessment


def test_a_file_and_the_one_it_belongs_to_lead_to_each_other(signed_in, dana, begun, overarching):
    client = signed_in(dana)
    page = f"{begun.assessment.get_absolute_url()}overarching/"

    answer = client.post(page, fields_of(client.get(page).text) | {"parent": overarching.reference})

    assert answer.status_code == 302
    assert overarching.get_absolute_url() in client.get(begun.assessment.get_absolute_url()).text
    assert begun.assessment.get_absolute_url() in client.get(overarching.get_absolute_url()).text
    assert history_of(begun.assessment).filter(action="assessment.placed").count() == 1


def test_a_file_that_is_not_overarching_has_none_below_it(dana, begun, harrowmere):
    other = draft(by=dana, unit=harrowmere).assessment

    with pytest.raises(Denied, match="is not overarching"):
        place_below(assessment=begun.assessment, parent=other, by=dana)


def test_no_file_stands_below_itself_however_far_above(dana, begun, overarching):
    rows.add(begun, "subject", by=dana, reach="overarching", parent="")
    place_below(assessment=begun.assessment, parent=overarching, by=dana)

    for below in (overarching, begun.assessment):
        with pytest.raises(Denied, match="cannot stand below itself"):
            place_below(assessment=below, parent=begun.assessment, by=dana)


def test_a_file_that_one_may_not_read_is_neither_offered_nor_named(signed_in, dana, nia, begun):
    version = draft(by=nia, unit=nia.postings.get().unit, title="Not for Harrowmere")
    rows.add(version, "subject", by=nia, reach="overarching", parent="")
    client = signed_in(dana)

    assert "Not for Harrowmere" not in client.get(f"{begun.assessment.get_absolute_url()}overarching/").text
    with pytest.raises(Denied, match="no such assessment that you may read"):
        place_below(assessment=begun.assessment, parent=version.assessment, by=dana)


def test_who_has_no_part_in_a_file_does_not_place_it(begun, overarching, lee):
    with pytest.raises(Denied, match="Only those who write this assessment or decide on it"):
        place_below(assessment=begun.assessment, parent=overarching, by=lee)


@pytest.fixture
def nia(db):
    from cia.accounts.roles import Role
    from tests.factories import posted

    return posted("nia", "Nia Frost", role=Role.OFFICER, unit=UnitFactory(name="Westbank BCU"))
