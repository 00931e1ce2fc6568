"""The draft of a notice from what is withheld, in a release or altogether, as the force's settings stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from assessments.release.holidays import calendar
from assessments.release.models import Exemption, ReleaseCopy, Request
from assessments.release.notice import Answered, Ground, Provision, Reasons, draft_notice, draft_refusal
from assessments.release.reasoning import IN_THE_ALTERNATIVE, is_told
from assessments.release.reasons import NoticeReason, parts_of, reasons_for_notice, reasons_of
from assessments.release.refusing import refusal_reasons
from assessments.release.wording import cited_together, order_of_codes
from cia.accounts.models import force_setting


def drafted_notice(release: ReleaseCopy, *, on: date) -> str:
    """Raises ValueError for a release that nobody asked for."""
    request = release.request
    if request is None:
        raise ValueError(f"{release} answers no request.")
    marks = list(release.standing_marks().prefetch_related("grounds__exemption"))
    return draft_notice(
        _answered(request, on=on),
        _grounds(
            [[(ground.exemption, ground.reasoning) for ground in mark.grounds.all()] for mark in marks],
            reasons_for_notice(reasons_of(release, on=on)),
            on=on,
        ),
        publication=release.number,
        has_neutral_marks=any(not mark.grounds.all() for mark in marks),
    )


def drafted_refusal(request: Request, *, on: date) -> str:
    """The draft for a request of which everything is withheld, from the exemptions that are relied on."""
    every = refusal_reasons(request, on=on)
    rested_on = [[(each.exemption, each.number) for each in every]]
    grounds = _grounds(rested_on, reasons_for_notice(every), on=on)
    return draft_refusal(_answered(request, on=on), grounds, is_held=request.scopes.exists())


def _answered(request: Request, *, on: date) -> Answered:
    within = force_setting("review_asked_within_working_days", on=on)
    return Answered(
        reference=request.reference,
        received_on=request.received_on,
        asked=request.asked,
        force=force_setting("force_name", on=on),
        review_until=calendar().working_day_after(on, number=within),
        review_contact=force_setting("review_contact", on=on),
        ico_contact=force_setting("ico_contact", on=on),
    )


def _grounds(
    marks: Iterable[Sequence[tuple[Exemption, int]]], reasons: Sequence[NoticeReason], *, on: date
) -> list[Ground]:
    """What is cited together, in the order of the Act, with every provision that the marks rest on there.

    A mark is given as its exemptions, each with the number of its reasons.
    """
    rested_on: dict[tuple[str, ...], set[tuple[str, int]]] = defaultdict(set)
    for grounds in marks:
        for group in cited_together(exemption.cited for exemption, _ in grounds):
            rested_on[group] |= {(exemption.code, number) for exemption, number in grounds if exemption.cited in group}
    return [
        Ground(
            cited=" or ".join(group) + (", in the alternative" if len(group) > 1 else ""),
            provisions=[
                provision
                for cited in group
                for provision in _provisions(
                    [each for each in reasons if each.cited == cited and (each.code, each.number) in rested_on[group]],
                    cited=cited,
                    is_alternative=len(group) > 1,
                    on=on,
                )
            ],
        )
        for group in sorted(rested_on, key=order_of_codes)
    ]


def _provisions(reasons: Iterable[NoticeReason], *, cited: str, is_alternative: bool, on: date) -> Iterator[Provision]:
    """Those that the marks rest on. One that is cited only because it may not be told apart is looked up."""
    of_one_exemption = [list(each) for _, each in groupby(reasons, key=lambda reason: reason.code)]
    for first, *others in of_one_exemption:
        yield Provision(
            cited=cited,
            label=first.label,
            meaning=first.meaning,
            is_qualified=first.is_qualified,
            is_by_kind=first.is_by_kind,
            reasons=[_reasons(each, is_alternative=is_alternative) for each in (first, *others)],
        )
    if not of_one_exemption:
        for exemption in Exemption.objects.in_force(on=on).filter(cited=cited):
            yield Provision(
                cited=cited,
                label=exemption.label,
                meaning=exemption.meaning,
                is_qualified=exemption.needs_public_interest,
                is_by_kind=exemption.applies_by_kind,
                reasons=[Reasons(to_write=[part.missing for part in parts_of(exemption) if is_told(part)])],
            )


def _reasons(reason: NoticeReason, *, is_alternative: bool) -> Reasons:
    """Why it is cited in the alternative is said only where it is."""
    return Reasons(
        written=[each for each in reason.paragraphs if is_alternative or each[0] != IN_THE_ALTERNATIVE.ask],
        to_write=[part.missing for part in reason.to_write if is_alternative or part != IN_THE_ALTERNATIVE],
    )
