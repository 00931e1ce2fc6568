import pytest

from assessments.release.models import Withdrawal
from cia.accounts.roles import Role
from cia.notices.models import Notice
from tests.factories import posted
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/take-down/"
WITHOUT_BREACH = {"reason": "A name was left in.", "is_breach": "no"}
PUBLIC = [f"/register/{NUMBER}/", f"/register/{NUMBER}/{NUMBER}.pdf", f"/register/{NUMBER}/{NUMBER}.html"]


@pytest.fixture
def morgan(harrowmere):
    return posted("morgan", "Morgan Pryce", rank="Supt", role=Role.DUTY_SUPERINTENDENT, unit=harrowmere)


@pytest.mark.parametrize("name", ["ruth", "tom", "priya", "morgan", "jo"])
def test_any_one_of_four_roles_takes_it_down_at_once(publication, client, name, request):
    person = request.getfixturevalue(name)
    client.force_login(person)
    assert client.get(PAGE).status_code == 200

    response = client.post(PAGE, WITHOUT_BREACH)

    assert response.status_code == 302
    assert Withdrawal.objects.get().withdrawn_by == person
    client.logout()
    assert [client.get(address).status_code for address in PUBLIC] == [410, 410, 410]


def test_a_reason_is_asked_for(publication, as_ruth):
    response = as_ruth.post(PAGE, WITHOUT_BREACH | {"reason": "\n"})
    assert "Say why you are taking this down" in response.content.decode()
    assert not Withdrawal.objects.exists()


def test_whether_it_may_be_a_breach_is_answered_by_whoever_takes_it_down(publication, as_ruth):
    assert "checked" not in as_ruth.get(PAGE).content.decode()

    page = as_ruth.post(PAGE, {"reason": "A name was left in."}).content.decode()

    assert "Choose whether personal data may have gone out" in page
    assert "A name was left in." in page
    assert not Withdrawal.objects.exists()


def test_the_author_is_told_of_it(publication, as_ruth, dana):
    as_ruth.post(PAGE, WITHOUT_BREACH)

    told = Notice.objects.filter(recipient=dana).latest("pk")
    assert (told.sentence, told.link) == (f"{NUMBER} was taken down", PUBLIC[0])


@pytest.mark.parametrize("name", ["dana", "lee", "alex"])
def test_nobody_else_takes_it_down_and_each_reads_why(publication, client, name, request):
    client.force_login(request.getfixturevalue(name))

    for response in [client.get(PAGE), client.post(PAGE, WITHOUT_BREACH)]:
        assert response.status_code == 403
        assert "can take a publication down" in response.content.decode()
    assert client.get(PUBLIC[0]).status_code == 200


def test_it_shows_an_administrator_nothing_of_the_record(publication, client, jo):
    client.force_login(jo)

    page = client.get(PAGE).content.decode()

    assert publication.candidate.release.snapshot.version.assessment.reference not in page


def test_what_was_taken_down_is_taken_down_once(publication, as_ruth):
    as_ruth.post(PAGE, WITHOUT_BREACH)

    response = as_ruth.post(PAGE, WITHOUT_BREACH)

    assert response.status_code == 403
    assert Withdrawal.objects.count() == 1
