from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from cia.accounts.sessions import SessionStore


@pytest.mark.django_db
def test_a_session_ends_twelve_hours_after_sign_in_however_busy_it_is():
    session = SessionStore()
    session.set_expiry(settings.SESSION_COOKIE_AGE)
    session.save()
    ends_at = Session.objects.get().expire_date

    much_later = timezone.now() + timedelta(hours=11)
    session["busy"] = True
    session.save()

    assert ends_at - timezone.now() > timedelta(hours=11, minutes=59)
    assert Session.objects.get().expire_date == ends_at
    assert session.get_expiry_age(modification=much_later) <= 60 * 60
