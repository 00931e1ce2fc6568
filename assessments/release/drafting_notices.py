"""The draft of a notice from what a release withholds, as its marks and the force's settings stand."""

from __future__ import annotations

from collections import Counter
from datetime import date

from assessments.release.holidays import calendar
from assessments.release.models import Exemption, ReleaseCopy
from assessments.release.notice import Answered, Ground, draft_notice
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
    codes = [mark.codes() for mark in release.standing_marks()]
    return draft_notice(answered, _grounds(codes, on=on), neutral_marks=sum(not each for each in codes))


def _grounds(codes: list[tuple[str, ...]], *, on: date) -> list[Ground]:
    marks = Counter(code for each in codes for code in each)
    return [
        Ground(
            code=exemption.code,
            label=exemption.label,
            meaning=exemption.meaning,
            is_qualified=exemption.test == Exemption.Test.QUALIFIED,
            marks=marks[exemption.code],
        )
        for exemption in Exemption.objects.in_force(on=on)
        if exemption.code in marks
    ]
