"""The draft of a refusal notice under section 17 of the Freedom of Information Act 2000: what an officer begins from.

What only an officer can say stands in square brackets, and a notice with one left is not sent. Who asked is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

TO_WRITE = "[Write: "


@dataclass(frozen=True)
class Ground:
    """An exemption that the notice rests on, how many marks name it, and the reasons that were given for it."""

    code: str
    label: str
    meaning: str
    is_qualified: bool
    marks: int
    reasons: Sequence[str] = ()


@dataclass(frozen=True)
class Answered:
    """What a notice says beside its grounds."""

    reference: str
    received_on: date
    asked: str
    publication: str
    force: str
    review_until: date
    review_contact: str
    ico_contact: str


def draft_notice(answered: Answered, grounds: Sequence[Ground], *, neutral_marks: int) -> str:
    """The whole notice in plain text, a paragraph a line, headings in capitals."""
    return "\n\n".join(
        [
            f"Our reference: {answered.reference}",
            "YOUR REQUEST",
            f"We received your request on {answered.received_on:%d/%m/%Y}. You asked for:",
            answered.asked.strip(),
            "OUR DECISION",
            "We hold information that you asked for. With this letter we give you a copy of it, numbered "
            f"{answered.publication}.",
            *_withheld(bool(grounds) or neutral_marks > 0),
            *_grounds(grounds),
            *_neutral(neutral_marks),
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
        places = "1 place" if ground.marks == 1 else f"{ground.marks} places"
        test = "qualified exemption" if ground.is_qualified else "absolute exemption"
        yield f"{ground.code}, {ground.label[:1].lower()}{ground.label[1:]} ({test}), in {places}. {ground.meaning}"
        yield from ground.reasons or _reasons_to_write(ground)


def _reasons_to_write(ground: Ground) -> Iterable[str]:
    code = ground.code
    if code.startswith("s.40"):
        yield (
            "Section 40(2) applies by its first condition, section 40(3A)(a). "
            f"{TO_WRITE}the legitimate interest in disclosure, whether disclosure is necessary for it, and why the "
            "interests of the people concerned outweigh it]"
        )
    elif not ground.is_qualified:
        yield f"{TO_WRITE}why {code} applies to what is withheld]"
    else:
        yield f"{TO_WRITE}the harm that disclosure would, or would be likely to, cause under {code}]"
        yield f"{TO_WRITE}the public interest for disclosure and against it under {code}, and the balance]"


def _neutral(marks: int) -> Iterator[str]:
    """Section 17(4): a notice need not give reasons that would themselves give away what is exempt."""
    if marks:
        places = "At 1 place" if marks == 1 else f"At {marks} places"
        yield (
            f"{places} the copy says only that something is withheld. Section 17(4) of the Act does not require us to "
            "say why, where saying it would itself disclose what is exempt. This should not be taken to show what is "
            "or is not held there."
        )
