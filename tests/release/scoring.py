"""How many of the planted forms of hidden words are found: ``python -m tests.release.scoring [seed ...]`` draws a fresh
corpus from each seed and prints recall by kind and the false prompts on a page.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, field

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.release.missed import missed
from assessments.release.redacting import MarkedPassage
from assessments.release.sought import Place
from tests.release.planting import Drawn, Planted, drawn

WORDS_A_PAGE = 450
EVERY_TIME = frozenset(["exact", "case", "spacing", "hyphen", "line", "zero width", "full width", "look-alike"])


@dataclass
class Score:
    """What was planted and found, by kind, and what was asked about without need."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    overlooked: list[Planted] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)
    words: int = 0

    @property
    def recall(self) -> float:
        return self.found.total() / self.planted.total()

    @property
    def recall_every_time(self) -> float:
        """Of the forms that must never be overlooked."""
        planted = sum(self.planted[kind] for kind in EVERY_TIME)
        return sum(self.found[kind] for kind in EVERY_TIME) / planted

    @property
    def needless_a_page(self) -> float:
        return len(self.needless) / (self.words / WORDS_A_PAGE)

    def add(self, other: Score) -> None:
        self.planted += other.planted
        self.found += other.found
        self.overlooked += other.overlooked
        self.needless += other.needless
        self.words += other.words


def corpus(seed: int, *, documents: int = 6) -> Score:
    """Documents drawn from a seed, searched and scored."""
    score = Score()
    for each in drawn(seed, documents=documents):
        score.add(_scored(each))
    return score


def _scored(document: Drawn) -> Score:
    content = _content([_field(number, text) for number, text in enumerate(document.texts)])
    marks = [
        MarkedPassage(path=_path(number), start=start, end=end, codes=("s.40(2)",))
        for number, start, end in document.hidden
    ]
    score = Score(words=sum(len(each.plain_text.split()) for each in content.fields().values()))
    places = [mention.place for group in missed(content, marks) for mention in group.mentions]
    for each in document.planted:
        score.planted[each.kind] += 1
        if any(_touches(place, each) for place in places):
            score.found[each.kind] += 1
        else:
            score.overlooked.append(each)
    for place in places:
        if not any(_touches(place, each) for each in document.planted):
            score.needless.append(content.fields()[place.path].plain_text[place.start : place.end])
    return score


def _touches(place: Place, planted: Planted) -> bool:
    return place.path == _path(planted.text) and place.start < planted.end and planted.start < place.end


def _path(number: int) -> str:
    return f"section.{number}"


def _content(fields: list[Field]) -> Content:
    rows = tuple(Row(path=f"row.{each.path}", fields=(each,)) for each in fields)
    section = Section(key="information", heading="Information", layout="prose", rows=rows)
    return Content(
        force="Northvale Police",
        strapline="Serving our communities",
        document_type="Community Impact Assessment",
        reference="CIA/2031/0001",
        version="1",
        marking="OFFICIAL",
        cut_at="2031-02-01T12:00:00Z",
        sections=(section,),
    )


def _field(number: int, text: str) -> Field:
    """One paragraph a line, exactly as it is given: what is planted must stand where it was put."""
    return Field(
        path=_path(number), label="Information", blocks=tuple(Block((Run(part),)) for part in text.split("\n"))
    )


def report(seed: int, score: Score) -> str:
    lines = [f"Seed {seed}: {score.planted.total()} planted in {score.words / WORDS_A_PAGE:.0f} pages"]
    for kind in sorted(score.planted):
        lines.append(f"  {kind:12} {score.found[kind]:4} of {score.planted[kind]:4}")
    lines.append(f"  recall {score.recall:.2%}, of what must always be found {score.recall_every_time:.2%}")
    lines.append(f"  needless prompts a page {score.needless_a_page:.2f}")
    lines.extend(f"  overlooked, {each.kind}: {each.form!r}" for each in score.overlooked)
    lines.extend(f"  needless: {words!r}, {times}" for words, times in Counter(score.needless).most_common(10))
    return "\n".join(lines) + "\n"


def main() -> None:
    seeds = [int(given) for given in sys.argv[1:]] or [random.SystemRandom().randrange(10**9) for _ in range(5)]
    for seed in seeds:
        sys.stdout.write(report(seed, corpus(seed)))


if __name__ == "__main__":
    main()
