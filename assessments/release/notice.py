"""The draft of a refusal notice under section 17 of the Freedom of Information Act 2000: what an officer begins from.

What only an officer can say stands in square brackets, and a notice with one left is not sent. Who asked is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

TO_WRITE = "[Write: "
_BY_KIND = (
    "It applies to all information of this kind: the Act asks for no harm to be shown, and for no weighing of the "
    "public interest."
)


@dataclass(frozen=True)
class Reasons:
    """Why an exemption applies: each heading with what was written under it, and what is still to be written."""

    written: Sequence[tuple[str, str]] = ()
    to_write: Sequence[str] = ()


@dataclass(frozen=True)
class Provision:
    """One exemption that a ground rests on, with the reasons that were given. Its places may have several."""

    cited: str
    label: str
    meaning: str
    is_qualified: bool
    is_by_kind: bool
    reasons: Sequence[Reasons]


@dataclass(frozen=True)
class Ground:
    """What marks cite together. Several provisions are cited in the alternative alone, and never told apart.

    In how many places is not said: the copy shows that, and a number here would count marks that it does not show.
    """

    cited: str
    provisions: Sequence[Provision]

    @property
    def is_alternative(self) -> bool:
        return len({each.cited for each in self.provisions}) > 1


@dataclass(frozen=True)
class Answered:
    """What a notice says beside its grounds."""

    reference: str
    received_on: date
    asked: str
    force: str
    review_until: date
    review_contact: str
    ico_contact: str


def draft_notice(answered: Answered, grounds: Sequence[Ground], *, publication: str, has_neutral_marks: bool) -> str:
    """The notice that goes with a copy: plain text, a paragraph a line, headings in capitals."""
    return _letter(
        answered,
        f"We hold information that you asked for. With this letter we give you a copy of it, numbered {publication}.",
        *_withheld(bool(grounds) or has_neutral_marks),
        *_grounds(grounds),
        *(_neutral() if has_neutral_marks else []),
    )


def draft_refusal(answered: Answered, grounds: Sequence[Ground], *, is_held: bool) -> str:
    """The notice where everything is withheld and no copy is given.

    What is held is left to be written where it is not known that anything is.
    """
    held = "We hold information that you asked for, and we withhold all of it."
    return _letter(
        answered,
        held if is_held else f"{TO_WRITE}what we hold of what was asked for: nothing was taken into the scope of it]",
        "This letter is a refusal notice under section 17 of the Freedom of Information Act 2000.",
        *(_grounds(grounds) if grounds else [f"{TO_WRITE}which exemption applies, and why]"]),
    )


def _letter(answered: Answered, *decision: str) -> str:
    return "\n\n".join(
        [
            f"Our reference: {answered.reference}",
            "YOUR REQUEST",
            f"We received your request on {answered.received_on:%d/%m/%Y}. You asked for:",
            answered.asked.strip(),
            "OUR DECISION",
            *decision,
            "IF YOU ARE NOT CONTENT",
            f"You may ask {answered.force} for an internal review, by {answered.review_until:%d/%m/%Y}. Somebody who "
            f"took no part in this decision looks at it again. Write to: {answered.review_contact}",
            "If you are still not content after the review, you may complain to the Information Commissioner, who "
            "decides independently of the police (section 50 of the Act). "
            f"Write to: {answered.ico_contact}",
        ]
    )


def unwritten(text: str) -> list[str]:
    """What a notice still leaves to be written."""
    return [line[line.index(TO_WRITE) :] for line in text.split("\n") if TO_WRITE in line]


def _withheld(is_anything: bool) -> Iterator[str]:
    if is_anything:
        yield (
            "Some of it is withheld. For what is withheld this letter is a refusal notice under section 17 of the "
            "Freedom of Information Act 2000. Each place in the copy says that something is withheld."
        )
    else:
        yield "Nothing in it is withheld."


def _grounds(grounds: Sequence[Ground]) -> Iterator[str]:
    if grounds:
        yield "WHAT IS WITHHELD, AND WHY"
    for ground in grounds:
        if ground.is_alternative:
            yield f"{ground.cited}. {' Or: '.join(each.meaning for each in ground.provisions)}"
            yield "We cite these in the alternative and do not say which of them applies (section 17(4))."
        for provision in ground.provisions:
            test = "a qualified exemption" if provision.is_qualified else "an absolute exemption"
            if ground.is_alternative:
                yield f"{provision.cited} is {test}."
            else:
                label = f"{provision.label[:1].lower()}{provision.label[1:]}"
                yield f"{provision.cited}, {label}. This is {test}. {provision.meaning}"
                if provision.is_by_kind:
                    yield _BY_KIND
            yield from _reasons(provision)


def _reasons(provision: Provision) -> Iterator[str]:
    for number, reasons in enumerate(provision.reasons):
        if len(provision.reasons) > 1:
            yield "For others of these places:" if number else "For some of these places:"
        for heading, text in reasons.written:
            yield "\n\n".join(line for line in f"{heading}: {text}".split("\n") if line.strip())
        for ask in reasons.to_write:
            yield f"{TO_WRITE}of {provision.cited}, {ask}]"


def _neutral() -> Iterator[str]:
    """Section 17(4): a notice need not give reasons that would themselves give away what is exempt."""
    yield (
        "Where the copy says only that something is withheld, section 17(4) of the Act does not require us to say why, "
        "for saying it would itself disclose what is exempt. This should not be taken to show what is or is not held "
        "there."
    )
    yield (
        f"{TO_WRITE}delete this line, or neither confirm nor deny instead: under section ... of the Act the duty "
        "to say whether we hold more does not apply, and this letter should not be taken to show that we do or do "
        "not]"
    )
