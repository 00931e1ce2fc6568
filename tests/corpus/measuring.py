"""How much of what needs a mark is suggested, and how much of what is suggested needs one: ``python -m
tests.corpus.measuring`` prints both halves. Of the held-out half only these totals are printed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assessments.release.suggesting import Suggestion, suggested
from tests.corpus.labelled import HALVES, NEEDS_A_MARK, STAYS, Labelled, Mention, documents

# A suggestion may take a rank, a title or a bracket with the words that need a mark, and no more.
SLACK = 12
_LIKE = {
    "officer's name": "names",
    "person's name": "names",
    "service number": "number",
    "telephone number": "telephone",
    "e-mail address": "email",
    "postcode": "postcode",
    "vehicle mark": "vehicle",
    "call-sign": "callsign",
    "count": "count",
}


@dataclass
class Measured:
    """Counts by kind: what needs a mark and was found, what was suggested and is right."""

    needed: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    suggested: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    staying: Counter[str] = field(default_factory=Counter)
    left_alone: Counter[str] = field(default_factory=Counter)
    documents: int = 0

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.needed[kind]

    def precision(self, kind: str) -> float:
        return self.right[kind] / self.suggested[kind] if self.suggested[kind] else 1.0

    def lines(self) -> Iterator[str]:
        """A table in Markdown: recall by kind of mention, precision by kind of suggestion, then what stays."""
        yield "| Needs a mark | Mentions | Suggested | Recall |"
        yield "| --- | ---: | ---: | ---: |"
        for kind in (*NEEDS_A_MARK, "all"):
            yield f"| {kind} | {self.needed[kind]} | {self.found[kind]} | {self.recall(kind):.1%} |"
        yield ""
        yield "| Suggested as | Suggestions | Right | Precision |"
        yield "| --- | ---: | ---: | ---: |"
        for kind in (*dict.fromkeys(_LIKE.values()), "all"):
            yield f"| {kind} | {self.suggested[kind]} | {self.right[kind]} | {self.precision(kind):.1%} |"
        yield ""
        yield "| Stays | Mentions | Left alone | |"
        yield "| --- | ---: | ---: | ---: |"
        for kind in STAYS:
            share = self.left_alone[kind] / self.staying[kind]
            yield f"| {kind} | {self.staying[kind]} | {self.left_alone[kind]} | {share:.1%} |"


def measure(labelled: Iterable[Labelled]) -> Measured:
    measured = Measured()
    for document in labelled:
        measured.documents += 1
        suggestions = suggested(document.content, document.known).suggestions
        for mention in document.mentions:
            is_found = _covers(suggestions, mention)
            if mention.kind in NEEDS_A_MARK:
                for kind in (mention.kind, "all"):
                    measured.needed[kind] += 1
                    measured.found[kind] += is_found
            else:
                measured.staying[mention.kind] += 1
                measured.left_alone[mention.kind] += not any(_touches(each, mention) for each in suggestions)
        for each in suggestions:
            for kind in (_LIKE.get(each.kind, each.kind), "all"):
                measured.suggested[kind] += 1
                measured.right[kind] += is_right(each, document.mentions)
    return measured


def is_right(suggestion: Suggestion, mentions: Iterable[Mention]) -> bool:
    """Whether it takes words that need a mark, and nothing that stays."""
    touched = [mention for mention in mentions if _touches(suggestion, mention)]
    length = sum(mention.end - mention.start for mention in touched)
    is_tight = (suggestion.end or 0) - (suggestion.start or 0) <= length + SLACK
    return bool(touched) and is_tight and all(mention.kind in NEEDS_A_MARK for mention in touched)


def _covers(suggestions: Iterable[Suggestion], mention: Mention) -> bool:
    hidden = {
        place
        for each in suggestions
        if each.path == mention.path
        for place in range(each.start or 0, each.end or 0)
    }  # fmt: skip
    return hidden.issuperset(range(mention.start, mention.end))


def _touches(suggestion: Suggestion, mention: Mention) -> bool:
    return (
        suggestion.path == mention.path
        and (suggestion.start or 0) < mention.end
        and mention.start < (suggestion.end or 0)
    )


def main() -> None:
    for half in HALVES:
        measured = measure(documents(half))
        sys.stdout.write(f"\n{half}: {measured.documents} documents\n\n" + "\n".join(measured.lines()) + "\n")


if __name__ == "__main__":
    main()
