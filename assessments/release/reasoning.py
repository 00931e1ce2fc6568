"""What must be written for an exemption before anything may be withheld under it, by the kind of exemption. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Answers = Mapping[str, str]

WOULD, WOULD_BE_LIKELY = "would", "would be likely to"
LIKELIHOODS = (WOULD, WOULD_BE_LIKELY)


@dataclass(frozen=True)
class Part:
    """One thing that is asked. ``missing`` says what is to be done where nobody has answered it."""

    name: str
    ask: str
    missing: str
    hint: str = ""
    kind: Literal["text", "line", "likelihood", "date"] = "text"
    is_of_the_day: bool = False


_LIKELIHOOD = Part(
    "likelihood", "How likely the harm is", "say whether it would, or would be likely to", kind="likelihood"
)
_HARM = Part(
    "harm",
    "The harm that disclosing it would do",
    "say what harm disclosing it would do",
    hint="What would happen, to whom, and how disclosing this leads to it.",
)
_ENDANGERS = Part(
    "harm",
    "Whom disclosing it would endanger, and how",
    "say whom disclosing it would endanger, and how",
    hint="In terms of somebody's health or safety.",
)
_SAFEGUARDS = Part(
    "harm",
    "Why withholding it is required to safeguard national security",
    "say why withholding it is required to safeguard national security",
)
_PUBLIC_INTEREST = (
    Part("interest_for", "The public interest in disclosing it", "say what speaks for disclosing it"),
    Part("interest_against", "The public interest in withholding it", "say what speaks for withholding it"),
    Part("interest_balance", "Where the balance lies, and why", "say where the balance of the public interest lies"),
    Part(
        "decided_by", "Who decided on the balance", "name who decided on the balance", kind="line", is_of_the_day=True
    ),
    Part("decided_on", "When they decided", "give the day of the decision", kind="date", is_of_the_day=True),
)
_LEGITIMATE_INTEREST = (
    Part(
        "legitimate_interest",
        "The legitimate interest in disclosing it",
        "say what legitimate interest there is in disclosing it",
        hint="What the public, or the person who asked, would gain by knowing it.",
    ),
    Part(
        "necessity",
        "Whether disclosing it is necessary for that interest",
        "say whether disclosing it is necessary for that interest",
        hint="Whether less would do.",
    ),
    Part(
        "rights_balance",
        "How that interest weighs against the person's rights and freedoms",
        "weigh that interest against the rights of the person",
    ),
)
_CONFIDENCE = (
    Part(
        "confidence_quality",
        "Why it is confidential",
        "say why it is confidential",
        hint="That it is not trivial, and not known to everybody.",
    ),
    Part(
        "confidence_obligation",
        "How it was given in confidence",
        "say how it was given in confidence",
        hint="What was said, or what both must have understood.",
    ),
    Part(
        "confidence_detriment",
        "What harm disclosing it would do, and whether a public interest would be a defence",
        "say what harm disclosing it would do, and whether a public interest would be a defence",
    ),
)
_QUALIFIED_PERSON = (
    Part("qualified_person", "Who the qualified person is", "name the qualified person", kind="line"),
    Part(
        "opinion_on",
        "When they formed their opinion",
        "give the day on which the qualified person formed their opinion",
        hint="Before the information is refused.",
        kind="date",
        is_of_the_day=True,
    ),
    Part("opinion", "Their opinion", "give the qualified person's opinion"),
)
_OF_ITS_KIND = Part(
    "applies",
    "Why it applies",
    "say why it applies to what is withheld",
    hint="What makes the information of this kind. For example, where it can be had already, which court's document "
    "it is, or which law forbids disclosing it.",
)
IN_THE_ALTERNATIVE = Part(
    "alternative",
    "Why this section is cited in the alternative to section 30",
    "say why section 31 is cited in the alternative to section 30",
    hint="The two exclude each other, so the notice says why either may apply.",
)
_OWN_TESTS: Mapping[str, Sequence[Part]] = {
    "legitimate_interest": _LEGITIMATE_INTEREST,
    "confidence": _CONFIDENCE,
    "qualified_person": _QUALIFIED_PERSON,
}
_HARMS: Mapping[str, Sequence[Part]] = {
    "prejudice": (_LIKELIHOOD, _HARM),
    "endangerment": (_LIKELIHOOD, _ENDANGERS),
    "required": (_SAFEGUARDS,),
}


def parts_needed(
    *, test: str, basis: str, own_test: str, is_alternative: bool = False, is_told_apart: bool = True
) -> tuple[Part, ...]:
    """What is asked of an exemption, in the order in which it is written down.

    Where the law asks for neither harm nor any weighing, what is left to say is why the information is of its kind;
    but not of an exemption that is never told apart from another.
    """
    tests = (
        *_HARMS.get(basis, ()),
        *_OWN_TESTS.get(own_test, ()),
        *(_PUBLIC_INTEREST if test == "qualified" else ()),
    )
    return (*(tests or ((_OF_ITS_KIND,) if is_told_apart else ())), *((IN_THE_ALTERNATIVE,) if is_alternative else ()))


def missing(parts: Sequence[Part], answers: Answers) -> tuple[Part, ...]:
    """The parts to which there is no answer yet."""
    return tuple(part for part in parts if not answers.get(part.name, "").strip())


def wrong_with(part: Part, answer: str, *, on: date) -> str:
    """What is wrong with an answer, in a sentence, or nothing. What was decided is not still to come."""
    if part.kind == "likelihood" and answer not in LIKELIHOODS:
        return "Choose whether it would, or would be likely to."
    if part.kind == "date":
        try:
            day = date.fromisoformat(answer)
        except ValueError:
            return f"{part.ask}: enter a date, like 10/02/2026."
        if day > on:
            return f"{part.ask}: this day is still to come."
    return ""


def serves(answers: Answers, others: Answers) -> bool:
    """Whether what is written says all that is wanted, whoever decided on it and when."""
    of_the_day = {part.name for part in (*_PUBLIC_INTEREST, *_QUALIFIED_PERSON) if part.is_of_the_day}
    return all(answers.get(name, "") == text for name, text in others.items() if name not in of_the_day)


def in_words(part: Part, answer: str) -> str:
    """An answer as it is read, or that there is none."""
    if not answer:
        return "Not written yet"
    if part.kind == "date":
        return f"{date.fromisoformat(answer):%d/%m/%Y}"
    return f"It {answer} do this harm" if part.kind == "likelihood" else answer


def is_told(part: Part) -> bool:
    """Whether whoever asked is told it. Who decided, and when, stays inside."""
    return part.name not in {"decided_by", "decided_on"}


def paragraphs(parts: Sequence[Part], answers: Answers) -> tuple[tuple[str, str], ...]:
    """What was written, as a heading and a text each, for whoever asked."""
    return tuple(
        (
            part.ask,
            f"Disclosing it {answer} do this harm." if part.kind == "likelihood" else in_words(part, answer),
        )
        for part in parts
        if is_told(part) and (answer := answers.get(part.name, "")).strip()
    )
