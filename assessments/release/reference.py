"""The exemptions of the Freedom of Information Act 2000 that the service starts with."""

import json
from datetime import date
from pathlib import Path

from assessments.release.models import Exemption

EXEMPTIONS = Path(__file__).parent.parent / "data" / "exemptions.json"
IN_FORCE_SINCE = date(2005, 1, 1)


def load_exemptions() -> int:
    """Add each exemption that is not there yet; the number added. What a force edited is left as it is."""
    added = 0
    for order, exemption in enumerate(json.loads(EXEMPTIONS.read_text())):
        _, is_new = Exemption.objects.get_or_create(
            code=exemption["code"],
            from_on=IN_FORCE_SINCE,
            defaults={name: value for name, value in exemption.items() if name != "code"} | {"order": order},
        )
        added += is_new
    return added
