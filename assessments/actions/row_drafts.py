"""Keeping what is typed into the page that adds a row, until the row is added."""

from __future__ import annotations

from collections.abc import Mapping

from assessments import permissions
from assessments.models import RowDraft, Version
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited
from cia.authorisation import Denied


@audited
def keep_row_draft(*, version: Version, kind: str, typed: Mapping[str, str], by: User) -> RowDraft:
    """Keep the words as they stand in the form, whole or not; what was kept before is replaced. It is no event."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    permissions.check_edit(by, version, at=clock.now())
    if any("\x00" in words for words in typed.values()):
        raise Denied("This has a character that cannot be kept.")
    return _keep(version, kind, typed, by=by)


def _keep(version: Version, kind: str, typed: Mapping[str, str], *, by: User) -> RowDraft:
    draft, _ = RowDraft.objects.update_or_create(
        version=version, kind=kind, typed_by=by, defaults={"typed": dict(typed), "typed_at": clock.now()}
    )
    return draft
