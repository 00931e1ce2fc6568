"""Under which overarching assessment a file stands."""

from __future__ import annotations

from assessments import permissions
from assessments.models import Assessment
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied


@audited
def place_below(*, assessment: Assessment, parent: Assessment | None, by: User) -> Assessment:
    """Say that a file belongs to an overarching one, or to none. The document goes on naming it by its title."""
    moment = clock.now()
    # All files at once, so that two people cannot put each below the other.
    files = {each.pk: each for each in Assessment.objects.select_for_update().order_by("pk")}
    assessment = files[assessment.pk]
    permissions.check_place_below(by, assessment, at=moment)
    if parent is not None:
        parent = files[parent.pk]
        if not Assessment.objects.readable_by(by, at=moment).filter(pk=parent.pk).exists():
            raise Denied("There is no such assessment that you may read.")
        if parent == assessment or assessment in parent.above():
            raise Denied("An assessment cannot stand below itself.")
        if not parent.is_overarching:
            raise Denied(f"{parent} is not overarching. Its own page 'What it is about' must say so first.")

    assessment.parent = parent
    assessment.save(update_fields=["parent"])

    sentence = f"Placed it below {parent}" if parent else "Took it out from below its overarching assessment"
    record("assessment.placed", by=by, about=assessment, sentence=sentence)
    return assessment
