"""The part of the form that plans the first reassessment."""

import pytest

from assessments.models import ReassessmentPlan, Revision
from tests.assessments.lantern import MORNING, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(begun):
    return f"{begun.get_absolute_url()}reassessment-plan/"


def test_plan_is_saved_in_the_words_typed(begun, address, dana, signed_in):
    answer = signed_in(dana).post(address, {"revision": "0", "reassess_at": "8am 11 Feb 2026", "text": "By telephone."})

    assert answer.status_code == 302
    saved = ReassessmentPlan.objects.get(version=begun)
    assert (saved.reassess_at, saved.reassess_as_typed) == (MORNING, "8am 11 Feb 2026")
    assert Revision.objects.get(part="reassessment_plan").content["reassess_as_typed"] == "8am 11 Feb 2026"


def test_plan_is_shown_as_it_was_typed(begun, address, dana, signed_in):
    plan(begun, by=dana)

    assert 'value="0800hrs 11/02/2026"' in signed_in(dana).get(address).text


def test_time_that_comes_twice_is_asked_about_and_then_saved(begun, address, dana, signed_in):
    officer = signed_in(dana)
    asked = officer.post(address, {"revision": "0", "reassess_at": "0130 25/10/2026", "text": ""})
    assert "Which 0130hrs do you mean?" in asked.text

    officer.post(
        address, {"revision": "0", "reassess_at": "0130 25/10/2026", "reassess_at-which": "second", "text": ""}
    )
    assert ReassessmentPlan.objects.get(version=begun).reassess_as_typed == "0130 25/10/2026 GMT"


def test_plan_that_somebody_else_saved_meanwhile_is_shown(begun, address, dana, signed_in):
    plan(begun, by=dana)

    answer = signed_in(dana).post(address, {"revision": "0", "reassess_at": "0900 11/02/2026", "text": "Mine."})

    assert answer.status_code == 409
    assert "rings the traders" in answer.text
    assert "0800hrs 11/02/2026" in answer.text
    assert "Mine." in answer.text


def test_plan_is_among_the_tasks(begun, address, dana, signed_in):
    page = signed_in(dana).get(begun.get_absolute_url())

    assert f'href="{address}"' in page.text


def test_check_answers_leads_to_the_plan(begun, address, dana, signed_in):
    assert f'href="{address}"' in signed_in(dana).get(f"{begun.get_absolute_url()}check-answers/").text
