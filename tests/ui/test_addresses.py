"""Addresses that no page of ours ever had."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/register/%00/", "/release/%00/", "/assessments/%00/", "/release/P-1/%00"])
def test_an_address_with_a_null_character_is_refused_and_is_no_fault(client, dana, address):
    assert client.get(address).status_code == 400

    client.force_login(dana)
    response = client.get(address)

    assert response.status_code == 400
    assert "This could not be read" in response.content.decode()
