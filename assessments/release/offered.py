"""The marks that an earlier copy offers, each with what became of its words in the new one."""

from __future__ import annotations

from assessments.documents.content import Content
from assessments.documents.snapshot import content_of
from assessments.release.carrying import Found, found_again
from assessments.release.marked_text import StandingMark
from assessments.release.models import Mark, MarkOffer, ReleaseCopy


def offers_found(release: ReleaseCopy) -> list[tuple[MarkOffer, Found]]:
    """Every offer on which nobody has decided, in the order of the earlier copy's marks."""
    later = content_of(release.snapshot)
    earlier: dict[int, Content] = {}
    offers = release.offers.undecided().select_related("mark__release__snapshot", "mark__made_by")
    found = []
    for offer in offers.prefetch_related("mark__grounds__exemption"):
        copy = offer.mark.release
        if copy.pk not in earlier:
            earlier[copy.pk] = content_of(copy.snapshot)
        found.append((offer, found_again(as_standing(offer.mark), earlier=earlier[copy.pk], later=later)))
    return found


def found_for(offer: MarkOffer) -> Found:
    """What became of the words of one mark."""
    earlier, later = content_of(offer.mark.release.snapshot), content_of(offer.release.snapshot)
    return found_again(as_standing(offer.mark), earlier=earlier, later=later)


def as_standing(mark: Mark) -> StandingMark:
    """A mark as pages show it, its exemptions in the order of the Act."""
    exemptions = sorted((ground.exemption for ground in mark.grounds.all()), key=lambda exemption: exemption.order)
    return StandingMark(
        number=mark.pk,
        path=mark.path,
        codes=tuple(dict.fromkeys(exemption.cited for exemption in exemptions)),
        whole=mark.whole,
        start=mark.start,
        end=mark.end,
        reason=mark.reason,
        role=mark.role,
        made_by=str(mark.made_by),
    )
