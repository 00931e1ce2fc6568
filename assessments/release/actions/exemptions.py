"""What the service says of the Act's exemptions, changed from a day on. What was said before stays on record."""

from __future__ import annotations

from datetime import date

from assessments.release import permissions
from assessments.release.models import Exemption
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical


@audited
def change_exemption(*, exemption: Exemption, label: str, meaning: str, from_on: date, by: User) -> Exemption:
    """Give an exemption another label and meaning from a day on, today or later. Marks made before keep theirs."""
    permissions.check_change_exemption(by, at=clock.now())
    exemption = Exemption.objects.select_for_update().get(pk=exemption.pk)
    if exemption.until_on is not None:
        raise Conflict("Somebody else has changed this exemption already. Look at it again.")
    if not label.strip() or not meaning.strip():
        raise Denied("Say what the exemption is called, and what it means.")
    if from_on < clock.today() or from_on <= exemption.from_on:
        raise Denied("A change begins today or later, and after the one before it.")

    exemption.until_on = from_on
    exemption.save(update_fields=["until_on"])
    edition = Exemption.objects.get(pk=exemption.pk)
    edition.pk, edition._state.adding = None, True
    edition.label, edition.meaning = canonical(label), canonical(meaning)
    edition.from_on, edition.until_on = from_on, None
    edition.save()
    sentence = f"Changed what is said of {edition.code} from {from_on:%d/%m/%Y}"
    record("exemption.changed", by=by, about=edition, sentence=sentence, code=edition.code)
    return edition
