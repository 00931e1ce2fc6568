"""Handing authorship over."""

from __future__ import annotations

from assessments import permissions
from assessments.models import Assessment, HandOver, NamedPerson
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.notices.outbox import tell


@audited
def hand_over(*, assessment: Assessment, to: User, by: User) -> HandOver:
    """Make somebody else the author of the latest version. Both have contributed to it from now on, for good."""
    moment = clock.now()
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    version, author = assessment.latest_version, assessment.latest_version.author
    permissions.check_hand_over(by, version, at=moment)
    if to == author:
        raise Denied(f"{to} is the author already.")
    if not to.is_active:
        raise Denied(f"{to} can no longer sign in, so they cannot be the author.")

    version.author = to
    version.save(update_fields=["author"])
    for person in (author, to):
        version.contributions.get_or_create(user=person)
    still_named = assessment.named_people.filter(person=author, ended_at=None)
    still_named.exclude(part=NamedPerson.Part.CONTRIBUTOR).update(ended_at=moment, ended_by=by)
    assessment.named_people.get_or_create(
        person=author,
        part=NamedPerson.Part.CONTRIBUTOR,
        ended_at=None,
        defaults={"named_at": moment, "named_by": by},
    )
    handed = version.hand_overs.create(handed_from=author, handed_to=to, handed_at=moment, handed_by=by)

    record(
        "version.handed_over",
        by=by,
        about=assessment,
        sentence=f"Handed version {version.printed_number} over to another author",
        handed_from=author.pk,
        handed_to=to.pk,
    )
    tell([to], sentence=f"You are now the author of {version}", link=version.get_absolute_url())
    tell([author], sentence=f"{to} is now the author of {version}", link=version.get_absolute_url())
    return handed
