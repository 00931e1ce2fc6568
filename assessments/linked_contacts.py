"""Contacts that bear on assessments: read as the file, added to as its log, and their corrections follow them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from assessments import permissions
from assessments.actions.logging import link_correction
from assessments.models import Assessment, AssessmentContact
from cia.accounts.models import User
from cia.authorisation import Denied
from stakeholders import linking
from stakeholders.models import Contact


def register() -> None:
    linking.register(
        name="assessments",
        link=linking.Link(
            is_linked=Q(assessment_links__isnull=False),
            readable_by=_readable_by,
            check_add=_check_add,
            follow=link_correction,
            records_of=_records_of,
            way_of=_way_of,
        ),
    )


def _readable_by(user: User, *, at: datetime) -> Q:
    readable = AssessmentContact.objects.filter(assessment__in=Assessment.objects.readable_by(user, at=at))
    return Q(pk__in=readable.values("contact"))


def _check_add(user: User, contact: Contact, *, at: datetime) -> None:
    """Whoever may write in the log of one of its assessments."""
    refused: Denied | None = None
    for assessment in Assessment.objects.filter(assessment_contacts__contact=contact):
        try:
            permissions.check_log(user, assessment, at=at)
        except Denied as denied:
            refused = denied
        else:
            return
    if refused is not None:
        raise refused


def _records_of(contacts: Sequence[Contact], user: User, *, at: datetime) -> list[linking.Record]:
    links = AssessmentContact.objects.filter(
        contact__in=contacts, assessment__in=Assessment.objects.readable_by(user, at=at)
    ).select_related("assessment")
    return [
        linking.Record(
            label=f"{link}, {link.assessment}",
            url=reverse("assessment-contacts", args=[link.assessment.reference]),
            marking=link.assessment.latest_version.cover.protective_marking,
        )
        for link in links
    ]


def _way_of(contact: Contact) -> linking.Way:
    is_linked = AssessmentContact.objects.filter(contact=contact).exists()
    label = "Link to another assessment" if is_linked else "Link to an assessment"
    return linking.Way(label, reverse("link-contact-to", args=[contact.pk]))
