"""Telling people: a notice is written in the same transaction as what it tells of."""

from collections.abc import Iterable

from django.db import models

from cia import clock
from cia.notices.models import Notice


def tell(people: Iterable[models.Model], *, sentence: str, link: str) -> None:
    """Leave each person a notice. It names the record and what happened, never what the record says."""
    moment = clock.now()
    Notice.objects.bulk_create(
        Notice(recipient_id=person.pk, sentence=sentence, link=link, written_at=moment)
        for person in sorted(set(people), key=lambda person: person.pk)
    )
