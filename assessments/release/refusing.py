"""Why all that a request asks for is withheld: the exemptions relied on, what each needs and what is written."""

from __future__ import annotations

from datetime import date

from assessments.release.models import Exemption, Request
from assessments.release.reasons import Reasons, parts_of
from assessments.release.wording import cited_together


def refusal_reasons(request: Request, *, on: date) -> list[Reasons]:
    """Every exemption that is relied on, in the order in which they are offered. There are no marks."""
    standing = request.refusal_grounds.standing()
    exemptions = list(Exemption.objects.in_force(on=on).filter(code__in=standing))
    together = cited_together(exemption.cited for exemption in exemptions)
    alternatives = {cited for group in together if len(group) > 1 for cited in group if cited.startswith("s.31")}
    return [
        Reasons(
            exemption=exemption,
            number=1,
            parts=parts_of(exemption, is_alternative=exemption.cited in alternatives),
            written=standing[exemption.code],
            marks=(),
        )
        for exemption in exemptions
    ]


def to_choose_from(request: Request, *, on: date) -> list[Exemption]:
    """What may be relied on besides, the usual ones first."""
    standing = request.refusal_grounds.standing()
    return list(Exemption.objects.in_force(on=on).exclude(code__in=standing))
