"""The draft of a notice from what a release withholds, as its marks and the force's settings stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from assessments.release.holidays import calendar
from assessments.release.models import Exemption, ReleaseCopy
from assessments.release.notice import Answered, Ground, Provision, draft_notice
from assessments.release.wording import cited_together, order_of_codes
from cia.accounts.models import force_setting


def drafted_notice(release: ReleaseCopy, *, on: date) -> str:
    """Raises ValueError for a release that nobody asked for."""
    request = release.request
    if request is None:
        raise ValueError(f"{release} answers no request.")
    within = force_setting("review_asked_within_working_days", on=on)
    answered = Answered(
        reference=request.reference,
        received_on=request.received_on,
        asked=request.asked,
        publication=release.number,
        force=force_setting("force_name", on=on),
        review_until=calendar().working_day_after(on, number=within),
        review_contact=force_setting("review_contact", on=on),
        ico_contact=force_setting("ico_contact", on=on),
    )
    marks = release.standing_marks().prefetch_related("grounds__exemption")
    rested_on = [[ground.exemption for ground in mark.grounds.all()] for mark in marks]
    return draft_notice(
        answered, _grounds(rested_on, on=on), neutral_marks=sum(not exemptions for exemptions in rested_on)
    )


def _grounds(rested_on: Iterable[Sequence[Exemption]], *, on: date) -> list[Ground]:
    """What is cited together, in the order of the Act, with every provision that the marks rest on there."""
    places: Counter[tuple[str, ...]] = Counter()
    named: dict[str, set[Exemption]] = defaultdict(set)
    for exemptions in rested_on:
        places.update(cited_together(exemption.cited for exemption in exemptions))
        for exemption in exemptions:
            named[exemption.cited].add(exemption)
    return [
        Ground(
            cited=" or ".join(group) + (", in the alternative" if len(group) > 1 else ""),
            provisions=[provision for cited in group for provision in _provisions(cited, named[cited], on=on)],
            marks=places[group],
        )
        for group in sorted(places, key=order_of_codes)
    ]


def _provisions(cited: str, named: Iterable[Exemption], *, on: date) -> list[Provision]:
    """Those that the marks rest on. One that is cited only because it may not be told apart is looked up."""
    exemptions = sorted(named, key=lambda exemption: exemption.order)
    return [
        Provision(
            cited=exemption.cited,
            label=exemption.label,
            meaning=exemption.meaning,
            is_qualified=exemption.needs_public_interest,
            needs_harm=exemption.needs_harm,
            own_test=exemption.own_test,
        )
        for exemption in exemptions or Exemption.objects.in_force(on=on).filter(cited=cited)
    ]
