"""Keeping the directory of people and bodies that the force talks to."""

from __future__ import annotations

from cia import clock
from cia.accounts.models import Unit, User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical
from stakeholders import permissions
from stakeholders.models import Stakeholder


@audited
def add_stakeholder(
    *,
    unit: Unit,
    kind: str,
    by: User,
    name: str = "",
    role: str = "",
    body: str = "",
    speaks_for: str = "",
    telephone: str = "",
    email: str = "",
) -> Stakeholder:
    """Add a person or a body: at least a name, a role or a body; communities never on a private person."""
    moment = clock.now()
    permissions.check_edit_directory(by, unit, at=moment)
    stakeholder = Stakeholder(
        unit=unit, added_at=moment, added_by=by, **_entry(kind, name, role, body, speaks_for, telephone, email)
    )
    stakeholder.save()
    record("stakeholder.added", by=by, about=stakeholder, sentence=f"Added stakeholder {stakeholder.pk}")
    return stakeholder


@audited
def change_stakeholder(
    *,
    stakeholder: Stakeholder,
    kind: str,
    by: User,
    name: str = "",
    role: str = "",
    body: str = "",
    speaks_for: str = "",
    telephone: str = "",
    email: str = "",
    revision: int | None = None,
) -> Stakeholder:
    """Change an entry, over the revision that was seen. Contacts keep the name, role and body their parties had."""
    stakeholder = Stakeholder.objects.select_for_update().get(pk=stakeholder.pk)
    permissions.check_edit_directory(by, stakeholder.unit, at=clock.now())
    if revision is not None and revision != stakeholder.revision:
        raise Conflict("Somebody else changed this entry while you were writing.")
    for field, value in _entry(kind, name, role, body, speaks_for, telephone, email).items():
        setattr(stakeholder, field, value)
    stakeholder.revision += 1
    stakeholder.save()
    record("stakeholder.changed", by=by, about=stakeholder, sentence=f"Changed stakeholder {stakeholder.pk}")
    return stakeholder


@audited
def merge(*, stakeholder: Stakeholder, into: Stakeholder, by: User) -> Stakeholder:
    """Say that two entries are the same; the first is found through the second from now on."""
    both = Stakeholder.objects.select_for_update().filter(pk__in=[stakeholder.pk, into.pk])
    locked = {entry.pk: entry for entry in both}
    stakeholder, into = locked[stakeholder.pk], locked[into.pk]
    permissions.check_merge(by, stakeholder, into, at=clock.now())
    stakeholder.merged_into = into
    stakeholder.save(update_fields=["merged_into"])
    Stakeholder.objects.filter(merged_into=stakeholder).update(merged_into=into)
    record("stakeholder.merged", by=by, about=into, sentence=f"Merged stakeholder {stakeholder.pk} into {into.pk}")
    return into


def _entry(kind: str, name: str, role: str, body: str, speaks_for: str, telephone: str, email: str) -> dict[str, str]:
    if not (name.strip() or role.strip() or body.strip()):
        raise Denied("Give a name, a role or a body.")
    if kind == Stakeholder.Kind.PRIVATE and speaks_for.strip():
        raise Denied("Communities are recorded on a body or a role, never on a private person.")
    return {
        "kind": Stakeholder.Kind(kind),
        "name": canonical(name),
        "role": canonical(role),
        "body": canonical(body),
        "speaks_for": canonical(speaks_for),
        "telephone": telephone,
        "email": email,
    }
